/* SPDX-License-Identifier: MIT */
/*
 * Firefox' processed profiles, as CPython 3.15's profiling.sampling --gecko and
 * others write them.
 *
 *     { "meta": { "interval": 1, "preprocessedProfileVersion": 57, "importedFrom": "..." },
 *       "threads": [ { "name": "Thread-1", "pid": "7", "tid": 8,
 *           "samples": { "stack": [6, null, ...], "weight": null or [...] },
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
#include "codec/json.h"
#include "model/stacks.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

/* A column of a table; null is -1. */
typedef struct column {
    int64_t *items;
    size_t count, room;
} column;

typedef enum which {
    STACK,
    WEIGHT,
    FRAME,
    PREFIX,
    FUNC,
    LINE,
    NAME,
    FILE_NAME,
    SOURCE,
    SOURCE_FILE,
    RESOURCE,
    OWNER,
    COLUMNS
} which;

static const struct {
    const char *table, *key;
} places[COLUMNS] = {
    [STACK] = {"samples",       "stack"   },
      [WEIGHT] = {"samples",       "weight"  },
    [FRAME] = {"stackTable",    "frame"   },
      [PREFIX] = {"stackTable",    "prefix"  },
    [FUNC] = {"frameTable",    "func"    },
      [LINE] = {"frameTable",    "line"    },
    [NAME] = {"funcTable",     "name"    },
      [FILE_NAME] = {"funcTable",     "fileName"},
    [SOURCE] = {"funcTable",     "source"  },
      [SOURCE_FILE] = {"sources",       "filename"},
    [RESOURCE] = {"funcTable",     "resource"},
      [OWNER] = {"resourceTable", "name"    },
};

/* What one thread, or "shared", says. */
typedef struct tables {
    column columns[COLUMNS];
    nc_str *strings;
    size_t string_count, string_room;
    nc_str name;
    int64_t process, thread;
} tables;

/* Rows of stack tables, once for each thread that has samples: threads may share
 * one table, and a megabyte of them would be 1e9 rows. */
#define STACKS_MAX ((uint64_t)64 << 20)

typedef struct gecko {
    nc_builder *b;
    nc_json json;
    tables shared, *threads;
    size_t thread_count, thread_room;
    uint64_t samples, stacks;
    bool is_tachyon, has_threads;
} gecko;

static bool fail_memory(gecko *g)
{
    nc_fail_memory(&g->json.error);
    return false;
}

static bool pass_over(gecko *g)
{
    nc_json_value v;

    return nc_json_next(&g->json, &v, "a value") && nc_json_skip(&g->json, &v);
}

static void reset_tables(tables *t)
{
    for (int i = 0; i < COLUMNS; i++)
        nc_alloc_free(t->columns[i].items);
    nc_alloc_free(t->strings);
}

/* Fractions are none of our columns': they count as 0. */
static bool read_column(gecko *g, column *c)
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
        if (v.type == NC_JSON_NUMBER && !nc_json_whole(&v, &number))
            nc_json_fixed(&v, 0, &number);
        if (!nc_alloc_grow(&c->items, &c->room, c->count + 1, sizeof *c->items))
            return fail_memory(g);
        c->items[c->count++] = number;
    }
}

static bool read_strings(gecko *g, tables *t)
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
static bool read_table(gecko *g, tables *t, const char *table)
{
    nc_json_value v, key;

    if (!nc_json_next(&g->json, &v, table))
        return false;
    if (v.type != NC_JSON_OBJECT)
        return v.type == NC_JSON_NULL || nc_json_wrong(&g->json, &v, table);
    for (;;) {
        int found = COLUMNS;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        for (int i = 0; i < COLUMNS; i++)
            if (strcmp(places[i].table, table) == 0 && nc_json_is(&key, places[i].key))
                found = i;
        if (!(found < COLUMNS ? read_column(g, &t->columns[found]) : pass_over(g)))
            return false;
    }
}

/* "pid" is a text, "tid" a number or a text. */
static bool read_number(gecko *g, int64_t *out)
{
    nc_json_value v;

    if (!nc_json_next(&g->json, &v, "a number"))
        return false;
    if (v.type == NC_JSON_NUMBER ? !nc_json_whole(&v, out)
                                 : v.type != NC_JSON_TEXT || !nc_number_parse_int(v.bytes, v.size, out))
        *out = 0;
    return nc_json_skip(&g->json, &v);
}

static bool read_name(gecko *g, nc_str *out)
{
    nc_json_value v;

    if (!nc_json_next(&g->json, &v, "a thread's name"))
        return false;
    if (v.type == NC_JSON_TEXT)
        *out = nc_builder_string(g->b, v.bytes, v.size);
    return nc_json_skip(&g->json, &v);
}

