/* SPDX-License-Identifier: MIT */
#include "analyze/hide.h"

#include "analyze/apportion.h"
#include "analyze/owners.h"
#include "analyze/rebuild.h"
#include "base/alloc.h"
#include "base/number.h"
#include "base/unit.h"

/* What thousands of divisions may leave of a share of one. */
enum { ROUNDED_OFF = 1 << 12 };

typedef struct hide {
    const ncalls_profile *p;
    const bool *hidden;
    nc_cycles cycles; /* of the hidden functions; each shown one is alone */
    nc_owners owners;
    int64_t *carried; /* [component] cost of hidden callees, to be passed on to callers */
    int64_t *gain;    /* [function] what a shown one has got */
    int64_t lost;     /* what had nobody to go to */
    /* One division: an edge and its weight each, and what came from nowhere
     * (edge 0) as the last. */
    uint32_t *edges;
    int64_t *weights, *parts;
    size_t edge_room, weight_room, part_room;
    uint32_t count;
    nc_rebuild rebuild;
    bool saturated, divided, estimated, is_cut;
} hide;

static bool add_weight(hide *h, uint32_t edge, int64_t weight)
{
    if (!nc_alloc_grow(&h->edges, &h->edge_room, h->count + 1, sizeof *h->edges) ||
        !nc_alloc_grow(&h->weights, &h->weight_room, h->count + 1, sizeof *h->weights) ||
        !nc_alloc_grow(&h->parts, &h->part_room, h->count + 1, sizeof *h->parts))
        return false;
    h->edges[h->count] = edge;
    h->weights[h->count++] = weight;
    return true;
}

/* By the callers' names, so that it does not matter in which order files came. */
static int compare_edges(const void *payload, uint32_t a, uint32_t b)
{
    const hide *h = payload;
    const nc_edges *e = &h->p->edges;

    if (!h->edges[a] || !h->edges[b])
        return h->edges[a] ? -1 : h->edges[b] ? 1 : 0;
    return nc_profile_compare(h->p, e->caller[h->edges[a]], e->caller[h->edges[b]]);
}

static void give(hide *h, uint32_t edge, int64_t amount)
{
    nc_func caller = h->p->edges.caller[edge];
    int64_t *to = &h->lost;

    if (edge)
        to = h->hidden[caller.at] ? &h->carried[h->cycles.component[caller.at]] : &h->gain[caller.at];
    *to = nc_number_add(*to, amount, &h->saturated);
}

/* Gives `amount` to the callers in proportion to their weights. Returns by how
 * many it was divided, < 0: no memory. */
static int divide(hide *h, int64_t amount)
{
    int many = 0;
    bool any = false;

    for (uint32_t i = 0; i < h->count; i++) {
        any |= h->weights[i] > 0;
        many += many < 2 && h->weights[i] > 0;
    }
    if (!any) {
        give(h, 0, amount);
        return 1;
    }
    if (!nc_apportion(h->parts, amount, h->weights, h->count, compare_edges, h))
        return -1;
    for (uint32_t i = 0; i < h->count; i++)
        give(h, h->edges[i], h->parts[i]);
    return many;
}

/* A hidden function's own time: edges say with whom it was spent. */
static bool pass_self(hide *h, nc_func f)
{
    const nc_edges *e = &h->p->edges;
    int64_t self = h->p->functions.self[f.at], left = self;
    bool timed = false;
    int many;

    h->count = 0;
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++) {
        int64_t weight = e->self[i] == NCALLS_ABSENT || e->self[i] < 0 ? 0 : e->self[i];

        left -= weight < left ? weight : left > 0 ? left : 0;
        if (e->caller[i].at == f.at) /* goes with its other calls */
            continue;
        timed |= weight > 0;
        if (!add_weight(h, i, weight))
            return false;
    }
    for (uint32_t i = 0; i < h->count && !timed; i++)
        h->weights[i] = nc_inflow_of(h->p, (nc_edge){h->edges[i]}, NC_INFLOW_CALLS);
    if (nc_inflow_unaccounted(h->p, f) &&
        !add_weight(h, 0, timed ? left : nc_inflow_from_nowhere(h->p, f, NC_INFLOW_CALLS)))
        return false;
    many = divide(h, self);
    h->divided |= !timed && many > 1 && self;
    return many >= 0;
}

