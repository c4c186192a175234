/* SPDX-License-Identifier: MIT */
/*
 * memray transform gprof2dot: the JSON of gprof2dot.
 *
 *     { "version": 0, "costs": [ { "description": "Memory", "unit": "bytes" } ],
 *       "events": [ { "callchain": [0, 1, 2], "cost": [2048] }, ... ],
 *       "functions": [ { "name": "find_spec", "module": "/usr/lib/..." }, ... ] }
 *
 * (memray/reporters/transform.py; gprof2dot's JSON format.) Call chains are
 * indexes of functions, innermost first, and stand before the functions, so
 * they are kept until these are known. No lines, no numbers of blocks.
 */
#include <string.h>

#include "base/alloc.h"
#include "codec/json.h"
#include "codec/jsonlist.h"
#include "model/stacks.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

typedef struct event {
    size_t begin, count; /* of its chain */
    int64_t cost;
} event;

typedef struct transform {
    nc_builder *b;
    nc_json json;
    nc_jsonlist list;
    event *events;
    size_t event_count, event_room;
    uint32_t *chains;   /* of all events, end to end */
    size_t chain_count, chain_room;
    nc_func *functions;
    size_t function_count, function_room;
    nc_frame *frames;
    size_t room;
    bool has_events, has_functions, is_bytes;
} transform;

static bool fail_memory(transform *t)
{
    nc_fail_memory(&t->json.error);
    return false;
}

static bool pass_over(transform *t)
{
    nc_json_value v;

    return nc_json_next(&t->json, &v, "a value") && nc_json_skip(&t->json, &v);
}

static bool read_chain(transform *t, event *e)
{
    nc_json_value v;

    if (!nc_json_expect(&t->json, &v, NC_JSON_ARRAY, "a call chain") ||
        !nc_jsonlist_read(&t->list, &t->json, "a function's index", (size_t)1 << 24))
        return false;
    if (!nc_alloc_grow(&t->chains, &t->chain_room, t->chain_count + t->list.count, sizeof *t->chains))
        return fail_memory(t);
    if (t->list.count)
        memcpy(t->chains + t->chain_count, t->list.items, t->list.count * sizeof *t->chains);
    e->begin = t->chain_count;
    e->count = t->list.count;
    t->chain_count += t->list.count;
    return true;
}

/* One for each of "costs"; the first counts. */
static bool read_cost(transform *t, event *e)
{
    nc_json_value v;

    if (!nc_json_expect(&t->json, &v, NC_JSON_ARRAY, "costs"))
        return false;
    for (bool first = true;; first = false) {
        if (!nc_json_next(&t->json, &v, "a cost"))
            return false;
        if (v.type == NC_JSON_END)
            return !first || nc_json_fail(&t->json, "an event without a cost");
        if (v.type != NC_JSON_NUMBER)
            return nc_json_wrong(&t->json, &v, "a cost");
        if (first && !nc_json_fixed(&v, 0, &e->cost))
            return nc_json_fail(&t->json, "a cost beyond 64 bits");
    }
}

static bool read_event(transform *t)
{
    nc_json_value key;
    event e = {0};
    bool has_cost = false;

    for (;;) {
        bool fine;

        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "callchain"))
            fine = read_chain(t, &e);
        else if (nc_json_is(&key, "cost"))
            fine = has_cost = read_cost(t, &e);
        else
            fine = pass_over(t);
        if (!fine)
            return false;
    }
    if (!has_cost)
        return nc_json_fail(&t->json, "an event without a cost");
    if (!nc_alloc_grow(&t->events, &t->event_room, t->event_count + 1, sizeof *t->events))
        return fail_memory(t);
    t->events[t->event_count++] = e;
    return true;
}

static bool read_function(transform *t)
{
    nc_json_value key, v;
    nc_str name = {0}, module = {0};
    bool has_name = false;

    for (;;) {
        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "name") || nc_json_is(&key, "module")) {
            nc_str *out = key.bytes[0] == 'n' ? &name : &module;

            has_name |= key.bytes[0] == 'n';
            if (!nc_json_expect(&t->json, &v, NC_JSON_TEXT, "a function's name"))
                return false;
            *out = nc_builder_string(t->b, v.bytes, v.size);
        } else if (!pass_over(t)) {
            return false;
        }
    }
    if (!has_name)
        return nc_json_fail(&t->json, "a function without a name");
    if (!nc_alloc_grow(&t->functions, &t->function_room, t->function_count + 1, sizeof *t->functions))
        return fail_memory(t);
    t->functions[t->function_count++] = nc_builder_function(t->b, module, 0, name);
    return true;
}

