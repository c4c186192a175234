/* SPDX-License-Identifier: MIT */
/*
 * pprof's profile.proto (.pb, .pb.gz): pypprof, austin2pprof, Datadog,
 * pyroscope, google-cloud-profiler.
 *
 * Numbers of fields and their meaning are those of github.com/google/pprof,
 * proto/profile.proto. Traps: Go writes fields in any order, strings last, so
 * the whole message is read before samples are; ids are arbitrary; location 0
 * of a sample is the leaf, and of a location's lines the first is the innermost
 * (inlining); lists of numbers may be packed or not. Of several values a sample
 * has, the default one counts, else the last time, else the last.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/protobuf.h"
#include "model/stacks.h"
#include "read/pprof_unit.h"
#include "read/reader.h"

enum profile_field { SAMPLE_TYPE = 1, SAMPLE = 2, LOCATION = 4, FUNCTION = 5, STRING = 6, DEFAULT_TYPE = 14 };

/* Frames that samples may have in all; more is an attack by references. */
#define FRAMES_MAX ((uint64_t)512 << 20)

typedef struct span {
    const unsigned char *p;
    size_t size;
} span;

typedef struct list {
    nc_protobuf *items;
    size_t count, room;
} list;

typedef struct pprof {
    nc_builder *b;
    list strings, sample_types, locations, functions, samples;
    uint64_t default_type;
    nc_map location_ids, function_ids; /* id + 1 to index + 1 */
    nc_func *known;       /* [function] */
    nc_frame *frames;     /* of all locations, innermost first */
    size_t frame_count, frame_room;
    uint32_t *frame_begin; /* [location], one more at the end */
    nc_frame *stack;
    size_t stack_room;
    uint64_t walked;
    size_t value_at;      /* which of a sample's values counts */
    int64_t scale;
    ncalls_unit unit;
    ncalls_error *error;
} pprof;

static ncalls_status wrong(pprof *p, const char *what)
{
    return nc_fail(p->error, NCALLS_DAMAGED, "%s", what);
}

static bool add(list *l, nc_protobuf item)
{
    if (!nc_alloc_grow(&l->items, &l->room, l->count + 1, sizeof *l->items))
        return false;
    l->items[l->count++] = item;
    return true;
}

static list *list_of(pprof *p, uint32_t number)
{
    switch (number) {
    case SAMPLE_TYPE: return &p->sample_types;
    case SAMPLE: return &p->samples;
    case LOCATION: return &p->locations;
    case FUNCTION: return &p->functions;
    case STRING: return &p->strings;
    default: return NULL;
    }
}

static ncalls_status collect(pprof *p, nc_input *input)
{
    nc_protobuf message = {input->p, input->end};
    nc_protobuf_field field;

    while (nc_protobuf_next(&message, &field)) {
        list *l = list_of(p, field.number);

        if (field.number == DEFAULT_TYPE && field.type == NC_PROTOBUF_VARINT)
            p->default_type = field.value;
        if (l && field.type != NC_PROTOBUF_BYTES)
            return wrong(p, "a field of the wrong type: no profile.proto");
        if (l && !add(l, field.bytes))
            return nc_fail_memory(p->error);
    }
    if (message.p != message.end)
        return nc_fail(p->error, NCALLS_DAMAGED, "at byte %zu: a field expected", (size_t)(message.p - input->p));
    if (!p->strings.count || p->strings.items[0].p != p->strings.items[0].end)
        return wrong(p, "no profile.proto: its first string is not empty");
    return NCALLS_OK;
}

/* Number field `number` of a message; 0 if it is not there. */
static uint64_t number_in(nc_protobuf message, uint32_t number)
{
    nc_protobuf_field field;
    uint64_t value = 0;

    while (nc_protobuf_next(&message, &field))
        if (field.number == number && field.type == NC_PROTOBUF_VARINT)
            value = field.value;
    return value;
}

static span string_at(const pprof *p, uint64_t index)
{
    if (index >= p->strings.count)
        return (span){(const unsigned char *)"", 0};
    return (span){p->strings.items[index].p, (size_t)(p->strings.items[index].end - p->strings.items[index].p)};
}

static nc_str intern(pprof *p, uint64_t index)
{
    span s = string_at(p, index);

    return nc_builder_string(p->b, (const char *)s.p, s.size);
}

