/* SPDX-License-Identifier: MIT */
#include "analyze/calltree.h"

#include "analyze/growth.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

/* Heaviest first; among equals what grew first. */
static bool is_before(const nc_growth *g, uint32_t a, uint32_t b)
{
    int64_t x = g->nodes[a].shown.total, y = g->nodes[b].shown.total;

    return x != y ? x > y : a < b;
}

static bool push(nc_growth *g, uint32_t node)
{
    size_t at = g->heap_count;

    if (!nc_alloc_grow(&g->heap, &g->heap_room, at + 1, sizeof *g->heap))
        return false;
    g->heap_count++;
    for (; at && is_before(g, node, g->heap[(at - 1) / 2]); at = (at - 1) / 2)
        g->heap[at] = g->heap[(at - 1) / 2];
    g->heap[at] = node;
    return true;
}

static uint32_t pop(nc_growth *g)
{
    uint32_t top = g->heap[0], moved = g->heap[--g->heap_count];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < g->heap_count) {
        child += child + 1 < g->heap_count && is_before(g, g->heap[child + 1], g->heap[child]);
        if (!is_before(g, g->heap[child], moved))
            break;
        g->heap[at] = g->heap[child];
        at = child;
    }
    g->heap[at] = moved;
    return top;
}

int64_t nc_growth_part(int64_t part, int64_t share, int64_t whole)
{
    if (share >= whole)
        return part;
    return share > 0 ? (int64_t)((__int128)part * share / whole) : 0;
}

