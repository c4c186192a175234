/* SPDX-License-Identifier: MIT */
#include "draw/chart.h"

#include "base/alloc.h"

enum { LINKED = INT32_MAX }; /* in place of a cluster, which it has not yet */

/* Whose code it is: all of mine is one package, and what has no file none. */
static bool is_clustered(const nc_chart *c, uint32_t node)
{
    ncalls_class class_ = nc_profile_class(c->profile, c->selection.nodes[node].function);

    return class_ == NCALLS_CLASS_MINE || class_ == NCALLS_CLASS_PACKAGE || class_ == NCALLS_CLASS_STDLIB;
}

static bool is_together(const nc_chart *c, uint32_t a, uint32_t b)
{
    nc_func one = c->selection.nodes[a].function, two = c->selection.nodes[b].function;

    return nc_profile_class(c->profile, one) == nc_profile_class(c->profile, two) &&
           nc_profile_package(c->profile, one).at == nc_profile_package(c->profile, two).at;
}

/* A function that none of the others calls stands with those that have no edges. */
static void mark_linked(const nc_chart *c, uint32_t *linked)
{
    for (uint32_t e = 0; e < c->selection.edge_count; e++) {
        const nc_selection_edge *edge = &c->selection.edges[e];

        if (edge->from != edge->to)
            linked[edge->from] = linked[edge->to] = LINKED;
    }
}

/* All that belong to n, which is the first of them; false: there is no other. */
static bool gather(nc_chart *c, uint32_t n)
{
    uint32_t cluster = c->cluster_count + 1, members = 1;

    for (uint32_t other = n + 1; other < c->selection.node_count; other++)
        if (c->cluster[other] == LINKED && is_together(c, n, other)) {
            c->cluster[other] = cluster;
            members++;
        }
    if (members == 1)
        return false;
    c->cluster[n] = cluster;
    c->cluster_first[cluster] = n;
    c->cluster_count = cluster;
    return true;
}

/* By the node of each that comes first; one function is no cluster. */
static bool find_clusters(nc_chart *c)
{
    uint32_t count = c->selection.node_count;

    c->cluster = nc_alloc_zeroed((size_t)count + 1, sizeof *c->cluster);
    c->cluster_first = nc_alloc_zeroed((size_t)count + 1, sizeof *c->cluster_first);
    if (!c->cluster || !c->cluster_first)
        return false;
    mark_linked(c, c->cluster);
    for (uint32_t n = 0; n < count; n++)
        if (c->cluster[n] == LINKED && (!is_clustered(c, n) || !gather(c, n)))
            c->cluster[n] = 0;
    return true;
}

void nc_chart_add_cluster(const nc_chart *c, nc_text *out, uint32_t cluster)
{
    nc_func f = c->selection.nodes[c->cluster_first[cluster]].function;
    nc_str package = nc_profile_package(c->profile, f);

    if (nc_profile_class(c->profile, f) == NCALLS_CLASS_MINE)
        nc_text_add_string(out, "your code");
    else if (nc_profile_size(c->profile, package))
        nc_text_add_escaped(out, nc_profile_text(c->profile, package), nc_profile_size(c->profile, package));
    else
        nc_text_add_string(out, "standard library");
}

ncalls_status nc_chart_make(nc_chart *out, const ncalls_results *results, const ncalls_graph_options *options,
                            ncalls_error *error)
{
    ncalls_status status;

    *out = (nc_chart){.profile = results->profile};
    if (!nc_palette_fill(out->styles, options ? options->palette : NULL))
        return nc_fail(error, NCALLS_USAGE, "no palette is called '%s'", options->palette);
    if (results->base) {
        nc_palette_fill_change(out->styles);
        status = nc_overlay_make(&out->room, results, error);
        if (status)
            return status;
        out->overlay = &out->room;
        results = &out->room.results;
        out->profile = results->profile;
    }
    nc_wording_init(&out->wording, results, out->overlay);
    status = nc_selection_find(&out->selection, results, out->overlay, options, error);
    if (!status && options && options->clusters && !find_clusters(out))
        status = nc_fail_memory(error);
    return status;
}

void nc_chart_reset(nc_chart *chart)
{
    nc_alloc_free(chart->cluster);
    nc_alloc_free(chart->cluster_first);
    chart->cluster = chart->cluster_first = NULL;
    nc_selection_reset(&chart->selection);
    nc_overlay_reset(&chart->room);
    chart->overlay = NULL;
}

static nc_pairing_how how_of(const nc_chart *chart, nc_func f)
{
    return chart->overlay->diff->pairing.rows[f.at].how;
}

static int64_t change_of(const nc_diff_figures *at)
{
    bool known = at[NC_DIFF_BASE].total != NCALLS_ABSENT && at[NC_DIFF_NOW].total != NCALLS_ABSENT;

    return known ? nc_diff_change(at[NC_DIFF_BASE].total, at[NC_DIFF_NOW].total)
                 : nc_diff_change(at[NC_DIFF_BASE].self, at[NC_DIFF_NOW].self);
}

unsigned nc_chart_fill(const nc_chart *chart, uint32_t node)
{
    const nc_selection_node *n = &chart->selection.nodes[node];
    int change;

    if (!chart->overlay)
        return NC_PALETTE_HEAT + nc_palette_level(n->cost, chart->selection.whole);
    change = nc_palette_change(change_of(chart->overlay->diff->rows[n->function.at].at), chart->selection.whole);
    return (unsigned)(NC_PALETTE_HEAT + NC_PALETTE_CHANGE_MOST + change);
}

unsigned nc_chart_outline(const nc_chart *chart, uint32_t node)
{
    const nc_selection_node *n = &chart->selection.nodes[node];

    if (n->hot)
        return NC_PALETTE_OUTLINE;
    if (chart->overlay && how_of(chart, n->function) == NC_PAIRING_ADDED)
        return NC_PALETTE_ADDED;
    if (chart->overlay && how_of(chart, n->function) == NC_PAIRING_GONE)
        return NC_PALETTE_REMOVED;
    return NC_PALETTE_GROUND;
}

unsigned nc_chart_stroke(const nc_chart *chart, const nc_selection_edge *edge, bool up)
{
    const nc_diff_edge *e = chart->overlay ? nc_overlay_edge(chart->overlay, edge->edge) : NULL;
    int change;

    if (!e)
        return up ? NC_PALETTE_BACK : edge->hot ? NC_PALETTE_HOT : NC_PALETTE_EDGE;
    if (!e->calls[NC_DIFF_NOW] && !e->total[NC_DIFF_NOW])
        return NC_PALETTE_GONE;
    change = nc_palette_change(nc_diff_change(e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]), chart->selection.whole);
    return change > 0 ? NC_PALETTE_HOT : change < 0 ? NC_PALETTE_LESS : up ? NC_PALETTE_BACK : NC_PALETTE_EDGE;
}

nc_func nc_chart_function(const nc_chart *chart, nc_func f)
{
    return chart->overlay ? chart->overlay->diff->pairing.rows[f.at].now : f;
}

nc_func nc_chart_place(const nc_chart *chart, nc_func f)
{
    return chart->overlay ? (nc_func){chart->overlay->diff->pairing.of_now[f.at]} : f;
}