/* "Thread ID", "thread id" and "thread_id" are one key. */
static bool is_label(span key, const char *name)
{
    if (key.size != strlen(name))
        return false;
    for (size_t i = 0; i < key.size; i++)
        if ((key.p[i] == '_' ? ' ' : key.p[i] >= 'A' && key.p[i] <= 'Z' ? key.p[i] | 0x20 : key.p[i]) != name[i])
            return false;
    return true;
}

static void set_unit(pprof *p, size_t type)
{
    span unit = string_at(p, number_in(p->sample_types.items[type], 2));

    p->value_at = type;
    p->unit = NCALLS_UNIT_COUNT;
    p->scale = 1;
    nc_pprof_unit((const char *)unit.p, unit.size, &p->unit, &p->scale);
}

/* The default one; else the last that is time, else the last. */
static void choose_value(pprof *p)
{
    const list *types = &p->sample_types;
    size_t chosen = types->count;
    span name;

    p->unit = NCALLS_UNIT_COUNT;
    p->scale = 1;
    for (size_t i = 0; p->default_type && i < types->count; i++)
        if (number_in(types->items[i], 1) == p->default_type)
            chosen = i;
    for (size_t i = types->count; chosen == types->count && i--;) {
        set_unit(p, i);
        if (p->unit == NCALLS_UNIT_NANOSECONDS)
            chosen = i;
    }
    if (!types->count)
        return;
    if (chosen == types->count)
        chosen--;
    set_unit(p, chosen);
    name = string_at(p, number_in(types->items[chosen], 1));
    if (types->count > 1)
        nc_builder_note(p->b, "one of %zu kinds of figures was read: %.*s", types->count,
                        (int)(name.size < 100 ? name.size : 100), (const char *)name.p);
}

static bool index_ids(const list *l, nc_map *map)
{
    for (size_t i = 0; i < l->count; i++) {
        uint32_t *place = nc_map_add(map, number_in(l->items[i], 1) + 1);

        if (!place)
            return false;
        *place = (uint32_t)i + 1;
    }
    return true;
}

static bool know_functions(pprof *p)
{
    p->known = nc_alloc_zeroed(p->functions.count, sizeof *p->known);
    if (!p->known || !index_ids(&p->functions, &p->function_ids))
        return false;
    for (size_t i = 0; i < p->functions.count; i++) {
        nc_protobuf f = p->functions.items[i];
        uint64_t line = number_in(f, 5);

        p->known[i] = nc_builder_function(p->b, intern(p, number_in(f, 4)), line <= INT32_MAX ? (int32_t)line : 0,
                                          intern(p, number_in(f, 2)));
    }
    return true;
}

static ncalls_status add_line(pprof *p, nc_protobuf line)
{
    uint32_t index = nc_map_find(&p->function_ids, number_in(line, 1) + 1);
    uint64_t number = number_in(line, 2);

    if (!index)
        return wrong(p, "a location of a function that is not in the file");
    if (!nc_alloc_grow(&p->frames, &p->frame_room, p->frame_count + 1, sizeof *p->frames))
        return nc_fail_memory(p->error);
    p->frames[p->frame_count++] = (nc_frame){p->known[index - 1], number <= INT32_MAX ? (int32_t)number : 0};
    return NCALLS_OK;
}

/* A location that was never symbolized has an address only. */
static ncalls_status add_address(pprof *p, nc_protobuf location)
{
    nc_protobuf_field field;
    uint64_t address = 0;
    char name[24];
    size_t used = 0;

    while (nc_protobuf_next(&location, &field))
        if (field.number == 3)
            address = field.value;
    for (unsigned shift = 64; shift;) {
        shift -= 4;
        if (address >> shift || !shift)
            name[used++] = "0123456789abcdef"[address >> shift & 15];
    }
    if (!nc_alloc_grow(&p->frames, &p->frame_room, p->frame_count + 1, sizeof *p->frames))
        return nc_fail_memory(p->error);
    p->frames[p->frame_count] =
        (nc_frame){nc_builder_function(p->b, (nc_str){0}, 0, nc_builder_string(p->b, name, used)), 0};
    nc_builder_set_kind(p->b, p->frames[p->frame_count++].function, NCALLS_KIND_NATIVE);
    return NCALLS_OK;
}

