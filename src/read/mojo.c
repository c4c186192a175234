/* SPDX-License-Identifier: MIT */
/*
 * MOJO, austin's binary form (austin -b; what austin 4 writes).
 *
 *     "MOJ" version, then events: a byte and its fields
 *      1 METADATA cstr cstr        7 GC
 *      2 STACK pid [iid] tid       8 IDLE
 *      3 FRAME key file scope line 9 TIME microseconds
 *      4 FRAME_INVALID            10 MEMORY signed bytes
 *      5 FRAME_REF key            11 STRING key cstr
 *      6 FRAME_KERNEL cstr        12 STRING_REF key
 *                                 13 STACK_REPEAT
 *
 * (github.com/P403n1x87/austin, mojo.h; versions 1, 3 and 4 checked against the
 * text of the same runs.) Numbers: 6 bits, a sign and a continuation bit in the
 * first byte, 7 bits in those that follow. Keys belong to a process. A FRAME
 * only defines; a sample ends where the next STACK begins.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "model/stacks.h"
#include "read/reader.h"

typedef struct mojo {
    nc_input *in;
    nc_builder *b;
    uint64_t version;
    nc_map strings;      /* (pid, key) to string + 1 */
    nc_map frames_by_key; /* (pid, key) to index into defined + 1 */
    nc_frame *defined;
    size_t defined_count, defined_room;
    nc_frame *stack;     /* of the sample being read, root first */
    size_t count, room;
    nc_frame *last;      /* of the sample before, for STACK_REPEAT */
    size_t last_count, last_room;
    uint32_t last_thread;
    uint64_t pid;
    uint32_t thread;
    int64_t time, memory;
    bool in_sample, has_memory, is_memory, declared;
    uint64_t samples;
    char text[4096];     /* the last string that was read */
    size_t text_size;
    ncalls_error *error;
    bool failed;
} mojo;

static bool fail(mojo *m, const char *what)
{
    if (!m->failed)
        nc_fail(m->error, NCALLS_DAMAGED, "at byte %llu: %s", (unsigned long long)nc_input_offset(m->in), what);
    m->failed = true;
    return false;
}

static bool take_byte(mojo *m, unsigned *out)
{
    if (!nc_input_need(m->in, 1)) {
        nc_input_fail_short(m->in, "more of an event", m->error);
        m->failed = true;
        return false;
    }
    *out = *m->in->p++;
    return true;
}

/* Six bits and a sign, then seven bits a byte. Keys are made of addresses and use all 64. */
static bool take_varint(mojo *m, uint64_t *value, bool *is_negative)
{
    unsigned byte, shift = 6;

    if (!take_byte(m, &byte))
        return false;
    *is_negative = byte & 0x40;
    *value = byte & 0x3f;
    for (; byte & 0x80; shift += 7) {
        if (!take_byte(m, &byte))
            return false;
        if (shift > 62 || (shift == 62 && byte > 3))
            return fail(m, "a number beyond 64 bits");
        *value |= (uint64_t)(byte & 0x7f) << shift;
    }
    return true;
}

static bool take_number(mojo *m, int64_t *out)
{
    uint64_t value;
    bool is_negative;

    if (!take_varint(m, &value, &is_negative))
        return false;
    if (value > INT64_MAX)
        return fail(m, "a figure beyond 63 bits");
    *out = is_negative ? -(int64_t)value : (int64_t)value;
    return true;
}

static bool take_key(mojo *m, uint64_t *out)
{
    bool is_negative;

    return take_varint(m, out, &is_negative);
}

/* A text that ends with NUL; what does not fit is cut. */
static bool take_text(mojo *m)
{
    unsigned byte;

    for (m->text_size = 0;;) {
        if (!take_byte(m, &byte))
            return false;
        if (!byte)
            return true;
        if (m->text_size < sizeof m->text)
            m->text[m->text_size++] = (char)byte;
        else
            return fail(m, "a name of more than 4096 bytes");
    }
}

/* Processes have keys of their own, and 0 is none in a map. */
static uint64_t key_of(uint64_t pid, uint64_t key)
{
    uint64_t mixed = pid * 0x9e3779b97f4a7c15u ^ key;

    return mixed ? mixed : 0x9e3779b97f4a7c15u;
}

static bool put(mojo *m, nc_map *map, uint64_t key, uint32_t value)
{
    uint32_t *place = nc_map_add(map, key_of(m->pid, key));

    if (!place) {
        nc_fail_memory(m->error);
        m->failed = true;
        return false;
    }
    *place = value;
    return true;
}