/* What a component carries goes to those who call into it. */
static bool pass_on(hide *h, uint32_t component)
{
    nc_inflow_by by = nc_owners_measure(h->p, &h->cycles, component);
    const nc_edges *e = &h->p->edges;
    int many;

    if (!h->carried[component])
        return true;
    h->count = 0;
    for (uint32_t m = h->cycles.begin[component]; m < h->cycles.begin[component + 1]; m++) {
        nc_func f = h->cycles.members[m];

        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            if (h->cycles.component[e->caller[i].at] != component &&
                !add_weight(h, i, nc_inflow_of(h->p, (nc_edge){i}, by)))
                return false;
        if (!add_weight(h, 0, nc_inflow_from_nowhere(h->p, f, by)))
            return false;
    }
    many = divide(h, h->carried[component]);
    h->divided |= many > 1;
    return many >= 0;
}

static bool fold(hide *h)
{
    for (uint32_t c = 1; c <= h->cycles.component_count; c++) { /* callees first */
        if (!h->hidden[h->cycles.members[h->cycles.begin[c]].at])
            continue;
        for (uint32_t m = h->cycles.begin[c]; m < h->cycles.begin[c + 1]; m++)
            if (!pass_self(h, h->cycles.members[m]))
                return false;
        if (!pass_on(h, c))
            return false;
    }
    return true;
}

/* However it was divided: where everything below its hidden callees is hidden,
 * a function must have got exactly what its edges to them cost. */
static bool is_confirmed(const hide *h)
{
    const nc_edges *e = &h->p->edges;
    uint32_t hidden_edges = 0;

    for (uint32_t i = 1; i <= e->count; i++)
        hidden_edges += h->hidden[e->callee[i].at];
    for (uint32_t f = 1; f <= h->p->functions.count; f++) {
        __int128 left = h->gain[f];

        if (h->hidden[f])
            continue;
        for (uint32_t i = e->out_begin[f]; i < e->out_begin[f + 1]; i++) {
            nc_edge edge = e->out[i];

            if (h->hidden[e->callee[edge.at].at]) {
                if (e->total[edge.at] == NCALLS_ABSENT)
                    return false;
                left -= e->total[edge.at];
            }
        }
        if (left > hidden_edges || -left > hidden_edges) /* each was rounded to 1 ns */
            return false;
    }
    return true;
}

static void add_function(hide *h, nc_func f)
{
    const nc_functions *functions = &h->p->functions;
    nc_rebuild_figures n = {functions->calls[f.at], functions->primitive[f.at],
                            nc_number_add(functions->self[f.at], h->gain[f.at], &h->saturated), functions->total[f.at]};

    if (n.total != NCALLS_ABSENT && n.total >= functions->self[f.at] && n.total < n.self)
        n.total = n.self;
    nc_rebuild_add(&h->rebuild, f, n);
}

static int64_t known(int64_t value, int64_t part)
{
    return value == NCALLS_ABSENT ? NCALLS_ABSENT : part;
}

/* One figure of an edge out of hidden functions, among their owners. */
static bool divide_figure(hide *h, int64_t value, int64_t *parts)
{
    return value == NCALLS_ABSENT || nc_apportion(parts, value, h->weights, h->count, NULL, NULL);
}

/* An edge out of a hidden function becomes one from each of its owners. What is
 * left of one was rounded off, or belongs to nobody shown. */