static ncalls_status know_locations(pprof *p)
{
    p->frame_begin = nc_alloc_zeroed(p->locations.count + 1, sizeof *p->frame_begin);
    if (!p->frame_begin || !index_ids(&p->locations, &p->location_ids))
        return nc_fail_memory(p->error);
    for (size_t i = 0; i < p->locations.count; i++) {
        nc_protobuf location = p->locations.items[i];
        nc_protobuf_field field;
        ncalls_status status = NCALLS_OK;

        p->frame_begin[i] = (uint32_t)p->frame_count;
        while (!status && nc_protobuf_next(&location, &field))
            if (field.number == 4 && field.type == NC_PROTOBUF_BYTES)
                status = add_line(p, field.bytes);
        if (!status && p->frame_begin[i] == p->frame_count)
            status = add_address(p, p->locations.items[i]);
        if (status)
            return status;
    }
    p->frame_begin[p->locations.count] = (uint32_t)p->frame_count;
    return NCALLS_OK;
}

/* The frames of one location on top of the stack, which is leaf first. */
static ncalls_status push_location(pprof *p, uint64_t id, size_t *depth)
{
    uint32_t index = nc_map_find(&p->location_ids, id + 1);
    size_t count;

    if (!index)
        return wrong(p, "a sample at a location that is not in the file");
    count = p->frame_begin[index] - p->frame_begin[index - 1];
    p->walked += count;
    if (p->walked > FRAMES_MAX)
        return nc_fail(p->error, NCALLS_LIMIT, "more than %llu frames in all samples", (unsigned long long)FRAMES_MAX);
    if (!nc_alloc_grow(&p->stack, &p->stack_room, *depth + count, sizeof *p->stack))
        return nc_fail_memory(p->error);
    memcpy(p->stack + *depth, p->frames + p->frame_begin[index - 1], count * sizeof *p->stack);
    *depth += count;
    return NCALLS_OK;
}

/* Of a sample without locations. */
static ncalls_status push_no_frame(pprof *p, size_t *depth)
{
    nc_func function = nc_builder_function(p->b, (nc_str){0}, 0, nc_builder_string(p->b, "<no frame>", 10));

    if (!nc_alloc_grow(&p->stack, &p->stack_room, 1, sizeof *p->stack))
        return nc_fail_memory(p->error);
    nc_builder_set_kind(p->b, function, NCALLS_KIND_SYNTHETIC);
    p->stack[(*depth)++] = (nc_frame){function, 0};
    return NCALLS_OK;
}

/* Packed or not. */
static ncalls_status take_locations(pprof *p, const nc_protobuf_field *field, size_t *depth)
{
    nc_protobuf packed = field->bytes;
    ncalls_status status = NCALLS_OK;
    uint64_t id;

    if (field->type == NC_PROTOBUF_VARINT)
        return push_location(p, field->value, depth);
    while (!status && nc_protobuf_varint(&packed, &id))
        status = push_location(p, id, depth);
    return status;
}

static void take_values(const pprof *p, const nc_protobuf_field *field, size_t *at, int64_t *value)
{
    nc_protobuf packed = field->bytes;
    uint64_t number;

    if (field->type == NC_PROTOBUF_VARINT) {
        if ((*at)++ == p->value_at)
            *value = (int64_t)field->value;
        return;
    }
    while (nc_protobuf_varint(&packed, &number))
        if ((*at)++ == p->value_at)
            *value = (int64_t)number;
}

/* What the labels of a sample tell of its thread; austin2pprof's are texts, Datadog's numbers. */
typedef struct thread_labels {
    span name, id;
    int64_t process, thread;
} thread_labels;

static void take_label(const pprof *p, nc_protobuf label, thread_labels *out)
{
    span key = string_at(p, number_in(label, 1)), text = string_at(p, number_in(label, 2));
    int64_t number = (int64_t)number_in(label, 3);

    if (text.size)
        nc_number_parse_int((const char *)text.p, text.size, &number);
    if (is_label(key, "thread name")) {
        out->name = text;
    } else if (is_label(key, "thread id")) {
        out->id = text;
        out->thread = number;
    } else if (is_label(key, "process id")) {
        out->process = number;
    }
}

/* 0: the labels know of none. */
static uint32_t find_thread(pprof *p, const thread_labels *labels)
{
    char number[24];
    span name = labels->name.size ? labels->name : labels->id;

    if (!name.size && labels->thread)
        name = (span){(const unsigned char *)number,
                      (size_t)snprintf(number, sizeof number, "%lld", (long long)labels->thread)};
    return name.size ? nc_stacks_thread(p->b, nc_builder_string(p->b, (const char *)name.p, name.size), labels->process,
                                        labels->thread)
                     : 0;
}