/* Definitions before the first STACK count for all processes. */
static uint32_t find(const mojo *m, const nc_map *map, uint64_t key)
{
    uint32_t value = nc_map_find(map, key_of(m->pid, key));

    return value ? value : nc_map_find(map, key_of(0, key));
}

static nc_str string_of(mojo *m, uint64_t key)
{
    uint32_t value = key == 1 ? 0 : find(m, &m->strings, key);

    return value ? (nc_str){value - 1} : nc_builder_string(m->b, "<unknown>", 9);
}

static bool push(mojo *m, nc_frame frame)
{
    if (!frame.function.at)
        return true;
    if (!nc_alloc_grow(&m->stack, &m->room, m->count + 1, sizeof *m->stack)) {
        nc_fail_memory(m->error);
        m->failed = true;
        return false;
    }
    m->stack[m->count++] = frame;
    return true;
}

static bool push_synthetic(mojo *m, const char *name)
{
    nc_func function = nc_builder_function(m->b, (nc_str){0}, 0, nc_builder_string(m->b, name, strlen(name)));

    nc_builder_set_kind(m->b, function, NCALLS_KIND_SYNTHETIC);
    return push(m, (nc_frame){function, 0});
}

static bool push_native(mojo *m)
{
    nc_func function = nc_builder_function(m->b, nc_builder_string(m->b, "<kernel>", 8), 0,
                                           nc_builder_string(m->b, m->text, m->text_size));

    nc_builder_set_kind(m->b, function, NCALLS_KIND_NATIVE);
    return push(m, (nc_frame){function, 0});
}

/* The sample before this event is complete. */
static bool finish_sample(mojo *m)
{
    bool fine = true;

    if (m->in_sample) {
        if (!m->count)
            fine = push_synthetic(m, "<no frame>");
        if (fine && !nc_builder_failed(m->b))
            nc_stacks_add(m->b, m->thread, m->stack, m->count, m->is_memory ? m->memory : m->time * 1000);
        m->samples++;
        if (fine && nc_alloc_grow(&m->last, &m->last_room, m->count, sizeof *m->last)) {
            memcpy(m->last, m->stack, m->count * sizeof *m->last);
            m->last_count = m->count;
            m->last_thread = m->thread;
        }
    }
    m->in_sample = false;
    m->count = 0;
    m->time = m->memory = 0;
    return fine;
}

static void declare(mojo *m)
{
    if (m->declared)
        return;
    m->declared = true;
    nc_builder_declare(m->b,
                       NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS |
                           (m->is_memory ? (unsigned)NCALLS_HAS_MEMORY : (unsigned)NCALLS_HAS_TIME),
                       m->is_memory ? NCALLS_UNIT_BYTES : NCALLS_UNIT_NANOSECONDS);
    if (!m->is_memory)
        nc_stacks_declare_order(m->b, NC_STACKS_WEIGHTS, NCALLS_UNIT_NANOSECONDS);
}

static bool run_metadata(mojo *m)
{
    bool is_mode;

    if (!take_text(m))
        return false;
    is_mode = m->text_size == 4 && memcmp(m->text, "mode", 4) == 0;
    if (!take_text(m))
        return false;
    if (is_mode && m->text_size == 6 && memcmp(m->text, "memory", 6) == 0)
        m->is_memory = true;
    return true;
}

static bool run_stack(mojo *m)
{
    int64_t pid, interpreter = 0;
    char name[64 + sizeof m->text];
    uint64_t thread = 0;
    size_t used;

    if (!finish_sample(m) || !take_number(m, &pid) || (m->version >= 3 && !take_number(m, &interpreter)) ||
        !take_text(m))
        return false;
    declare(m);
    for (size_t i = 0; i < m->text_size && i < 15; i++) { /* hexadecimal */
        char c = m->text[i];

        thread = thread << 4 | (uint64_t)(c >= '0' && c <= '9' ? c - '0' : ((c | 32) - 'a' + 10) & 15);
    }
    used = (size_t)snprintf(name, sizeof name, "P%lld;T%lld:", (long long)pid, (long long)interpreter);
    memcpy(name + used, m->text, m->text_size);
    m->pid = (uint64_t)pid;
    m->thread = nc_stacks_thread(m->b, nc_builder_string(m->b, name, used + m->text_size), pid, (int64_t)thread);
    m->in_sample = true;
    return true;
}

