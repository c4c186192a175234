/* SPDX-License-Identifier: MIT */
/*
 * Firefox' processed profiles, as CPython 3.15's profiling.sampling --gecko and
 * others write them.
 *
 *     { "meta": { "interval": 1, "preprocessedProfileVersion": 57, "importedFrom": "..." },
 *       "threads": [ { "name": "Thread-1", "pid": "7", "tid": 8,
 *           "samples": { "stack": [6, null, ...], "weight": null or [...], "time": [0.0, 1.02, ...] },
 *           "stackTable": { "frame": [0, 1], "prefix": [null, 0] },
 *           "frameTable": { "func": [0, 1], "line": [201, 87] },
 *           "funcTable": { "name": [1, 3], "fileName": [null, 5] } } ],
 *       "shared": { "stringArray": ["(root)", ...] } }
 *
 * (Lib/profiling/sampling/gecko_collector.py; github.com/firefox-devtools/
 * profiler, docs-developer.) Before version 56 each thread has a stringArray of
 * its own; later ones may keep all tables in "shared", and from 58 on a function
 * names its file by a row of "sources" there. Keys stand in any order, so the
 * tables are kept until all is read. A prefix stands before its stack. The file of
 * a frozen module is told by its resource alone.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "read/gecko.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

enum { NANOSECONDS = 6 }; /* a millisecond is 10^6 */

static const struct {
    const char *table, *key;
} places[NC_GECKO_COLUMNS] = {
    [NC_GECKO_STACK] = {"samples", "stack"},
    [NC_GECKO_WEIGHT] = {"samples", "weight"},
    [NC_GECKO_TIME] = {"samples", "time"},
    [NC_GECKO_FRAME] = {"stackTable", "frame"},
    [NC_GECKO_PREFIX] = {"stackTable", "prefix"},
    [NC_GECKO_FUNC] = {"frameTable", "func"},
    [NC_GECKO_LINE] = {"frameTable", "line"},
    [NC_GECKO_NAME] = {"funcTable", "name"},
    [NC_GECKO_FILE_NAME] = {"funcTable", "fileName"},
    [NC_GECKO_SOURCE] = {"funcTable", "source"},
    [NC_GECKO_SOURCE_FILE] = {"sources", "filename"},
    [NC_GECKO_RESOURCE] = {"funcTable", "resource"},
    [NC_GECKO_OWNER] = {"resourceTable", "name"},
};

static bool fail_memory(nc_gecko *g)
{
    nc_fail_memory(&g->json.error);
    return false;
}

static bool pass_over(nc_gecko *g)
{
    nc_json_value v;

    return nc_json_next(&g->json, &v, "a value") && nc_json_skip(&g->json, &v);
}

static void reset_tables(nc_gecko_tables *t)
{
    for (int i = 0; i < NC_GECKO_COLUMNS; i++)
        nc_alloc_free(t->columns[i].items);
    nc_alloc_free(t->strings);
}

/* Times are in milliseconds and kept in nanoseconds; of other columns fractions
 * are none, and count as 0. */
static bool read_column(nc_gecko *g, nc_gecko_column *c, bool is_time)
{
    nc_json_value v;

    c->count = 0;
    if (!nc_json_next(&g->json, &v, "a column"))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_ARRAY)
        return nc_json_wrong(&g->json, &v, "a column");
    for (;;) {
        int64_t number = -1;

        if (!nc_json_next(&g->json, &v, "a number"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_NULL && v.type != NC_JSON_NUMBER)
            return nc_json_wrong(&g->json, &v, "a number");
        if (v.type == NC_JSON_NUMBER && (is_time || !nc_json_whole(&v, &number)))
            nc_json_fixed(&v, is_time ? NANOSECONDS : 0, &number);
        if (!nc_alloc_grow(&c->items, &c->room, c->count + 1, sizeof *c->items))
            return fail_memory(g);
        c->items[c->count++] = number;
    }
}