static ncalls_status add_sample(pprof *p, nc_protobuf sample)
{
    nc_protobuf_field field;
    thread_labels labels = {0};
    size_t depth = 0, values = 0;
    int64_t value = 0;
    ncalls_status status = NCALLS_OK;

    while (!status && nc_protobuf_next(&sample, &field)) {
        if (field.number == 1)
            status = take_locations(p, &field, &depth);
        else if (field.number == 2)
            take_values(p, &field, &values, &value);
        else if (field.number == 3 && field.type == NC_PROTOBUF_BYTES)
            take_label(p, field.bytes, &labels);
    }
    if (!status && !depth)
        status = push_no_frame(p, &depth);
    if (status)
        return status;
    for (size_t i = 0, j = depth - 1; i < j; i++, j--) {
        nc_frame swap = p->stack[i];

        p->stack[i] = p->stack[j];
        p->stack[j] = swap;
    }
    if (__builtin_mul_overflow(value, p->scale, &value))
        return wrong(p, "a value beyond 64 bits of nanoseconds");
    nc_stacks_add(p->b, find_thread(p, &labels), p->stack, depth, value);
    return NCALLS_OK;
}

static ncalls_status hand_over(pprof *p)
{
    ncalls_status status;

    if (!p->samples.count)
        return wrong(p, "a profile.proto without samples");
    choose_value(p);
    nc_builder_set_tool(p->b, "pprof");
    nc_builder_declare(p->b,
                       NCALLS_HAS_EDGES | NCALLS_HAS_LINES |
                           (p->unit == NCALLS_UNIT_NANOSECONDS ? (unsigned)NCALLS_HAS_TIME
                            : p->unit == NCALLS_UNIT_BYTES     ? (unsigned)NCALLS_HAS_MEMORY
                                                               : 0),
                       p->unit);
    if (!know_functions(p))
        return nc_fail_memory(p->error);
    status = know_locations(p);
    for (size_t i = 0; i < p->samples.count && !status && !nc_builder_failed(p->b); i++)
        status = add_sample(p, p->samples.items[i]);
    return status;
}

static void reset(pprof *p)
{
    nc_alloc_free(p->strings.items);
    nc_alloc_free(p->sample_types.items);
    nc_alloc_free(p->locations.items);
    nc_alloc_free(p->functions.items);
    nc_alloc_free(p->samples.items);
    nc_map_reset(&p->location_ids);
    nc_map_reset(&p->function_ids);
    nc_alloc_free(p->known);
    nc_alloc_free(p->frames);
    nc_alloc_free(p->frame_begin);
    nc_alloc_free(p->stack);
}

static ncalls_status read_pprof(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    pprof p = {.b = builder, .error = error};
    ncalls_status status = NCALLS_OK;

    if (!nc_input_fill_all(input)) {
        *error = input->error;
        return input->status;
    }
    if (!nc_map_init(&p.location_ids) || !nc_map_init(&p.function_ids))
        status = nc_fail_memory(error);
    if (!status)
        status = collect(&p, input);
    if (!status)
        status = hand_over(&p);
    reset(&p);
    return status;
}

/* The wire types that profile.proto's fields have; 9 = none. */
static const unsigned char wire_types[16] = {9, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 2, 0, 9, 0, 0};

/* Fields of a profile as far as the head shows them, and one of those that
 * matter among them. */
static unsigned bid_pprof(const nc_head *head)
{
    nc_protobuf message = {head->bytes, head->bytes + head->size};
    nc_protobuf_field field;
    unsigned seen = 0, important = 0;

    while (nc_protobuf_next(&message, &field)) {
        if (field.number > 15 || (wire_types[field.number] != 9 && field.type != wire_types[field.number]))
            return 0;
        seen++;
        important += field.number <= 6;
    }
    if (head->whole && message.p != message.end)
        return 0;
    return seen >= 3 && important >= 2 ? 16 : 0;
}

const nc_reader nc_read_pprof = {
    .name = "pprof",
    .title = "pprof's profile.proto (.pb, .pb.gz)",
    .bid = bid_pprof,
    .read = read_pprof,
};