static bool read_tables(gecko *g, tables *t)
{
    nc_json_value key;

    for (;;) {
        const char *table = NULL;
        bool fine;

        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        for (int i = 0; i < COLUMNS; i++)
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

static bool read_threads(gecko *g)
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

static bool read_meta(gecko *g)
{
    nc_json_value v, key;

    if (!nc_json_expect(&g->json, &v, NC_JSON_OBJECT, "meta"))
        return false;
    for (;;) {
        if (!nc_json_key(&g->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        if (!nc_json_is(&key, "importedFrom")) {
            if (!pass_over(g))
                return false;
            continue;
        }
        if (!nc_json_next(&g->json, &v, "a name"))
            return false;
        g->is_tachyon |= nc_json_is(&v, "Tachyon Sampling Profiler");
        if (!nc_json_skip(&g->json, &v))
            return false;
    }
}

/* A column of the thread, or else the one that is shared. */
static const column *find(const gecko *g, const tables *t, which at)
{
    return t->columns[at].count ? &t->columns[at] : &g->shared.columns[at];
}

static bool get(const column *c, int64_t index, int64_t *out)
{
    if (index < 0 || (uint64_t)index >= c->count)
        return false;
    *out = c->items[index];
    return true;
}

static nc_str string_at(const gecko *g, const tables *t, int64_t index)
{
    const tables *from = t->string_count ? t : &g->shared;

    return index >= 0 && (uint64_t)index < from->string_count ? from->strings[index] : (nc_str){0};
}

/* The frame of a row of the stack table. */
static bool frame_of(gecko *g, const tables *t, int64_t index, nc_frame *out)
{
    int64_t function, name, file = -1, line = -1, source, resource;
    nc_str label;

    if (!get(find(g, t, FRAME), index, &index) || !get(find(g, t, FUNC), index, &function) ||
        !get(find(g, t, NAME), function, &name))
        return nc_json_fail(&g->json, "a stack whose frame or function is not in its table");
    get(find(g, t, LINE), index, &line);
    get(find(g, t, FILE_NAME), function, &file);
    if (file < 0 && get(find(g, t, SOURCE), function, &source))
        get(find(g, t, SOURCE_FILE), source, &file);
    if (file < 0 && get(find(g, t, RESOURCE), function, &resource))
        get(find(g, t, OWNER), resource, &file);
    label = string_at(g, t, name);
    *out = (nc_frame){nc_builder_function(g->b, string_at(g, t, file), 0, label),
                      line > 0 && line <= INT32_MAX ? (int32_t)line : 0};
    return true;
}

/* Nodes of the call tree, one a row of the stack table. */
static bool make_nodes(gecko *g, const tables *t, uint32_t root, uint32_t *nodes)
{
    const column *prefixes = find(g, t, PREFIX);

    for (size_t i = 0; i < find(g, t, FRAME)->count && !nc_builder_failed(g->b); i++) {
        nc_frame frame;
        int64_t prefix = -1;

        get(prefixes, (int64_t)i, &prefix);
        if (prefix >= (int64_t)i)
            return nc_json_fail(&g->json, "a stack whose prefix is not before it");
        if (!frame_of(g, t, (int64_t)i, &frame))
            return false;
        nodes[i] = nc_stacks_child(g->b, prefix < 0 ? root : nodes[prefix], frame);
    }
    return true;
}

static bool weigh_samples(gecko *g, const tables *t, uint32_t root, const uint32_t *nodes)
{
    const column *stacks = &t->columns[STACK], *weights = &t->columns[WEIGHT];
    size_t node_count = find(g, t, FRAME)->count;
    uint32_t none = 0;

    for (size_t i = 0; i < stacks->count && !nc_builder_failed(g->b); i++) {
        int64_t weight = 1, stack = stacks->items[i];
        uint32_t node = none;

        if (weights->count)
            get(weights, (int64_t)i, &weight);
        if (stack >= 0 && (uint64_t)stack >= node_count)
            return nc_json_fail(&g->json, "a sample whose stack is not in its table");
        if (stack < 0 && !none) {
            nc_func f = nc_builder_function(g->b, (nc_str){0}, 0, nc_builder_string(g->b, "<no frame>", 10));

            nc_builder_set_kind(g->b, f, NCALLS_KIND_SYNTHETIC);
            node = none = nc_stacks_child(g->b, root, (nc_frame){f, 0});
        }
        nc_stacks_weigh(g->b, stack < 0 ? node : nodes[stack], weight);
        g->samples++;
    }
    return true;
}

static bool hand_over_thread(gecko *g, const tables *t)
{
    uint32_t root, *nodes;
    bool fine;

    if (!t->columns[STACK].count)
        return true;
    g->stacks += find(g, t, FRAME)->count;
    if (g->stacks > STACKS_MAX) {
        nc_fail(&g->json.error, NCALLS_LIMIT, "more than %llu stacks in the tables of all threads",
                (unsigned long long)STACKS_MAX);
        return false;
    }
    root = nc_stacks_root(g->b, nc_stacks_thread(g->b, t->name, t->process, t->thread));
    nodes = nc_alloc_zeroed(find(g, t, FRAME)->count + 1, sizeof *nodes);
    fine = nodes ? make_nodes(g, t, root, nodes) : fail_memory(g);
    if (fine && !nc_builder_failed(g->b))
        fine = weigh_samples(g, t, root, nodes);
    nc_alloc_free(nodes);
    return fine;
}

static bool read_document(gecko *g)
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
    gecko g = {.b = builder};
    ncalls_status status = NCALLS_OK;
    bool fine;

    nc_json_init(&g.json, input);
    fine = read_document(&g);
    nc_builder_set_tool(builder, g.is_tachyon ? "profiling.sampling" : "Firefox Profiler");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS, NCALLS_UNIT_SAMPLES);
    for (size_t i = 0; i < g.thread_count && fine && !nc_builder_failed(builder); i++)
        fine = hand_over_thread(&g, &g.threads[i]);
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
