/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "model/timeline.h"
#include "read/gecko.h"

/* Rows of stack tables, once for each thread that has samples: threads may share
 * one table, and a megabyte of them would be 1e9 rows. */
#define STACKS_MAX ((uint64_t)64 << 20)

static bool fail_memory(nc_gecko *g)
{
    nc_fail_memory(&g->json.error);
    return false;
}

/* A column of the thread, or else the one that is shared. */
static const nc_gecko_column *find(const nc_gecko *g, const nc_gecko_tables *t, nc_gecko_which at)
{
    return t->columns[at].count ? &t->columns[at] : &g->shared.columns[at];
}

static bool get(const nc_gecko_column *c, int64_t index, int64_t *out)
{
    if (index < 0 || (uint64_t)index >= c->count)
        return false;
    *out = c->items[index];
    return true;
}

static nc_str string_at(const nc_gecko *g, const nc_gecko_tables *t, int64_t index)
{
    const nc_gecko_tables *from = t->string_count ? t : &g->shared;

    return index >= 0 && (uint64_t)index < from->string_count ? from->strings[index] : (nc_str){0};
}

/* The frame of a row of the stack table. */
static bool frame_of(nc_gecko *g, const nc_gecko_tables *t, int64_t index, nc_frame *out)
{
    int64_t function, name, file = -1, line = -1, source, resource;
    nc_str label;

    if (!get(find(g, t, NC_GECKO_FRAME), index, &index) || !get(find(g, t, NC_GECKO_FUNC), index, &function) ||
        !get(find(g, t, NC_GECKO_NAME), function, &name))
        return nc_json_fail(&g->json, "a stack whose frame or function is not in its table");
    get(find(g, t, NC_GECKO_LINE), index, &line);
    get(find(g, t, NC_GECKO_FILE_NAME), function, &file);
    if (file < 0 && get(find(g, t, NC_GECKO_SOURCE), function, &source))
        get(find(g, t, NC_GECKO_SOURCE_FILE), source, &file);
    if (file < 0 && get(find(g, t, NC_GECKO_RESOURCE), function, &resource))
        get(find(g, t, NC_GECKO_OWNER), resource, &file);
    label = string_at(g, t, name);
    *out = (nc_frame){nc_builder_function(g->b, string_at(g, t, file), 0, label),
                      line > 0 && line <= INT32_MAX ? (int32_t)line : 0};
    return true;
}

/* A row of the stack table. */
typedef struct row {
    nc_frame frame;
    uint32_t node;  /* of the call tree */
    uint32_t above; /* row + 1, 0 = none */
    uint32_t depth; /* roots have 1 */
    uint32_t shown; /* this row, or the one so deep that the order of time goes no deeper */
} row;

static bool make_rows(nc_gecko *g, const nc_gecko_tables *t, uint32_t root, row *rows)
{
    const nc_gecko_column *prefixes = find(g, t, NC_GECKO_PREFIX);

    for (size_t i = 0; i < find(g, t, NC_GECKO_FRAME)->count && !nc_builder_failed(g->b); i++) {
        row *r = &rows[i];
        const row *above;
        int64_t prefix = -1;

        get(prefixes, (int64_t)i, &prefix);
        if (prefix >= (int64_t)i)
            return nc_json_fail(&g->json, "a stack whose prefix is not before it");
        if (!frame_of(g, t, (int64_t)i, &r->frame))
            return false;
        above = prefix < 0 ? NULL : &rows[prefix];
        r->node = nc_stacks_child(g->b, above ? above->node : root, r->frame);
        r->above = (uint32_t)(prefix + 1);
        r->depth = above ? above->depth + 1 : 1;
        r->shown = r->depth > NC_TIMELINE_DEEPEST ? above->shown : (uint32_t)i;
    }
    return true;
}

/* The samples once more, in order of time. */
static void keep_order(nc_gecko *g, const nc_gecko_tables *t, uint32_t thread, const row *rows)
{
    const nc_gecko_column *stacks = &t->columns[NC_GECKO_STACK], *times = &t->columns[NC_GECKO_TIME];
    nc_frame frames[NC_TIMELINE_DEEPEST];

    for (size_t i = 0; i < stacks->count && i < times->count && !nc_builder_failed(g->b); i++) {
        const row *r = stacks->items[i] < 0 ? NULL : &rows[rows[stacks->items[i]].shown];
        uint32_t depth = r ? r->depth : 0;

        for (uint32_t at = depth; at > 0; at--, r = r->above ? &rows[r->above - 1] : NULL)
            frames[at - 1] = r->frame;
        nc_stacks_see(g->b, thread, frames, depth, times->items[i], g->interval);
    }
}

static bool weigh_samples(nc_gecko *g, const nc_gecko_tables *t, uint32_t root, const row *rows)
{
    const nc_gecko_column *stacks = &t->columns[NC_GECKO_STACK], *weights = &t->columns[NC_GECKO_WEIGHT];
    size_t node_count = find(g, t, NC_GECKO_FRAME)->count;
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
        nc_stacks_weigh(g->b, stack < 0 ? node : rows[stack].node, weight);
        g->samples++;
    }
    return true;
}

bool nc_gecko_stacks(nc_gecko *g, const nc_gecko_tables *t)
{
    uint32_t root, thread;
    row *rows;
    bool fine;

    if (!t->columns[NC_GECKO_STACK].count)
        return true;
    g->stacks += find(g, t, NC_GECKO_FRAME)->count;
    if (g->stacks > STACKS_MAX) {
        nc_fail(&g->json.error, NCALLS_LIMIT, "more than %llu stacks in the tables of all threads",
                (unsigned long long)STACKS_MAX);
        return false;
    }
    thread = nc_stacks_thread(g->b, t->name, t->process, t->thread);
    root = nc_stacks_root(g->b, thread);
    rows = nc_alloc_zeroed(find(g, t, NC_GECKO_FRAME)->count + 1, sizeof *rows);
    fine = rows ? make_rows(g, t, root, rows) : fail_memory(g);
    if (fine && !nc_builder_failed(g->b))
        fine = weigh_samples(g, t, root, rows);
    if (fine && t->columns[NC_GECKO_TIME].count == t->columns[NC_GECKO_STACK].count &&
        nc_stacks_declare_order(g->b, NC_STACKS_TIMES, NCALLS_UNIT_NANOSECONDS))
        keep_order(g, t, thread, rows);
    nc_alloc_free(rows);
    return fine;
}
