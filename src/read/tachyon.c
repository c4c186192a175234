/* SPDX-License-Identifier: MIT */
/*
 * Binary samples of CPython 3.15's profiling.sampling (--binary).
 *
 *      0 "HCAT" (little-endian) or "TACH"   40 u64 offset of the strings
 *      4 u32 version, 1                     48 u64 offset of the frames
 *      8 u8 Python's major, minor           56 u32 1 = the samples are zstd's
 *     20 u64 interval in microseconds       64 samples, up to the strings
 *     28 u64 samples                        the last 32 bytes: u32 strings,
 *     36 u32 threads                            u32 frames, u64 size of the file
 *
 * (Modules/_remote_debugging/binary_io.h; compared with its `replay`.) A sample
 * record is u64 thread, u32 interpreter, u8 kind, then LEB128 numbers: microseconds
 * since the thread's last sample, and what changed on its stack. Frames are innermost first. A header of
 * zeros is that of a run which was interrupted. Trap: the profiler's own frames,
 * those of its _sync_coordinator.py, are in the file but in none of its exports.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/expand.h"
#include "model/stacks.h"
#include "read/reader.h"

enum { HEADER = 64, FOOTER = 32, ZSTD = 1, DEPTH_MAX = 1 << 20 };
enum record { REPEAT, FULL, SUFFIX, POP_PUSH };

/* Numbers out of bytes in memory. */
typedef struct cursor {
    const unsigned char *p, *end;
} cursor;

typedef struct thread_state {
    uint64_t thread;
    uint32_t interpreter, number; /* in nc_stacks */
    uint32_t *stack;              /* frame indexes, root first */
    size_t depth, room;
    int64_t at;                   /* its last sample, in nanoseconds since the start */
} thread_state;

typedef struct tachyon {
    nc_builder *b;
    const unsigned char *bytes;
    size_t size;
    bool swapped;         /* written on a machine of the other byte order */
    uint64_t samples, strings_at, frames_at;
    int64_t interval;     /* in nanoseconds */
    uint32_t string_count, frame_count, compression;
    nc_str *strings;
    nc_frame *frames;
    thread_state *threads;
    size_t thread_count, thread_room;
    nc_map thread_index;  /* hash of (thread, interpreter) to index + 1 */
    nc_frame *stack;      /* of the sample at hand, root first */
    size_t depth, stack_room;
    nc_input in;          /* the records */
    uint64_t read;        /* samples */
    ncalls_error *error;
    ncalls_status status;
} tachyon;

static bool fail(tachyon *t, const char *what, uint64_t at)
{
    t->status = nc_fail(t->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)at, what);
    return false;
}

static bool fail_memory(tachyon *t)
{
    t->status = nc_fail_memory(t->error);
    return false;
}

static uint32_t load32(const tachyon *t, const unsigned char *p)
{
    uint32_t value;

    memcpy(&value, p, sizeof value);
    return t->swapped ? __builtin_bswap32(value) : value;
}

static uint64_t load64(const tachyon *t, const unsigned char *p)
{
    uint64_t value;

    memcpy(&value, p, sizeof value);
    return t->swapped ? __builtin_bswap64(value) : value;
}

static int64_t nanoseconds(uint64_t microseconds)
{
    return microseconds < (uint64_t)INT64_MAX / 1000 ? (int64_t)microseconds * 1000 : 0;
}

