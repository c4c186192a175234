/* SPDX-License-Identifier: MIT */
/*
 * austin's text: collapsed stacks, one sample a line, in order of time.
 *
 *     # mode: wall
 *     # interval: 10000
 *
 *     P1042;T0:1042;/w/busy.py:<module>:24;/w/busy.py:main:21 10123
 *
 * (github.com/P403n1x87/austin, doc; checked against MOJO of the same runs.)
 * The figure is microseconds (wall, cpu) or bytes (memory; may be negative); in
 * mode full it is "time,idle,memory". From 3.6 on a thread is
 * "interpreter:thread". Traps: the first sample of a thread holds the time since
 * the start; times add up to threads x wall time.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "read/frame.h"
#include "read/reader.h"
#include "read/scan.h"

typedef struct austin {
    nc_builder *b;
    nc_frame_cache cache;
    nc_frame *frames;
    size_t count, room;
    nc_func no_frame; /* for samples without a stack */
    bool is_memory, is_declared;
    uint64_t samples, odd, first_odd;
} austin;

static void take_metadata(austin *a, nc_scan s)
{
    nc_scan mode;

    if (!nc_scan_skip(&s, "# mode: "))
        return;
    mode = nc_scan_word(&s);
    a->is_memory = nc_scan_equals(mode, "memory");
}

static void declare(austin *a)
{
    if (a->is_declared)
        return;
    a->is_declared = true;
    nc_builder_declare(a->b,
                       NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS |
                           (a->is_memory ? (unsigned)NCALLS_HAS_MEMORY : (unsigned)NCALLS_HAS_TIME),
                       a->is_memory ? NCALLS_UNIT_BYTES : NCALLS_UNIT_NANOSECONDS);
    if (!a->is_memory)
        nc_stacks_declare_order(a->b, NC_STACKS_WEIGHTS, NCALLS_UNIT_NANOSECONDS);
}

/* "10123", "-4096" or "10123,0,4096": the first figure. */
static bool take_figure(const austin *a, nc_scan s, int64_t *out)
{
    const char *comma = memchr(s.p, ',', nc_scan_left(&s));

    if (!nc_number_parse_int(s.p, (size_t)((comma ? comma : s.end) - s.p), out))
        return false;
    return a->is_memory || !__builtin_mul_overflow(*out, 1000, out);
}

/* "P1042;T0:1042": the process and the thread; the rest of s are frames. */
static bool take_thread(austin *a, nc_scan *s, uint32_t *thread)
{
    int64_t process, number = 0;
    nc_scan whole = *s;
    const char *end, *colon;

    if (!nc_scan_skip(s, "P"))
        return false;
    end = memchr(s->p, ';', nc_scan_left(s));
    if (!end || !nc_number_parse_int(s->p, (size_t)(end - s->p), &process))
        return false;
    s->p = end + 1;
    if (!nc_scan_skip(s, "T"))
        return false;
    end = memchr(s->p, ';', nc_scan_left(s));
    if (!end)
        end = s->end;
    colon = memchr(s->p, ':', (size_t)(end - s->p));
    nc_number_parse_int(colon ? colon + 1 : s->p, (size_t)(end - (colon ? colon + 1 : s->p)), &number);
    *thread = nc_stacks_thread(a->b, nc_builder_string(a->b, whole.p, (size_t)(end - whole.p)), process, number);
    s->p = end < s->end ? end + 1 : end;
    return true;
}

static nc_func synthetic(austin *a, const char *name)
{
    nc_func function = nc_builder_function(a->b, (nc_str){0}, 0, nc_builder_string(a->b, name, strlen(name)));

    nc_builder_set_kind(a->b, function, NCALLS_KIND_SYNTHETIC);
    return function;
}

static bool add_frame(austin *a, nc_frame frame)
{
    if (!nc_alloc_grow(&a->frames, &a->room, a->count + 1, sizeof *a->frames)) {
        nc_builder_fail(a->b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    a->frames[a->count++] = frame;
    return true;
}

static bool take_frames(austin *a, nc_scan s)
{
    a->count = 0;
    while (nc_scan_left(&s)) {
        const char *end = memchr(s.p, ';', nc_scan_left(&s));
        nc_scan text = {s.p, end ? end : s.end};
        const nc_frame_meaning *m;
        nc_frame frame = {{0}, 0};

        if (nc_scan_equals(text, ":GC:")) {
            frame.function = synthetic(a, "<GC>");
        } else if (nc_scan_equals(text, ":INVALID:")) {
            frame.function = synthetic(a, "<invalid frame>");
        } else {
            m = nc_frame_find(&a->cache, text.p, nc_scan_left(&text));
            if (!m)
                return false;
            frame = m->frame;
        }
        if (frame.function.at && !add_frame(a, frame))
            return false;
        s.p = end ? end + 1 : s.end;
    }
    return a->count || add_frame(a, (nc_frame){synthetic(a, "<no frame>"), 0});
}

static bool take_sample(austin *a, nc_scan s)
{
    const char *blank;
    int64_t figure;
    uint32_t thread;

    nc_scan_trim(&s);
    blank = memrchr(s.p, ' ', nc_scan_left(&s));
    if (!blank || !take_figure(a, (nc_scan){blank + 1, s.end}, &figure))
        return false;
    s.end = blank;
    declare(a);
    if (!take_thread(a, &s, &thread))
        return false;
    if (take_frames(a, s))
        nc_stacks_add(a->b, thread, a->frames, a->count, figure);
    a->samples++;
    return true;
}

static ncalls_status read_austin(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    austin a = {.b = builder};
    nc_textlines lines;
    ncalls_status status = NCALLS_OK;

    if (!nc_frame_init(&a.cache, builder)) {
        nc_frame_reset(&a.cache);
        return nc_fail_memory(error);
    }
    nc_builder_set_tool(builder, "austin");
    nc_textlines_init(&lines, input);
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder)) {
        nc_scan line = {lines.bytes, lines.bytes + lines.size};

        if (!lines.size)
            continue;
        if (*line.p == '#')
            take_metadata(&a, line);
        else if (!take_sample(&a, line) && !a.odd++)
            a.first_odd = lines.number;
    }
    if (lines.status) {
        *error = lines.error;
        status = lines.status;
    } else if (!a.samples || a.odd > a.samples) {
        status = nc_fail(error, NCALLS_DAMAGED, "line %llu: a sample (P1;T1;frames figure) expected",
                         (unsigned long long)(a.odd ? a.first_odd : lines.number));
    } else if (a.odd) {
        nc_builder_note(builder, "%llu lines are no samples and were passed over, the first is line %llu",
                        (unsigned long long)a.odd, (unsigned long long)a.first_odd);
    }
    nc_frame_reset(&a.cache);
    nc_alloc_free(a.frames);
    return status;
}

/* "# austin: 3.7.0", or a line that begins "P<digits>;T". */
static unsigned bid_austin(const nc_head *head)
{
    nc_scan s = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    size_t digits = 0;

    if (nc_scan_skip(&s, "# austin: "))
        return 60;
    if (!nc_scan_skip(&s, "P"))
        return 0;
    while (digits < nc_scan_left(&s) && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    s.p += digits;
    return digits && nc_scan_skip(&s, ";T") ? 24 : 0;
}

const nc_reader nc_read_austin = {
    .name = "austin",
    .title = "austin's samples (text)",
    .bid = bid_austin,
    .read = read_austin,
};
