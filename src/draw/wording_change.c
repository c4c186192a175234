/* SPDX-License-Identifier: MIT */
/* What a call graph of a difference says: what each was, and what it is. */
#include "draw/palette.h"
#include "draw/wording_parts.h"

/* Costs of samples are scaled, and mean something as shares alone. */
static void add_amount(const nc_wording *w, nc_text *out, int64_t cost)
{
    if (w->overlay->diff->scaled)
        nc_wording_add_share(out, cost, nc_wording_whole(w));
    else
        nc_wording_add_cost(w, out, cost);
}

static void add_signed(const nc_wording *w, nc_text *out, int64_t change)
{
    nc_text_add_string(out, change < 0 ? "−" : "+");
    add_amount(w, out, change < 0 ? -change : change);
}

static bool is_notable(const nc_wording *w, int64_t was, int64_t is)
{
    return nc_palette_change(nc_diff_change(was, is), nc_wording_whole(w)) != 0;
}

static void add_sides(const nc_wording *w, nc_text *out, int64_t was, int64_t is)
{
    add_amount(w, out, was);
    if (was == is)
        return;
    nc_text_add_string(out, " → ");
    add_amount(w, out, is);
}

/* "+924 ms: 50.1 ms → 974 ms" */
static void add_cost(const nc_wording *w, nc_text *out, int64_t was, int64_t is)
{
    if (is_notable(w, was, is)) {
        add_signed(w, out, nc_diff_change(was, is));
        nc_text_add_string(out, ": ");
    }
    add_sides(w, out, was, is);
}

static void add_counts(nc_text *out, int64_t was, int64_t is)
{
    nc_wording_add_count(out, was);
    if (was == is)
        return;
    nc_text_add_string(out, " → ");
    nc_wording_add_count(out, is);
}

static void add_calls(nc_text *out, int64_t was, int64_t is)
{
    if (was == NCALLS_ABSENT || is == NCALLS_ABSENT || (!was && !is))
        return;
    add_counts(out, was, is);
    nc_text_add_string(out, is == 1 ? " call" : " calls");
}

const char *nc_wording_fate(const nc_wording *w, nc_func f)
{
    nc_pairing_how how = w->overlay->diff->pairing.rows[f.at].how;

    return how == NC_PAIRING_ADDED ? "added" : how == NC_PAIRING_GONE ? "removed" : "";
}

static const nc_diff_figures *figures_of(const nc_wording *w, nc_func f)
{
    return w->overlay->diff->rows[f.at].at;
}

void nc_wording_add_change(const nc_wording *w, nc_text *out, nc_wording_lines line, nc_func f)
{
    const nc_diff_figures *was = &figures_of(w, f)[NC_DIFF_BASE], *is = &figures_of(w, f)[NC_DIFF_NOW];
    bool known = was->total != NCALLS_ABSENT && is->total != NCALLS_ABSENT;

    if (line == NC_WORDING_COST && known)
        add_cost(w, out, was->total, is->total);
    if (line == NC_WORDING_SELF && (!known || is_notable(w, was->self, is->self))) {
        nc_text_add_string(out, "self ");
        add_cost(w, out, was->self, is->self);
    }
    if (line == NC_WORDING_CALLS)
        add_calls(out, was->calls, is->calls);
}

/* Under which name and where the base has it. */
static void add_origin(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_pairing_row *row = &w->overlay->diff->pairing.rows[f.at];
    const ncalls_profile *base = w->overlay->diff->profile[NC_DIFF_BASE];
    nc_str text;

    if (row->how == NC_PAIRING_SAME)
        return;
    if (row->how == NC_PAIRING_ADDED || row->how == NC_PAIRING_GONE) {
        nc_text_add_string(out, nc_wording_fate(w, f));
        nc_text_add_char(out, '\n');
        return;
    }
    text = row->how == NC_PAIRING_MOVED ? nc_profile_path(base, row->base) : base->functions.name[row->base.at];
    nc_text_add_string(out, row->how == NC_PAIRING_MOVED ? "moved, was in " : "renamed, was ");
    nc_wording_add_cut(out, nc_profile_text(base, text), nc_profile_size(base, text), NC_WORDING_NAME_CELLS);
    nc_text_add_char(out, '\n');
}

static void add_both(const nc_wording *w, nc_text *out, const char *what, int64_t was, int64_t is)
{
    if (was == NCALLS_ABSENT || is == NCALLS_ABSENT)
        return;
    nc_text_add_string(out, what);
    add_sides(w, out, was, is);
    nc_text_add_string(out, " (");
    add_signed(w, out, nc_diff_change(was, is));
    nc_text_add_string(out, ")\n");
}

void nc_wording_add_changes(const nc_wording *w, nc_text *out, nc_func f)
{
    const nc_diff_figures *was = &figures_of(w, f)[NC_DIFF_BASE], *is = &figures_of(w, f)[NC_DIFF_NOW];
    size_t begin;

    add_origin(w, out, f);
    add_both(w, out, "cumulative ", was->total, is->total);
    add_both(w, out, "self ", was->self, is->self);
    begin = out->size;
    add_calls(out, was->calls, is->calls);
    if (out->size > begin)
        nc_text_add_char(out, '\n');
}

/* ---- calls --------------------------------------------------------------- */

static const nc_diff_edge *edge_of(const nc_wording *w, const nc_selection_edge *edge)
{
    return nc_overlay_edge(w->overlay, edge->edge);
}

void nc_wording_add_edge_change(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    const nc_diff_edge *e = edge_of(w, edge);

    if (e->total[NC_DIFF_BASE] == NCALLS_ABSENT || e->total[NC_DIFF_NOW] == NCALLS_ABSENT)
        return;
    if (is_notable(w, e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]))
        add_signed(w, out, nc_diff_change(e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]));
    else
        add_amount(w, out, e->total[NC_DIFF_NOW]);
}

void nc_wording_add_edge_calls(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    const nc_diff_edge *e = edge_of(w, edge);

    if (e->calls[NC_DIFF_BASE] == NCALLS_ABSENT || e->calls[NC_DIFF_NOW] == NCALLS_ABSENT)
        return;
    add_counts(out, e->calls[NC_DIFF_BASE], e->calls[NC_DIFF_NOW]);
    nc_text_add_string(out, "×");
}

void nc_wording_add_edge_changes(const nc_wording *w, nc_text *out, const nc_selection_edge *edge)
{
    const nc_diff_edge *e = edge_of(w, edge);
    size_t begin = out->size;

    add_calls(out, e->calls[NC_DIFF_BASE], e->calls[NC_DIFF_NOW]);
    if (out->size > begin)
        nc_text_add_char(out, '\n');
    add_both(w, out, "cumulative ", e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW]);
}