static bool read_header(tachyon *t)
{
    const unsigned char *h = t->bytes, *footer = t->bytes + t->size - FOOTER;
    char python[16];

    if (t->size < HEADER + FOOTER)
        return fail(t, "cut off, a header and a footer expected", t->size);
    t->swapped = (memcmp(h, "HCAT", 4) == 0) != (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
    if (load32(t, h + 4) != 1)
        return fail(t, "a version of the format that is not known (1 is)", 4);
    snprintf(python, sizeof python, "%u.%u", h[8], h[9]);
    nc_builder_set_python(t->b, python);
    t->interval = nanoseconds(load64(t, h + 20));
    t->samples = load64(t, h + 28);
    t->strings_at = load64(t, h + 40);
    t->frames_at = load64(t, h + 48);
    t->compression = load32(t, h + 56);
    t->string_count = load32(t, footer);
    t->frame_count = load32(t, footer + 4);
    if (!t->strings_at)
        return fail(t, "the run was interrupted and its file never finished", 40);
    if (load64(t, footer + 8) != t->size)
        return fail(t, "the footer tells of another size: the file is cut off or damaged", t->size - FOOTER);
    if (t->strings_at < HEADER || t->strings_at > t->frames_at || t->frames_at > t->size - FOOTER)
        return fail(t, "tables that do not lie within the file", 40);
    return t->compression <= ZSTD || fail(t, "a compression that is not known", 56);
}

static bool take_number(cursor *c, uint64_t *out)
{
    unsigned shift = 0;

    for (*out = 0; c->p < c->end && shift < 64; shift += 7) {
        unsigned byte = *c->p++;

        *out |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

static int64_t unzigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static bool read_strings(tachyon *t)
{
    cursor c = {t->bytes + t->strings_at, t->bytes + t->frames_at};

    /* Each takes a byte at least. */
    if (t->string_count > t->frames_at - t->strings_at)
        return fail(t, "more strings than there is room for", t->size - FOOTER);
    t->strings = nc_alloc_zeroed((size_t)t->string_count + 1, sizeof *t->strings);
    if (!t->strings)
        return fail_memory(t);
    for (uint32_t i = 0; i < t->string_count; i++) {
        uint64_t size;

        if (!take_number(&c, &size) || size > (uint64_t)(c.end - c.p))
            return fail(t, "a string expected", (uint64_t)(c.p - t->bytes));
        t->strings[i] = nc_builder_string(t->b, (const char *)c.p, size);
        c.p += size;
    }
    return true;
}

static bool is_internal(const tachyon *t, nc_str file)
{
    static const char own[] = "_sync_coordinator.py";
    size_t size = nc_builder_text_size(t->b, file), own_size = sizeof own - 1;

    return size >= own_size && memcmp(nc_builder_text(t->b, file) + size - own_size, own, own_size) == 0;
}

/* The profiler's own frame stays {0}. */
static bool read_frame(tachyon *t, cursor *c, nc_frame *out)
{
    uint64_t file, function, line, ignored;
    int64_t number;

    if (!take_number(c, &file) || !take_number(c, &function) || !take_number(c, &line) ||
        !take_number(c, &ignored) || !take_number(c, &ignored) || !take_number(c, &ignored) || c->p == c->end)
        return fail(t, "a frame expected", (uint64_t)(c->p - t->bytes));
    c->p++; /* the opcode */
    if (file >= t->string_count || function >= t->string_count)
        return fail(t, "a string that is not in the table", (uint64_t)(c->p - t->bytes));
    number = unzigzag(line);
    if (number < INT32_MIN || number > INT32_MAX)
        return fail(t, "a line number beyond 32 bits", (uint64_t)(c->p - t->bytes));
    if (!is_internal(t, t->strings[file]))
        *out = (nc_frame){nc_builder_function(t->b, t->strings[file], 0, t->strings[function]),
                          number > 0 ? (int32_t)number : 0};
    return true;
}

static bool read_frames(tachyon *t)
{
    cursor c = {t->bytes + t->frames_at, t->bytes + t->size - FOOTER};

    if (t->frame_count > (uint64_t)(c.end - c.p) / 7)
        return fail(t, "more frames than there is room for", t->size - FOOTER + 4);
    t->frames = nc_alloc_zeroed((size_t)t->frame_count + 1, sizeof *t->frames);
    if (!t->frames)
        return fail_memory(t);
    for (uint32_t i = 0; i < t->frame_count; i++)
        if (!read_frame(t, &c, &t->frames[i]))
            return false;
    return true;
}

static bool open_records(tachyon *t)
{
    nc_source *source = nc_input_open_memory(t->bytes + HEADER, t->strings_at - HEADER);

    if (!source)
        return fail_memory(t);
    if (t->compression == ZSTD && (t->status = nc_expand_source(&source, t->error)))
        return false;
    return nc_input_init(&t->in, source) || fail_memory(t);
}

static bool fail_record(tachyon *t, const char *what)
{
    if (t->in.status) {
        t->status = t->in.status;
        *t->error = t->in.error;
        return false;
    }
    return fail(t, what, HEADER + nc_input_offset(&t->in));
}

static bool read_byte(tachyon *t, unsigned *out)
{
    if (!nc_input_need(&t->in, 1))
        return fail_record(t, "more of a record expected");
    *out = *t->in.p++;
    return true;
}

static bool read_number(tachyon *t, uint64_t *out)
{
    cursor c;

    nc_input_need(&t->in, 10); /* the longest; there may be less */
    c = (cursor){t->in.p, t->in.end};
    if (!take_number(&c, out))
        return fail_record(t, "a number expected");
    t->in.p = c.p;
    return true;
}

static thread_state *find_thread(tachyon *t, uint64_t thread, uint32_t interpreter)
{
    uint64_t key = (thread ^ (uint64_t)interpreter << 48) * 2 + 1;
    uint32_t *place;
    char name[64];
    int size;

    for (;; key += 2) {
        place = nc_map_add(&t->thread_index, key);
        if (!place)
            return NULL;
        if (!*place)
            break;
        if (t->threads[*place - 1].thread == thread && t->threads[*place - 1].interpreter == interpreter)
            return &t->threads[*place - 1];
    }
    if (!nc_alloc_grow(&t->threads, &t->thread_room, t->thread_count + 1, sizeof *t->threads))
        return NULL;
    size = interpreter ? snprintf(name, sizeof name, "thread %llu of interpreter %u", (unsigned long long)thread,
                                  interpreter)
                       : snprintf(name, sizeof name, "thread %llu", (unsigned long long)thread);
    t->threads[t->thread_count++] = (thread_state){
        .thread = thread,
        .interpreter = interpreter,
        .number = nc_stacks_thread(t->b, nc_builder_string(t->b, name, (size_t)size), 0, (int64_t)thread),
    };
    *place = (uint32_t)t->thread_count;
    return &t->threads[t->thread_count - 1];
}

/* `count` frames, innermost first, on top of the `kept` outermost ones. */
static bool change_stack(tachyon *t, thread_state *s, uint64_t kept, uint64_t count)
{
    if (kept > s->depth)
        return fail_record(t, "a record that keeps more frames than there are");
    if (count > DEPTH_MAX || kept + count > DEPTH_MAX)
        return fail_record(t, "a stack of more than 1048576 frames");
    if (!nc_alloc_grow(&s->stack, &s->room, kept + count, sizeof *s->stack))
        return fail_memory(t);
    s->depth = kept + count;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t frame;

        if (!read_number(t, &frame))
            return false;
        if (frame >= t->frame_count)
            return fail_record(t, "a frame that is not in the table");
        s->stack[s->depth - 1 - i] = (uint32_t)frame;
    }
    return true;
}

/* What the thread does, into t->stack. It may be seen without a frame: that is a sample, too. */
static bool make_stack(tachyon *t, const thread_state *s)
{
    if (!nc_alloc_grow(&t->stack, &t->stack_room, s->depth + 1, sizeof *t->stack))
        return fail_memory(t);
    t->depth = 0;
    for (size_t i = 0; i < s->depth; i++)
        if (t->frames[s->stack[i]].function.at)
            t->stack[t->depth++] = t->frames[s->stack[i]];
    if (!t->depth) {
        nc_str name = nc_builder_string(t->b, "<no frame>", 10);

        t->stack[t->depth++] = (nc_frame){nc_builder_function(t->b, (nc_str){0}, 0, name), 0};
        nc_builder_set_kind(t->b, t->stack[0].function, NCALLS_KIND_SYNTHETIC);
    }
    return true;
}

static bool add_samples(tachyon *t, const thread_state *s, uint64_t count)
{
    if (count)
        nc_stacks_add(t->b, s->number, t->stack, t->depth, (int64_t)count);
    t->read += count;
    return true;
}

/* Time and status, which every sample has. */
static bool pass_time(tachyon *t, thread_state *s)
{
    uint64_t delta;
    unsigned status;
    bool saturated = false;

    if (!read_number(t, &delta) || !read_byte(t, &status))
        return false;
    s->at = nc_number_add(s->at, nanoseconds(delta), &saturated);
    return true;
}

static void see(tachyon *t, const thread_state *s)
{
    nc_stacks_see(t->b, s->number, t->stack, t->depth, s->at, t->interval);
}

static bool run_repeat(tachyon *t, thread_state *s)
{
    uint64_t count;

    if (!read_number(t, &count))
        return false;
    if (count > t->samples - t->read)
        return fail_record(t, "more samples than the header says");
    if (!make_stack(t, s))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        if (!pass_time(t, s))
            return false;
        see(t, s);
    }
    return add_samples(t, s, count);
}

static bool run_record(tachyon *t, thread_state *s, unsigned kind)
{
    uint64_t kept = 0, popped, count;

    if (kind == REPEAT)
        return run_repeat(t, s);
    if (kind > POP_PUSH)
        return fail_record(t, "no kind of record");
    if (t->read >= t->samples)
        return fail_record(t, "more samples than the header says");
    if (!pass_time(t, s) || (kind == SUFFIX && !read_number(t, &kept)))
        return false;
    if (kind == POP_PUSH) {
        if (!read_number(t, &popped))
            return false;
        if (popped > s->depth)
            return fail_record(t, "a record that takes more frames than there are");
        kept = s->depth - popped;
    }
    if (!read_number(t, &count) || !change_stack(t, s, kept, count) || !make_stack(t, s))
        return false;
    see(t, s);
    return add_samples(t, s, 1);
}

static bool read_records(tachyon *t)
{
    while (nc_input_need(&t->in, 1)) {
        thread_state *s;
        unsigned kind;

        if (nc_builder_failed(t->b))
            return true;
        if (!nc_input_need(&t->in, 13))
            return fail_record(t, "a record expected");
        s = find_thread(t, load64(t, t->in.p), load32(t, t->in.p + 8));
        kind = t->in.p[12];
        t->in.p += 13;
        if (!s)
            return fail_memory(t);
        if (!run_record(t, s, kind))
            return false;
    }
    if (t->in.status)
        return fail_record(t, "");
    return t->read == t->samples || fail_record(t, "fewer samples than the header says");
}

static ncalls_status read_tachyon(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    tachyon t = {.b = builder, .error = error};
    ncalls_error ignored;

    if (!error)
        t.error = &ignored;
    if (!nc_input_fill_all(input)) {
        *t.error = input->error;
        return input->status;
    }
    t.bytes = input->p;
    t.size = nc_input_left(input);
    nc_builder_set_tool(builder, "profiling.sampling");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS, NCALLS_UNIT_SAMPLES);
    nc_stacks_declare_order(builder, NC_STACKS_TIMES, NCALLS_UNIT_NANOSECONDS);
    if (!nc_map_init(&t.thread_index))
        return nc_fail_memory(error);
    if (read_header(&t) && read_strings(&t) && read_frames(&t) && open_records(&t))
        read_records(&t);
    if (t.in.source)
        nc_input_reset(&t.in);
    for (size_t i = 0; i < t.thread_count; i++)
        nc_alloc_free(t.threads[i].stack);
    nc_alloc_free(t.threads);
    nc_map_reset(&t.thread_index);
    nc_alloc_free(t.strings);
    nc_alloc_free(t.frames);
    nc_alloc_free(t.stack);
    return t.status;
}

static unsigned bid_tachyon(const nc_head *head)
{
    if (head->size < 8 || (memcmp(head->bytes, "HCAT", 4) != 0 && memcmp(head->bytes, "TACH", 4) != 0))
        return 0;
    return 40;
}

const nc_reader nc_read_tachyon = {
    .name = "tachyon",
    .title = "Python 3.15 profiling.sampling: binary (--binary)",
    .bid = bid_tachyon,
    .read = read_tachyon,
};
