/* SPDX-License-Identifier: MIT */
#include "draw/chart.h"

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
    return nc_selection_find(&out->selection, results, out->overlay, options, error);
}

void nc_chart_reset(nc_chart *chart)
{
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
