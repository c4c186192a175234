/* SPDX-License-Identifier: MIT */
/*
 * JSON lines of CPython 3.15's profiling.sampling (--jsonl).
 *
 *     {"type":"meta","v":0,"run_id":"30ba","sample_interval_usec":5000,"mode":"wall"}
 *     {"type":"string_table","strings":[{"str_id":0,"value":"parse"}, ...]}
 *     {"type":"frame_table","frames":[{"frame_id":0,"path_str_id":1,"func_str_id":0,"line":6}, ...]}
 *     {"type":"agg","kind":"frame","samples_total":1181,"entries":[{"frame_id":0,"self":6,"cumulative":6}, ...]}
 *     {"type":"end","samples_total":1181}
 *
 * (Lib/profiling/sampling/jsonl_collector.py.) A frame is a line of a function;
 * there are no stacks. Keys stand in any order, and records of other types may
 * come; without "end" the file is cut off. Trap: a function's cumulative
 * figure is the sum of its frames' only if no stack holds two of them, which
 * nobody can tell of one that calls (fib's come to three times the truth).
 */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/json.h"
#include "model/lines.h"
#include "model/stacks.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

typedef struct function_sum {
    nc_func function;
    int64_t self, total;
    uint64_t frames;  /* (line and columns) */
    uint64_t callers; /* of them: those that have callees */
} function_sum;

typedef struct jsonl {
    nc_builder *b;
    nc_json json;
    nc_map strings;    /* str_id + 1 to nc_str + 1 */
    nc_map frames;     /* frame_id + 1 to index into located + 1 */
    nc_frame *located;
    size_t located_count, located_room;
    nc_map sums_index; /* function to index into sums + 1 */
    function_sum *sums;
    size_t sum_count, sum_room;
    int64_t samples;   /* all, as the file says */
    bool has_end, saturated;
} jsonl;

/* The fields of any object within a record; -1 or 0 = not there. */
typedef struct fields {
    int64_t str, frame, path, function, line, self, cumulative;
    nc_str value;
} fields;

static bool fail_memory(jsonl *l)
{
    nc_fail_memory(&l->json.error);
    return false;
}

static bool pass_over(jsonl *l)
{
    nc_json_value v;

    return nc_json_next(&l->json, &v, "a value") && nc_json_skip(&l->json, &v);
}

static bool read_whole(jsonl *l, int64_t least, int64_t *out, const char *what)
{
    nc_json_value v;

    if (!nc_json_expect(&l->json, &v, NC_JSON_NUMBER, what))
        return false;
    if (!nc_json_whole(&v, out) || *out < least)
        return nc_json_fail(&l->json, "%s out of range", what);
    return true;
}

static bool read_field(jsonl *l, const nc_json_value *key, fields *f)
{
    nc_json_value v;

    if (nc_json_is(key, "str_id"))
        return read_whole(l, 0, &f->str, "a string's number");
    if (nc_json_is(key, "frame_id"))
        return read_whole(l, 0, &f->frame, "a frame's number");
    if (nc_json_is(key, "path_str_id"))
        return read_whole(l, 0, &f->path, "a path's number");
    if (nc_json_is(key, "func_str_id"))
        return read_whole(l, 0, &f->function, "a function's number");
    if (nc_json_is(key, "line"))
        return read_whole(l, INT32_MIN, &f->line, "a line");
    if (nc_json_is(key, "self"))
        return read_whole(l, 0, &f->self, "samples");
    if (nc_json_is(key, "cumulative"))
        return read_whole(l, 0, &f->cumulative, "samples");
    if (!nc_json_is(key, "value"))
        return pass_over(l);
    if (!nc_json_expect(&l->json, &v, NC_JSON_TEXT, "a string"))
        return false;
    f->value = nc_builder_string(l->b, v.bytes, v.size);
    return true;
}

static bool put(jsonl *l, nc_map *map, int64_t key, uint32_t value)
{
    uint32_t *place = nc_map_add(map, (uint64_t)key + 1);

    if (!place)
        return fail_memory(l);
    *place = value;
    return true;
}

static bool add_string(jsonl *l, const fields *f)
{
    return f->str >= 0 ? put(l, &l->strings, f->str, f->value.at + 1)
                       : nc_json_fail(&l->json, "a string without its number");
}

static bool find_string(jsonl *l, int64_t number, nc_str *out)
{
    uint32_t value = number < 0 ? 0 : nc_map_find(&l->strings, (uint64_t)number + 1);

    *out = (nc_str){value ? value - 1 : 0};
    return value || nc_json_fail(&l->json, "a string's number that is not in the table");
}

/* Line -1: the frame was made up. */
static bool add_frame(jsonl *l, const fields *f)
{
    nc_str path, name;

    if (f->frame < 0 || f->line > INT32_MAX)
        return nc_json_fail(&l->json, f->frame < 0 ? "a frame without its number" : "a line number beyond 32 bits");
    if (!find_string(l, f->path, &path) || !find_string(l, f->function, &name))
        return false;
    if (!nc_alloc_grow(&l->located, &l->located_room, l->located_count + 1, sizeof *l->located))
        return fail_memory(l);
    l->located[l->located_count++] =
        (nc_frame){nc_builder_function(l->b, path, 0, name), f->line > 0 ? (int32_t)f->line : 0};
    return put(l, &l->frames, f->frame, (uint32_t)l->located_count);
}

