/* SPDX-License-Identifier: MIT */
#include "analyze/overlay.h"

#include "model/builder.h"

static int64_t greater(int64_t base, int64_t now)
{
    return base > now ? base : now; /* what is absent is less than anything */
}

/* Roots are found by calls that no edge has: sums of both keep that. */
static int64_t sum(int64_t base, int64_t now)
{
    int64_t value;

    if (base == NCALLS_ABSENT || now == NCALLS_ABSENT)
        return NCALLS_ABSENT;
    return __builtin_add_overflow(base, now, &value) ? INT64_MAX / 4 : value;
}

static nc_str copy(nc_builder *builder, const ncalls_profile *p, nc_str text)
{
    return nc_builder_string(builder, nc_profile_text(p, text), nc_profile_size(p, text));
}

/* Two rows may bear one label: of lambdas one went and another was moved to its
 * line. The later one is told apart by its line. */
static nc_func add_function(nc_builder *builder, const ncalls_profile *p, nc_func f, uint32_t row)
{
    nc_str path = copy(builder, p, nc_profile_path(p, f)), name = copy(builder, p, p->functions.name[f.at]);
    int32_t line = p->functions.line[f.at];
    nc_func made = nc_builder_function(builder, path, line, name);

    while (made.at && made.at != row && line < INT32_MAX)
        made = nc_builder_function(builder, path, ++line, name);
    nc_builder_set_kind(builder, made, (ncalls_kind)p->functions.kind[f.at]);
    return made;
}

static void add_row(nc_builder *builder, const nc_diff *diff, uint32_t row)
{
    const nc_pairing_row *pair = &diff->pairing.rows[row];
    unsigned side = pair->now.at ? NC_DIFF_NOW : NC_DIFF_BASE;
    const nc_diff_figures *was = &diff->rows[row].at[NC_DIFF_BASE], *is = &diff->rows[row].at[NC_DIFF_NOW];
    nc_func f = add_function(builder, diff->profile[side], pair->now.at ? pair->now : pair->base, row);

    nc_builder_add_calls(builder, f, sum(was->calls, is->calls), sum(was->primitive, is->primitive),
                         greater(was->self, is->self), greater(was->total, is->total));
}

static void add_edge(nc_builder *builder, const nc_diff_edge *e)
{
    int64_t calls = sum(e->calls[NC_DIFF_BASE], e->calls[NC_DIFF_NOW]);

    nc_builder_add_edge(builder, (nc_edge_row){{e->caller}, {e->callee}, calls, calls, NCALLS_ABSENT,
                                               greater(e->total[NC_DIFF_BASE], e->total[NC_DIFF_NOW])});
}

static ncalls_status build(nc_overlay *o, ncalls_error *error)
{
    const ncalls_profile *base = o->diff->profile[NC_DIFF_BASE], *now = o->diff->profile[NC_DIFF_NOW];
    nc_builder *builder = nc_builder_new(0);
    ncalls_status status;

    if (!builder)
        return nc_fail_memory(error);
    nc_builder_begin_source(builder, "", "", 0);
    nc_builder_declare(builder, base->has & now->has & (NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME),
                       now->unit);
    for (uint32_t row = 1; row <= o->diff->pairing.count; row++)
        add_row(builder, o->diff, row);
    for (uint32_t i = 0; i < o->diff->edge_count; i++)
        add_edge(builder, &o->diff->edges[i]);
    status = nc_builder_finish(builder, &o->profile, error);
    nc_builder_free(builder);
    return status;
}

ncalls_status nc_overlay_make(nc_overlay *out, const ncalls_results *results, ncalls_error *error)
{
    ncalls_status status;

    *out = (nc_overlay){.diff = results->diff, .results = *results};
    status = build(out, error);
    out->results.profile = out->profile;
    if (!out->diff->scaled && results->whole_base->totals.self > results->whole->totals.self)
        out->results.whole = results->whole_base;
    return status;
}

void nc_overlay_reset(nc_overlay *overlay)
{
    ncalls_profile_free(overlay->profile);
    overlay->profile = NULL;
}

const nc_diff_edge *nc_overlay_edge(const nc_overlay *o, nc_edge edge)
{
    uint32_t caller = o->profile->edges.caller[edge.at].at, callee = o->profile->edges.callee[edge.at].at;

    for (uint32_t i = o->diff->out_begin[caller]; i < o->diff->out_begin[caller + 1]; i++)
        if (o->diff->edges[i].callee == callee)
            return &o->diff->edges[i];
    return NULL;
}
