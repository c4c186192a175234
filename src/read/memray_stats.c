/* SPDX-License-Identifier: MIT */
/*
 * memray stats --json: the places that allocated most, in all of a run.
 *
 *     { "total_num_allocations": 2910, "total_bytes_allocated": 5754000,
 *       "top_allocations_by_size": [ { "location": "findall:/usr/lib/re.py:278", "size": 2797000 }, ... ],
 *       "top_allocations_by_count": [ { "location": "findall:/usr/lib/re.py:278", "count": 2429 }, ... ] }
 *
 * (memray/reporters/stats.py.) Only the largest few are named, each by size, by
 * count or both; what is left of the total is one function, "<other
 * allocations>". A path may hold colons, a function's name holds none.
 */
#include <string.h>

#include "base/number.h"
#include "codec/json.h"
#include "model/lines.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

typedef struct stats {
    nc_builder *b;
    nc_json json;
    int64_t total, named; /* bytes */
    bool has_total, has_top, saturated;
} stats;

static bool pass_over(stats *s)
{
    nc_json_value v;

    return nc_json_next(&s->json, &v, "a value") && nc_json_skip(&s->json, &v);
}

static bool read_whole(stats *s, int64_t *out, const char *what)
{
    nc_json_value v;

    if (!nc_json_expect(&s->json, &v, NC_JSON_NUMBER, what))
        return false;
    if (!nc_json_whole(&v, out) || *out < 0)
        return nc_json_fail(&s->json, "%s out of range", what);
    return true;
}

/* "findall:/usr/lib/re.py:278" */
static bool read_location(stats *s, nc_line_row *row)
{
    nc_json_value v;
    const char *file, *last;
    int64_t line;
    nc_str path;

    if (!nc_json_expect(&s->json, &v, NC_JSON_TEXT, "a location"))
        return false;
    file = memchr(v.bytes, ':', v.size);
    last = v.size ? memrchr(v.bytes, ':', v.size) : NULL;
    if (!file || last == file || !nc_number_parse_int(last + 1, (size_t)(v.bytes + v.size - last - 1), &line) ||
        line < 0 || line > INT32_MAX)
        return nc_json_fail(&s->json, "a location (function:file:line) expected");
    path = nc_builder_string(s->b, file + 1, (size_t)(last - file - 1));
    row->function = nc_builder_function(s->b, path, 0, nc_builder_string(s->b, v.bytes, (size_t)(file - v.bytes)));
    row->line = (int32_t)line;
    return true;
}

static bool read_top(stats *s)
{
    nc_json_value key;
    nc_line_row row = NC_LINE_ROW((nc_func){0}, 0);

    for (;;) {
        bool fine;

        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "location"))
            fine = read_location(s, &row);
        else if (nc_json_is(&key, "size"))
            fine = read_whole(s, &row.self, "a size in bytes");
        else if (nc_json_is(&key, "count"))
            fine = read_whole(s, &row.blocks, "a number of allocations");
        else
            fine = pass_over(s);
        if (!fine)
            return false;
    }
    if (!row.function.at)
        return nc_builder_failed(s->b) || nc_json_fail(&s->json, "an entry without a location");
    if (row.self != NCALLS_ABSENT) {
        nc_builder_add_calls(s->b, row.function, 0, 0, row.self, NCALLS_ABSENT);
        s->named = nc_number_add(s->named, row.self, &s->saturated);
    }
    nc_lines_add(s->b, row);
    return true;
}

static bool read_list(stats *s)
{
    nc_json_value v;

    s->has_top = true;
    if (!nc_json_expect(&s->json, &v, NC_JSON_ARRAY, "a list of locations"))
        return false;
    for (;;) {
        if (!nc_json_next(&s->json, &v, "a location"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&s->json, &v, "a location");
        if (!read_top(s))
            return false;
    }
}

static bool read_document(stats *s)
{
    nc_json_value v, key;

    if (!nc_json_expect(&s->json, &v, NC_JSON_OBJECT, "an object"))
        return false;
    for (;;) {
        bool fine;

        if (nc_builder_failed(s->b))
            return true;
        if (!nc_json_key(&s->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "top_allocations_by_size") || nc_json_is(&key, "top_allocations_by_count"))
            fine = read_list(s);
        else if (nc_json_is(&key, "total_bytes_allocated"))
            fine = s->has_total = read_whole(s, &s->total, "a size in bytes");
        else
            fine = pass_over(s);
        if (!fine)
            return false;
    }
    if (!s->has_total || !s->has_top)
        return nc_json_fail(&s->json, "%s expected",
                            s->has_total ? "top_allocations_by_size" : "total_bytes_allocated");
    return nc_json_finish(&s->json);
}

static void add_others(stats *s)
{
    nc_func others;

    if (s->total <= s->named)
        return;
    others = nc_builder_function(s->b, (nc_str){0}, 0, nc_builder_string(s->b, "<other allocations>", 19));
    nc_builder_set_kind(s->b, others, NCALLS_KIND_SYNTHETIC);
    nc_builder_add_calls(s->b, others, 0, 0, s->total - s->named, NCALLS_ABSENT);
}

static ncalls_status read_memray_stats(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    stats s = {.b = builder};
    ncalls_status status = NCALLS_OK;

    nc_json_init(&s.json, input);
    nc_builder_set_tool(builder, "memray");
    nc_builder_declare(builder, NCALLS_HAS_LINES | NCALLS_HAS_MEMORY, NCALLS_UNIT_BYTES);
    if (read_document(&s)) {
        add_others(&s);
        nc_builder_note(builder, "memray stats: all that was ever allocated; it names the largest places only");
    } else {
        *error = s.json.error;
        status = s.json.error.status;
    }
    nc_json_reset(&s.json);
    return status;
}

static unsigned bid_memray_stats(const nc_head *head)
{
    return nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "total_num_allocations") ||
                   nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "total_bytes_allocated")
               ? 44
               : 0;
}

const nc_reader nc_read_memray_stats = {
    .name = "memray_stats",
    .title = "memray stats --json",
    .bid = bid_memray_stats,
    .read = read_memray_stats,
};