static bool read_strings(nc_gecko *g, nc_gecko_tables *t)
{
    nc_json_value v;

    t->string_count = 0;
    if (!nc_json_expect(&g->json, &v, NC_JSON_ARRAY, "strings"))
        return false;
    for (;;) {
        if (!nc_json_next(&g->json, &v, "a string"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_TEXT)
            return nc_json_wrong(&g->json, &v, "a string");
        if (!nc_alloc_grow(&t->strings, &t->string_room, t->string_count + 1, sizeof *t->strings))
            return fail_memory(g);
        t->strings[t->string_count++] = nc_builder_string(g->b, v.bytes, v.size);
    }
}

/* An object whose columns belong to places[].table. */
static bool read_table(nc_gecko *g, nc_gecko_tables *t, const char *table)
{
    nc_json_value v, key;

    if (!nc_json_next(&g->json, &v, table))
        return false;
    if (v.type != NC_JSON_OBJECT)
        return v.type == NC_JSON_NULL || nc_json_wrong(&g->json, &v, table);
    for (;;) {
        int found = NC_GECKO_COLUMNS;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        for (int i = 0; i < NC_GECKO_COLUMNS; i++)
            if (strcmp(places[i].table, table) == 0 && nc_json_is(&key, places[i].key))
                found = i;
        if (!(found < NC_GECKO_COLUMNS ? read_column(g, &t->columns[found], found == NC_GECKO_TIME) : pass_over(g)))
            return false;
    }
}

/* "pid" is a text, "tid" a number or a text. */
static bool read_number(nc_gecko *g, int64_t *out)
{
    nc_json_value v;

    if (!nc_json_next(&g->json, &v, "a number"))
        return false;
    if (v.type == NC_JSON_NUMBER ? !nc_json_whole(&v, out)
                                 : v.type != NC_JSON_TEXT || !nc_number_parse_int(v.bytes, v.size, out))
        *out = 0;
    return nc_json_skip(&g->json, &v);
}

static bool read_name(nc_gecko *g, nc_str *out)
{
    nc_json_value v;

    if (!nc_json_next(&g->json, &v, "a thread's name"))
        return false;
    if (v.type == NC_JSON_TEXT)
        *out = nc_builder_string(g->b, v.bytes, v.size);
    return nc_json_skip(&g->json, &v);
}

static bool read_tables(nc_gecko *g, nc_gecko_tables *t)
{
    nc_json_value key;

    for (;;) {
        const char *table = NULL;
        bool fine;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        for (int i = 0; i < NC_GECKO_COLUMNS; i++)
            if (nc_json_is(&key, places[i].table))
                table = places[i].table;
        if (table)
            fine = read_table(g, t, table);
        else if (nc_json_is(&key, "stringArray"))
            fine = read_strings(g, t);
        else if (nc_json_is(&key, "name"))
            fine = read_name(g, &t->name);
        else if (nc_json_is(&key, "pid") || nc_json_is(&key, "tid"))
            fine = read_number(g, key.bytes[0] == 'p' ? &t->process : &t->thread);
        else
            fine = pass_over(g);
        if (!fine)
            return false;
    }
}

static bool read_threads(nc_gecko *g)
{
    nc_json_value v;

    g->has_threads = true;
    if (!nc_json_expect(&g->json, &v, NC_JSON_ARRAY, "threads"))
        return false;
    for (;;) {
        if (!nc_json_next(&g->json, &v, "a thread"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&g->json, &v, "a thread");
        if (!nc_alloc_grow(&g->threads, &g->thread_room, g->thread_count + 1, sizeof *g->threads))
            return fail_memory(g);
        memset(&g->threads[g->thread_count++], 0, sizeof *g->threads);
        if (!read_tables(g, &g->threads[g->thread_count - 1]))
            return false;
    }
}

static bool read_meta(nc_gecko *g)
{
    nc_json_value v, key;

    if (!nc_json_expect(&g->json, &v, NC_JSON_OBJECT, "meta"))
        return false;
    for (;;) {
        bool is_interval, is_origin;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        is_interval = nc_json_is(&key, "interval");
        is_origin = nc_json_is(&key, "importedFrom");
        if (!nc_json_next(&g->json, &v, "a value"))
            return false;
        g->is_tachyon |= is_origin && nc_json_is(&v, "Tachyon Sampling Profiler");
        if (is_interval && v.type == NC_JSON_NUMBER)
            nc_json_fixed(&v, NANOSECONDS, &g->interval);
        if (!nc_json_skip(&g->json, &v))
            return false;
    }
}

static bool read_document(nc_gecko *g)
{
    nc_json_value v, key;

    if (!nc_json_expect(&g->json, &v, NC_JSON_OBJECT, "an object"))
        return false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "threads"))
            fine = !g->has_threads ? read_threads(g) : nc_json_fail(&g->json, "a second list of threads");
        else if (nc_json_is(&key, "shared"))
            fine = nc_json_expect(&g->json, &v, NC_JSON_OBJECT, "shared tables") && read_tables(g, &g->shared);
        else if (nc_json_is(&key, "meta"))
            fine = read_meta(g);
        else
            fine = pass_over(g);
        if (!fine)
            return false;
    }
    if (!g->has_threads)
        return nc_json_fail(&g->json, "threads expected, there are none");
    return nc_json_finish(&g->json);
}

static ncalls_status read_gecko(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    nc_gecko g = {.b = builder};
    ncalls_status status = NCALLS_OK;
    bool fine;

    nc_json_init(&g.json, input);
    fine = read_document(&g);
    nc_builder_set_tool(builder, g.is_tachyon ? "profiling.sampling" : "Firefox Profiler");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS, NCALLS_UNIT_SAMPLES);
    for (size_t i = 0; i < g.thread_count && fine && !nc_builder_failed(builder); i++)
        fine = nc_gecko_stacks(&g, &g.threads[i]);
    if (!fine) {
        *error = g.json.error;
        status = g.json.error.status;
    } else if (!g.samples) {
        nc_builder_note(builder, "no thread has a sample");
    }
    for (size_t i = 0; i < g.thread_count; i++)
        reset_tables(&g.threads[i]);
    reset_tables(&g.shared);
    nc_alloc_free(g.threads);
    nc_json_reset(&g.json);
    return status;
}

static unsigned bid_gecko(const nc_head *head)
{
    if (!nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "meta"))
        return 0;
    return memmem(head->bytes, head->size, "\"preprocessedProfileVersion\"", 28) ? 46 : 0;
}

const nc_reader nc_read_gecko = {
    .name = "gecko",
    .title = "Firefox Profiler JSON: profiling.sampling --gecko",
    .bid = bid_gecko,
    .read = read_gecko,
};