static bool run_frame(mojo *m)
{
    uint64_t key, file, scope;
    int64_t line, ignored;
    nc_frame frame;

    if (!take_key(m, &key) || !take_key(m, &file) || !take_key(m, &scope) || !take_number(m, &line))
        return false;
    if (m->version >= 2 && (!take_number(m, &ignored) || !take_number(m, &ignored) || !take_number(m, &ignored)))
        return false;
    if (line < INT32_MIN || line > INT32_MAX)
        return fail(m, "a line number beyond 32 bits");
    frame = (nc_frame){nc_builder_function(m->b, string_of(m, file), 0, string_of(m, scope)), (int32_t)line};
    if (!nc_alloc_grow(&m->defined, &m->defined_room, m->defined_count + 1, sizeof *m->defined)) {
        nc_fail_memory(m->error);
        m->failed = true;
        return false;
    }
    m->defined[m->defined_count++] = frame;
    return put(m, &m->frames_by_key, key, (uint32_t)m->defined_count);
}

static bool run_frame_ref(mojo *m)
{
    uint64_t key;
    uint32_t number;

    if (!take_key(m, &key))
        return false;
    number = find(m, &m->frames_by_key, key);
    return number ? push(m, m->defined[number - 1]) : fail(m, "a frame that was never defined");
}

static bool run_string(mojo *m)
{
    uint64_t key;

    return take_key(m, &key) && take_text(m) &&
           put(m, &m->strings, key, nc_builder_string(m->b, m->text, m->text_size).at + 1);
}

static bool run_repeat(mojo *m)
{
    if (m->thread != m->last_thread)
        return fail(m, "a repeated stack of another thread");
    for (size_t i = 0; i < m->last_count; i++)
        if (!push(m, m->last[i]))
            return false;
    return true;
}

static bool run_event(mojo *m, unsigned event)
{
    uint64_t ignored;

    switch (event) {
    case 1: return run_metadata(m);
    case 2: return run_stack(m);
    case 3: return run_frame(m);
    case 4: return push_synthetic(m, "<invalid frame>");
    case 5: return run_frame_ref(m);
    case 6: return take_text(m) && push_native(m);
    case 7: return push_synthetic(m, "<GC>");
    case 8: return true;
    case 9: return take_number(m, &m->time);
    case 10: return take_number(m, &m->memory);
    case 11: return run_string(m);
    case 12: return take_key(m, &ignored);
    case 13: return run_repeat(m);
    default: return fail(m, "no event of MOJO");
    }
}

static bool run(mojo *m)
{
    int64_t version;

    m->in->p += 3; /* "MOJ", which the bid has seen */
    if (!take_number(m, &version))
        return false;
    if (version < 1 || version > 4)
        return fail(m, "a version of MOJO that is not known (1 to 4)");
    m->version = (uint64_t)version;
    while (nc_input_need(m->in, 1)) {
        unsigned event;

        if (nc_builder_failed(m->b))
            return true;
        if (!take_byte(m, &event) || !run_event(m, event))
            return false;
    }
    if (m->in->status) {
        nc_input_fail_short(m->in, "an event", m->error);
        return false;
    }
    return finish_sample(m) && (m->samples || fail(m, "no sample"));
}

static ncalls_status read_mojo(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    ncalls_error reason = {.status = NCALLS_DAMAGED};
    mojo *m = nc_alloc_zeroed(1, sizeof *m);
    bool fine;

    if (!m)
        return nc_fail_memory(error);
    m->in = input;
    m->b = builder;
    m->error = &reason;
    nc_builder_set_tool(builder, "austin");
    fine = nc_map_init(&m->strings) && nc_map_init(&m->frames_by_key);
    if (!fine)
        nc_fail_memory(&reason);
    fine = fine && nc_input_need(input, 4) && run(m);
    if (!fine && !reason.message[0])
        nc_input_fail_short(input, "a version", &reason);
    nc_map_reset(&m->strings);
    nc_map_reset(&m->frames_by_key);
    nc_alloc_free(m->defined);
    nc_alloc_free(m->stack);
    nc_alloc_free(m->last);
    nc_alloc_free(m);
    if (!fine && error)
        *error = reason;
    return fine ? NCALLS_OK : reason.status;
}

static unsigned bid_mojo(const nc_head *head)
{
    return head->size >= 3 && memcmp(head->bytes, "MOJ", 3) == 0 && (head->size < 4 || head->bytes[3] <= 8) ? 28 : 0;
}

const nc_reader nc_read_mojo = {
    .name = "mojo",
    .title = "MOJO, austin's binary samples",
    .bid = bid_mojo,
    .read = read_mojo,
};
