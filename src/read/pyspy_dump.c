/* SPDX-License-Identifier: MIT */
/*
 * py-spy dump, and its near relatives, Python's faulthandler and the dumps of
 * 3.15's profiling.sampling: one stack a thread, taken once.
 *
 *     Process 12682: python app.py
 *     Python v3.14.10 (/usr/bin/python3.14)
 *
 *     Thread 12682 (active+gil): "MainThread"
 *         parse (busy.py:6)
 *             Arguments:
 *                 s: "1,2,3"
 *         main (busy.py:21)
 *
 *     Thread 0x00007f1c (most recent call first):
 *       File "busy.py", line 6 in parse
 *
 *     Stack dump for PID 12682, thread 12682 (main thread; most recent call last):
 *       File "busy.py", line 6, in parse
 *         return [int(x) for x in s.split(",")]
 *
 * Traps: frames are innermost first, but in the last form; a command line may
 * hold newlines; values of variables may hold anything, but stand deeper than
 * frames. Each stack counts as one sample.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "read/frame.h"
#include "read/reader.h"
#include "read/scan.h"

typedef struct dump {
    nc_builder *b;
    nc_frame_cache cache;
    nc_frame *frames; /* innermost first, as read */
    size_t count, room;
    nc_str thread_name;
    int64_t process, thread;
    bool in_thread;
    bool outermost_first; /* profiling.sampling's, with source lines between the frames */
    uint64_t stacks;
} dump;

static void finish_thread(dump *d)
{
    for (size_t i = 0, j = d->count; !d->outermost_first && i + 1 < j; i++) {
        nc_frame swap = d->frames[i];

        d->frames[i] = d->frames[--j];
        d->frames[j] = swap;
    }
    if (d->in_thread && d->count) {
        nc_stacks_add(d->b, nc_stacks_thread(d->b, d->thread_name, d->process, d->thread), d->frames, d->count, 1);
        d->stacks++;
    }
    d->count = 0;
    d->in_thread = d->outermost_first = false;
}

static bool take_process(dump *d, nc_scan s)
{
    int64_t pid, ignored;
    const char *colon;

    if (!nc_scan_skip(&s, "Process "))
        return false;
    colon = memchr(s.p, ':', nc_scan_left(&s));
    s.end = colon ? colon : s.p;
    if (!nc_scan_calls(&s, &pid, &ignored))
        return false;
    finish_thread(d);
    d->process = pid;
    nc_builder_set_tool(d->b, "py-spy dump");
    return true;
}

static void take_python(dump *d, nc_scan s)
{
    char version[16];
    size_t size = 0, dots = 0;

    if (!nc_scan_skip(&s, "Python v"))
        return;
    while (s.p + size < s.end && size < sizeof version - 1 &&
           ((s.p[size] >= '0' && s.p[size] <= '9') || s.p[size] == '.')) {
        if (s.p[size] == '.' && ++dots == 2)
            break;
        version[size] = s.p[size];
        size++;
    }
    version[size] = '\0';
    nc_builder_set_python(d->b, version);
}

/* "Thread 12682 (idle): "name"", "Thread 0x7F1C", "Current thread 0x.. (most
 * recent call first):". */
static bool take_thread(dump *d, nc_scan line)
{
    nc_scan s = line;
    nc_scan word;

    if (!nc_scan_skip(&s, "Thread ") && !nc_scan_skip(&s, "Current thread "))
        return false;
    word = nc_scan_word(&s);
    if (!nc_scan_left(&word) || (word.p[0] < '0' || word.p[0] > '9'))
        return false;
    finish_thread(d);
    if (!nc_number_parse_int(word.p, nc_scan_left(&word), &d->thread))
        d->thread = 0; /* hexadecimal: it is in the name */
    nc_scan_trim(&line);
    d->thread_name = nc_builder_string(d->b, line.p, nc_scan_left(&line));
    d->in_thread = true;
    return true;
}

/* "Stack dump for PID 7, thread 7 (main thread, has GIL; most recent call last):" */
static bool take_sampling_thread(dump *d, nc_scan s)
{
    int64_t pid;
    nc_scan word, name;

    if (!nc_scan_skip(&s, "Stack dump for PID "))
        return false;
    word = nc_scan_word(&s);
    if (nc_scan_left(&word) < 2 || !nc_number_parse_int(word.p, nc_scan_left(&word) - 1, &pid))
        return false;
    nc_scan_skip_blanks(&s);
    name = s;
    finish_thread(d);
    if (nc_scan_skip(&s, "thread ")) {
        word = nc_scan_word(&s);
        if (!nc_number_parse_int(word.p, nc_scan_left(&word), &d->thread))
            d->thread = 0;
    }
    d->process = pid;
    d->thread_name = nc_builder_string(d->b, name.p, nc_scan_left(&name));
    d->in_thread = d->outermost_first = true;
    nc_builder_set_tool(d->b, "profiling.sampling dump");
    nc_builder_set_python(d->b, "3.15");
    return true;
}