static bool add_edge_of_owners(hide *h, uint32_t edge)
{
    const nc_edges *e = &h->p->edges;
    const nc_owners_list *list = &h->owners.lists[e->caller[edge].at];
    int64_t calls[NC_OWNERS_MOST + 1], primitive[NC_OWNERS_MOST + 1], self[NC_OWNERS_MOST + 1],
        total[NC_OWNERS_MOST + 1], left = (int64_t)NC_OWNERS_ONE;

    h->count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        left -= (int64_t)list->shares[i].share;
        if (!add_weight(h, edge, (int64_t)list->shares[i].share))
            return false;
    }
    if (!add_weight(h, 0, left > ROUNDED_OFF ? left : 0))
        return false;
    if (!divide_figure(h, e->calls[edge], calls) || !divide_figure(h, e->primitive[edge], primitive) ||
        !divide_figure(h, e->self[edge], self) || !divide_figure(h, e->total[edge], total))
        return false;
    for (uint32_t i = 0; i < list->count; i++)
        if (e->calls[edge] == NCALLS_ABSENT || calls[i])
            nc_rebuild_edge(&h->rebuild, list->shares[i].owner, e->callee[edge],
                            (nc_rebuild_figures){known(e->calls[edge], calls[i]),
                                                 known(e->primitive[edge], primitive[i]), known(e->self[edge], self[i]),
                                                 known(e->total[edge], total[i])});
    h->estimated |= list->count > 1 || (list->count && left > ROUNDED_OFF);
    h->is_cut |= list->is_cut;
    return true;
}

static bool add_edges(hide *h)
{
    const nc_edges *e = &h->p->edges;

    for (uint32_t i = 1; i <= e->count; i++) {
        if (h->hidden[e->callee[i].at])
            continue;
        if (!h->hidden[e->caller[i].at])
            nc_rebuild_edge(&h->rebuild, e->caller[i], e->callee[i],
                            (nc_rebuild_figures){e->calls[i], e->primitive[i], e->self[i], e->total[i]});
        else if (!add_edge_of_owners(h, i))
            return false;
    }
    return true;
}

static void add_notes(hide *h)
{
    nc_builder *b = h->rebuild.builder;
    char cost[NC_UNIT_ROOM];

    if (!b)
        return;
    if (h->divided && !is_confirmed(h))
        h->estimated = true;
    if (h->estimated)
        nc_builder_note(b, "estimated: what hidden functions cost and call was divided among their callers in "
                           "proportion to time; edges do not tell whole stacks");
    if (h->lost) {
        nc_unit_format_cost(cost, h->lost, h->p->unit);
        nc_builder_note(b, "%s of hidden functions is left out: no function that is shown called them", cost);
    }
    if (h->is_cut)
        nc_builder_note(b, "calls through hidden functions are shown from their %d heaviest callers", NC_OWNERS_MOST);
}

static bool start(hide *h)
{
    size_t functions = (size_t)h->p->functions.count + 1;
    bool *shown = nc_alloc_zeroed(functions, sizeof *shown);
    bool fine = shown;

    for (uint32_t f = 1; f < functions && fine; f++)
        shown[f] = !h->hidden[f];
    fine = fine && nc_cycles_find_without(&h->cycles, h->p, shown, NULL) == NCALLS_OK &&
           nc_owners_find(&h->owners, h->p, h->hidden, &h->cycles, NULL) == NCALLS_OK;
    nc_alloc_free(shown);
    h->gain = nc_alloc_zeroed(functions, sizeof *h->gain);
    h->carried = nc_alloc_zeroed(functions, sizeof *h->carried);
    return fine && h->gain && h->carried;
}

static void finish(hide *h)
{
    nc_cycles_reset(&h->cycles);
    nc_owners_reset(&h->owners);
    nc_alloc_free(h->carried);
    nc_alloc_free(h->gain);
    nc_alloc_free(h->edges);
    nc_alloc_free(h->weights);
    nc_alloc_free(h->parts);
}

ncalls_status nc_hide(ncalls_profile **out, const ncalls_profile *profile, const bool *hidden, const char *note,
                      ncalls_error *error)
{
    hide h = {.p = profile, .hidden = hidden};
    ncalls_status status;
    bool fine;

    *out = NULL;
    fine = start(&h) && fold(&h);
    if (fine) {
        nc_rebuild_start(&h.rebuild, profile, note);
        for (uint32_t i = 1; i <= profile->functions.count; i++)
            if (!hidden[i])
                add_function(&h, (nc_func){i});
        fine = add_edges(&h);
        add_notes(&h);
        status = nc_rebuild_finish(&h.rebuild, out, error);
        if (!fine) {
            ncalls_profile_free(*out);
            *out = NULL;
        }
    }
    finish(&h);
    return fine ? status : nc_fail_memory(error);
}