/* What a cost is: {"unit": "bytes"}. */
static bool read_unit(transform *t)
{
    nc_json_value key, v;

    for (;;) {
        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (!nc_json_is(&key, "unit")) {
            if (!pass_over(t))
                return false;
            continue;
        }
        if (!nc_json_next(&t->json, &v, "a unit"))
            return false;
        t->is_bytes |= nc_json_is(&v, "bytes");
        if (!nc_json_skip(&t->json, &v))
            return false;
    }
}

static bool read_objects(transform *t, bool (*read)(transform *t), const char *what)
{
    nc_json_value v;

    if (!nc_json_expect(&t->json, &v, NC_JSON_ARRAY, what))
        return false;
    for (;;) {
        if (!nc_json_next(&t->json, &v, what))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&t->json, &v, what);
        if (!read(t))
            return false;
    }
}

static bool read_document(transform *t)
{
    nc_json_value v, key;

    if (!nc_json_expect(&t->json, &v, NC_JSON_OBJECT, "an object"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "events"))
            fine = t->has_events = read_objects(t, read_event, "an event");
        else if (nc_json_is(&key, "functions"))
            fine = t->has_functions = read_objects(t, read_function, "a function");
        else if (nc_json_is(&key, "costs"))
            fine = read_objects(t, read_unit, "a kind of cost");
        else
            fine = pass_over(t);
        if (!fine)
            return false;
    }
    if (!t->has_events || !t->has_functions)
        return nc_json_fail(&t->json, "%s expected, there are none", t->has_events ? "functions" : "events");
    return nc_json_finish(&t->json);
}

static bool hand_over_event(transform *t, const event *e)
{
    size_t depth = e->count;

    if (!nc_alloc_grow(&t->frames, &t->room, e->count + 1, sizeof *t->frames))
        return fail_memory(t);
    for (size_t i = 0; i < e->count; i++) {
        uint32_t function = t->chains[e->begin + i];

        if (function >= t->function_count)
            return nc_json_fail(&t->json, "a function of index %u, and there are %zu", function, t->function_count);
        t->frames[e->count - 1 - i] = (nc_frame){t->functions[function], 0};
    }
    if (!depth) {
        t->frames[depth++] = (nc_frame){
            nc_builder_function(t->b, (nc_str){0}, 0, nc_builder_string(t->b, "<no frame>", 10)), 0};
        nc_builder_set_kind(t->b, t->frames[0].function, NCALLS_KIND_SYNTHETIC);
    }
    nc_stacks_add(t->b, 0, t->frames, depth, e->cost);
    return true;
}

static ncalls_status read_memray_gprof2dot(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    transform t = {.b = builder};
    ncalls_status status = NCALLS_OK;
    bool fine;

    nc_json_init(&t.json, input);
    nc_jsonlist_init(&t.list);
    fine = read_document(&t);
    nc_builder_set_tool(builder, t.is_bytes ? "memray" : "gprof2dot");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | (t.is_bytes ? (unsigned)NCALLS_HAS_MEMORY : 0),
                       t.is_bytes ? NCALLS_UNIT_BYTES : NCALLS_UNIT_COUNT);
    for (size_t i = 0; i < t.event_count && fine && !nc_builder_failed(builder); i++)
        fine = hand_over_event(&t, &t.events[i]);
    if (!fine) {
        *error = t.json.error;
        status = t.json.error.status;
    } else if (t.is_bytes) {
        nc_builder_note(builder, "memray: what was allocated when memory use was highest");
    }
    nc_json_reset(&t.json);
    nc_jsonlist_reset(&t.list);
    nc_alloc_free(t.events);
    nc_alloc_free(t.chains);
    nc_alloc_free(t.functions);
    nc_alloc_free(t.frames);
    return status;
}

/* The functions may stand behind what a bid sees. */
static unsigned bid_memray_gprof2dot(const nc_head *head)
{
    return nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "costs") &&
                   (nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "events") ||
                    nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "functions"))
               ? 44
               : 0;
}

const nc_reader nc_read_memray_gprof2dot = {
    .name = "memray_gprof2dot",
    .title = "memray transform gprof2dot (JSON)",
    .bid = bid_memray_gprof2dot,
    .read = read_memray_gprof2dot,
};