static void add_frame(dump *d, nc_frame frame)
{
    if (!nc_alloc_grow(&d->frames, &d->room, d->count + 1, sizeof *d->frames)) {
        nc_builder_fail(d->b, NCALLS_MEMORY, "out of memory");
        return;
    }
    d->frames[d->count++] = frame;
}

/* Exactly four blanks: variables stand deeper. */
static bool take_frame(dump *d, nc_scan line)
{
    const nc_frame_meaning *m;

    if (!nc_scan_skip(&line, "    ") || !nc_scan_left(&line) || *line.p == ' ')
        return false;
    nc_scan_trim(&line);
    m = nc_frame_find(&d->cache, line.p, nc_scan_left(&line));
    if (m && m->frame.function.at)
        add_frame(d, m->frame);
    return true;
}

/* '  File "busy.py", line 6 in parse', profiling.sampling's with a comma, and without a line where there is none. */
static bool take_file(dump *d, nc_scan line)
{
    nc_scan s = line;
    const char *quote = NULL, *in;
    int64_t number = 0;

    if (!nc_scan_skip(&s, "  File \""))
        return false;
    for (const char *p = s.p; (p = nc_scan_find((nc_scan){p, s.end}, "\", ")); p++)
        quote = p;
    in = quote ? nc_scan_find((nc_scan){quote, s.end}, " in ") : NULL;
    if (!in)
        return false;
    if (memcmp(quote, "\", line ", 8) == 0) {
        const char *end = in > quote + 8 && in[-1] == ',' ? in - 1 : in;

        if (!nc_number_parse_int(quote + 8, (size_t)(end - quote - 8), &number) || number > INT32_MAX)
            return false;
    } else if (in != quote + 2) {
        return false;
    }
    nc_scan_trim(&s);
    add_frame(d, (nc_frame){nc_builder_function(d->b, nc_builder_string(d->b, s.p, (size_t)(quote - s.p)), 0,
                                                nc_builder_string(d->b, in + 4, (size_t)(s.end - in - 4))),
                            number > 0 ? (int32_t)number : 0});
    return true;
}

static void take_line(dump *d, const nc_textlines *lines)
{
    nc_scan line = {lines->bytes, lines->bytes + lines->size};

    if (take_process(d, line) || take_thread(d, line) || take_sampling_thread(d, line))
        return;
    take_python(d, line);
    if (d->in_thread && (d->outermost_first || !take_frame(d, line)))
        take_file(d, line);
}

static ncalls_status read_pyspy_dump(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    dump d = {.b = builder};
    nc_textlines lines;
    ncalls_status status = NCALLS_OK;

    if (!nc_frame_init(&d.cache, builder)) {
        nc_frame_reset(&d.cache);
        return nc_fail_memory(error);
    }
    nc_builder_set_tool(builder, "faulthandler"); /* unless a header says more */
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    nc_textlines_init(&lines, input);
    lines.is_printed = true;
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&d, &lines);
    finish_thread(&d);
    if (lines.status) {
        *error = lines.error;
        status = lines.status;
    } else if (!d.stacks) {
        status = nc_fail(error, NCALLS_DAMAGED, "line %llu: no thread with a stack",
                         (unsigned long long)lines.number);
    } else {
        nc_builder_note(builder, "a dump of one moment: each thread's stack counts as one sample");
    }
    nc_frame_reset(&d.cache);
    nc_alloc_free(d.frames);
    return status;
}

static unsigned bid_pyspy_dump(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *python = nc_scan_find(text, "\nPython v");

    if (python && nc_scan_find((nc_scan){text.p, python}, "Process "))
        return 40;
    if (nc_scan_find(text, "Stack dump for PID ") && nc_scan_find(text, "; most recent call last):"))
        return 40;
    return nc_scan_find(text, " (most recent call first):") && nc_scan_find(text, "\n  File \"") ? 30 : 0;
}

const nc_reader nc_read_pyspy_dump = {
    .name = "pyspy_dump",
    .title = "py-spy dump (text), dumps of faulthandler and profiling.sampling",
    .is_text = true,
    .bid = bid_pyspy_dump,
    .read = read_pyspy_dump,
};