static bool add_entry(jsonl *l, const fields *f)
{
    uint32_t number = f->frame < 0 ? 0 : nc_map_find(&l->frames, (uint64_t)f->frame + 1), *place;
    nc_line_row row;
    function_sum *sum;

    if (!number)
        return nc_json_fail(&l->json, "a frame's number that is not in the table");
    row = NC_LINE_ROW(l->located[number - 1].function, l->located[number - 1].line);
    if (!row.function.at)
        return true; /* the builder has failed */
    place = nc_map_add(&l->sums_index, row.function.at);
    if (!place || !nc_alloc_grow(&l->sums, &l->sum_room, l->sum_count + 1, sizeof *l->sums))
        return fail_memory(l);
    if (!*place) {
        l->sums[l->sum_count++] = (function_sum){.function = row.function};
        *place = (uint32_t)l->sum_count;
    }
    sum = &l->sums[*place - 1];
    sum->self = nc_number_add(sum->self, f->self, &l->saturated);
    sum->total = nc_number_add(sum->total, f->cumulative, &l->saturated);
    sum->callers += f->cumulative > f->self;
    sum->frames++;
    row.self = f->self;
    if (row.line && f->self)
        nc_lines_add(l->b, row);
    return true;
}

/* Objects in a list, each handed to `add`. */
static bool read_list(jsonl *l, bool (*add)(jsonl *l, const fields *f), const char *what)
{
    nc_json_value v, key;

    if (!nc_json_expect(&l->json, &v, NC_JSON_ARRAY, what))
        return false;
    while (!nc_builder_failed(l->b)) {
        fields f = {-1, -1, -1, -1, 0, 0, 0, {0}};

        if (!nc_json_next(&l->json, &v, what))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&l->json, &v, what);
        for (;;) {
            if (!nc_json_key(&l->json, &key))
                return false;
            if (key.type == NC_JSON_END)
                break;
            if (!read_field(l, &key, &f))
                return false;
        }
        if (!add(l, &f))
            return false;
    }
    return true;
}

/* The type may stand behind the list: the list's own key says as much. */
static bool read_record(jsonl *l)
{
    nc_json_value key, v;

    for (;;) {
        bool fine;

        if (nc_builder_failed(l->b))
            return true;
        if (!nc_json_key(&l->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (nc_json_is(&key, "strings")) {
            fine = read_list(l, add_string, "a string's entry");
        } else if (nc_json_is(&key, "frames")) {
            fine = read_list(l, add_frame, "a frame");
        } else if (nc_json_is(&key, "entries")) {
            fine = read_list(l, add_entry, "an entry");
        } else if (nc_json_is(&key, "samples_total")) {
            fine = read_whole(l, 0, &l->samples, "samples");
        } else if (nc_json_is(&key, "type")) {
            fine = nc_json_expect(&l->json, &v, NC_JSON_TEXT, "a record's type");
            l->has_end |= fine && nc_json_is(&v, "end");
        } else {
            fine = pass_over(l);
        }
        if (!fine)
            return false;
    }
}

static bool read_records(jsonl *l)
{
    nc_json_value v;

    while (!nc_builder_failed(l->b)) {
        if (nc_json_at_end(&l->json))
            return l->has_end || nc_json_fail(&l->json, "a record of type \"end\" expected, the file is cut off");
        if (!nc_json_expect(&l->json, &v, NC_JSON_OBJECT, "a record") || !read_record(l))
            return false;
    }
    return true;
}

/* The sum is right if there is but one frame, or none of them calls anything. */
static void hand_over(jsonl *l)
{
    uint64_t unknown = 0;
    int64_t all = 0;

    for (size_t i = 0; i < l->sum_count; i++) {
        const function_sum *s = &l->sums[i];
        bool is_known = s->frames == 1 || !s->callers;

        nc_builder_add_calls(l->b, s->function, 0, 0, s->self, is_known ? s->total : NCALLS_ABSENT);
        unknown += !is_known;
        all = nc_number_add(all, s->self, &l->saturated);
    }
    if (all != l->samples)
        nc_builder_note(l->b, "%lld samples are said to be there, and %lld are", (long long)l->samples, (long long)all);
    if (unknown)
        nc_builder_note(l->b,
                        "%llu functions ran in several places: JSON lines do not tell their cumulative samples "
                        "(--binary and --collapsed do)",
                        (unsigned long long)unknown);
    if (l->saturated)
        nc_builder_note(l->b, "some sums are beyond 64 bits and are shown as that");
}

static ncalls_status read_tachyon_jsonl(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    jsonl l = {.b = builder};
    ncalls_status status = NCALLS_OK;
    bool fine;

    nc_json_init(&l.json, input);
    nc_builder_set_tool(builder, "profiling.sampling");
    nc_builder_declare(builder, NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    fine = (nc_map_init(&l.strings) && nc_map_init(&l.frames) && nc_map_init(&l.sums_index)) || fail_memory(&l);
    if (fine && read_records(&l)) {
        hand_over(&l);
    } else {
        *error = l.json.error;
        status = l.json.error.status;
    }
    nc_json_reset(&l.json);
    nc_map_reset(&l.strings);
    nc_map_reset(&l.frames);
    nc_map_reset(&l.sums_index);
    nc_alloc_free(l.located);
    nc_alloc_free(l.sums);
    return status;
}

/* The first record, whose keys may stand in any order. */
static unsigned bid_tachyon_jsonl(const nc_head *head)
{
    return nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "type") && nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "run_id") ? 50 : 0;
}

const nc_reader nc_read_tachyon_jsonl = {
    .name = "tachyon_jsonl",
    .title = "Python 3.15 profiling.sampling: JSON lines (--jsonl)",
    .bid = bid_tachyon_jsonl,
    .read = read_tachyon_jsonl,
};