bool nc_growth_add(nc_growth *g, uint32_t parent, nc_growth_node child)
{
    nc_calltree_node *above = &g->nodes[parent].shown;

    if (child.shown.total < g->least) {
        above->rest = nc_number_add(above->rest, child.shown.total > 0 ? child.shown.total : 0, &g->saturated);
        above->rest_count++;
        nc_alloc_free(child.items);
        return true;
    }
    child.shown.parent = parent;
    child.shown.depth = above->depth + 1;
    if (!nc_alloc_grow(&g->nodes, &g->room, g->count + 1, sizeof *g->nodes)) {
        nc_alloc_free(child.items);
        return false;
    }
    g->nodes[g->count++] = child;
    g->nodes[parent].count++;
    return true;
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_calltree_node *a = &((const nc_growth_node *)left)->shown, *b = &((const nc_growth_node *)right)->shown;
    const ncalls_profile *p = payload;
    int order;

    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    order = nc_profile_compare(p, a->function, b->function);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static bool expand(nc_growth *g, nc_growth_source *source, const ncalls_profile *p, uint32_t node)
{
    nc_growth_node *n;
    bool fine;

    g->nodes[node].first = (uint32_t)g->count;
    fine = source->expand(source, g, node);
    n = &g->nodes[node];
    nc_alloc_free(n->items);
    n->items = NULL;
    if (n->count > 1)
        nc_sort(g->nodes + n->first, n->count, sizeof *g->nodes, compare, (void *)p);
    for (uint32_t i = 0; fine && i < n->count; i++)
        fine = push(g, n->first + i);
    return fine;
}

/* What lies below was never looked at. */
static void cut(nc_growth *g, uint32_t node)
{
    nc_calltree_node *n = &g->nodes[node].shown;

    n->cut = n->self < n->total;
    n->rest = n->total > n->self ? n->total - n->self : 0;
}

static bool grow(nc_growth *g, nc_growth_source *source, nc_calltree *out, uint32_t max_nodes)
{
    if (!nc_alloc_grow(&g->nodes, &g->room, 1, sizeof *g->nodes))
        return false;
    g->nodes[g->count++] = (nc_growth_node){.whole = true, .kept = true};
    if (!expand(g, source, out->profile, 0))
        return false;
    for (; g->heap_count && out->count < max_nodes && g->count < NC_GROWTH_MOST; out->count++) {
        uint32_t node = pop(g);

        g->nodes[node].kept = true;
        if (g->max_depth && g->nodes[node].shown.depth >= g->max_depth) {
            cut(g, node);
            out->deep |= g->nodes[node].shown.cut;
        } else if (!expand(g, source, out->profile, node)) {
            return false;
        }
    }
    return true;
}

/* What the limit on nodes did not let in. */
static void drop(nc_growth *g)
{
    for (size_t i = 0; i < g->heap_count; i++) {
        nc_growth_node *n = &g->nodes[g->heap[i]];
        nc_calltree_node *above = &g->nodes[n->shown.parent].shown;

        above->rest = nc_number_add(above->rest, n->shown.total, &g->saturated);
        above->rest_count++;
    }
}

/* Down to the first child, or on to the next sibling of the nearest that has
 * one; 0: that was all. Of siblings the first ones are kept. */
static uint32_t next_in_preorder(const nc_growth *g, uint32_t node)
{
    if (g->nodes[node].count && g->nodes[g->nodes[node].first].kept)
        return g->nodes[node].first;
    for (; node; node = g->nodes[node].shown.parent) {
        const nc_growth_node *above = &g->nodes[g->nodes[node].shown.parent];

        if (node + 1 < above->first + above->count && g->nodes[node + 1].kept)
            return node + 1;
    }
    return 0;
}

static bool put_in_preorder(nc_growth *g, nc_calltree *out)
{
    uint32_t node = 0, place = 0;

    out->nodes = nc_alloc_zeroed((size_t)out->count + 1, sizeof *out->nodes);
    if (!out->nodes)
        return false;
    do {
        nc_calltree_node shown = g->nodes[node].shown;

        shown.parent = g->nodes[shown.parent].place;
        shown.end = place + 1;
        g->nodes[node].place = place;
        out->nodes[place++] = shown;
    } while ((node = next_in_preorder(g, node)));
    for (uint32_t i = out->count; i; i--)
        if (out->nodes[out->nodes[i].parent].end < out->nodes[i].end)
            out->nodes[out->nodes[i].parent].end = out->nodes[i].end;
    return true;
}

/* What is above everything has the sum of the roots. */
static void sum_roots(nc_growth *g)
{
    nc_calltree_node *top = &g->nodes[0].shown;

    top->total = top->rest;
    top->calls = NCALLS_ABSENT;
    for (uint32_t i = 0; i < g->nodes[0].count; i++)
        top->total = nc_number_add(top->total, g->nodes[g->nodes[0].first + i].shown.total, &g->saturated);
}

/* Rounded up, so that what is less than the share is less than this. */
static int64_t find_least(double share, int64_t whole)
{
    double exact = share > 0 && share < 1 && whole > 0 ? share * (double)whole : 1;
    int64_t least = (int64_t)exact;

    return (double)least < exact ? least + 1 : least > 1 ? least : 1;
}

static bool make(nc_calltree *out, nc_growth_source *source, const nc_calltree_options *options)
{
    nc_growth g = {.max_depth = options->max_depth, .inverted = options->inverted, .by_line = options->by_line};
    bool fine = source;

    g.least = find_least(options->min_share, out->whole);
    fine = fine && grow(&g, source, out, options->max_nodes ? options->max_nodes : NC_CALLTREE_NODES);
    if (fine) {
        sum_roots(&g);
        drop(&g);
        out->wide = g.heap_count;
        fine = put_in_preorder(&g, out);
    }
    for (size_t i = 0; i < g.count; i++)
        nc_alloc_free(g.nodes[i].items);
    nc_alloc_free(g.nodes);
    nc_alloc_free(g.heap);
    if (source)
        source->free(source);
    return fine;
}

ncalls_status nc_calltree_make(nc_calltree *out, const ncalls_results *results, const nc_calltree_options *options,
                               ncalls_error *error)
{
    nc_stackview view = {0};
    nc_growth_source *source;
    ncalls_status status = NCALLS_OK;

    *out = (nc_calltree){.profile = results->profile, .whole = results->whole->totals.self};
    out->exact = results->whole->has & NCALLS_HAS_CONTEXTS;
    if (out->exact) {
        out->profile = results->whole;
        status = nc_stackview_make(&view, results, error);
        source = status ? NULL : nc_growth_from_stacks(out->profile, &view);
    } else {
        source = options->inverted ? nc_growth_from_callers(out->profile) : nc_growth_from_edges(out->profile);
    }
    if (!status && !make(out, source, options))
        status = nc_fail_memory(error);
    nc_stackview_reset(&view);
    return status;
}

void nc_calltree_reset(nc_calltree *tree)
{
    nc_alloc_free(tree->nodes);
    *tree = (nc_calltree){0};
}
