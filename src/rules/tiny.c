/* SPDX-License-Identifier: MIT */
/*
 * A function of mine that does so little that calling it costs more than what it
 * does, called very often by one caller. The profiler itself adds about as much
 * to each call as such a function takes: never more than a hint.
 */
#include "rules/finding.h"

static nc_edge heaviest_caller(const ncalls_profile *p, nc_func f)
{
    const nc_edges *e = &p->edges;
    nc_edge best = {0};

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->caller[i].at != f.at && (!best.at || e->calls[i] > e->calls[best.at]))
            best.at = i;
    return best;
}

/* Nearly all of its calls are this caller's, and it calls nothing itself. */
static bool is_tiny(const nc_judgement *j, const nc_rule *rule, nc_func f)
{
    const ncalls_profile *p = j->profile;
    int64_t calls = p->functions.calls[f.at], self = p->functions.self[f.at];
    nc_edge edge;

    if (!j->meaning.is_mine[f.at] || calls <= 0 || !nc_judge_costs_enough(j, rule, self) ||
        self / calls > nc_judge_limit(rule, NC_LIMIT_each_at_most, INT64_MAX))
        return false;
    edge = heaviest_caller(p, f);
    return edge.at && p->edges.calls[edge.at] >= calls - calls / 10 &&
           p->edges.out_begin[f.at] == p->edges.out_begin[f.at + 1];
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const ncalls_profile *p = j->profile;
    const int64_t *calls = p->functions.calls;
    int64_t least = nc_judge_limit(rule, NC_LIMIT_calls, 1);
    uint32_t count = p->functions.count;

    for (uint32_t f = 1; f <= count; f++) {
        ncalls_status status = NCALLS_OK;
        nc_finding *finding;
        bool suspect;

        if (calls[f] < least || !is_tiny(j, rule, (nc_func){f}))
            continue;
        status = nc_judge_is_suspect(j, (nc_func){f}, &suspect, error);
        if (status)
            return status;
        if (suspect)
            continue;
        finding = nc_finding_add(j, rule, (nc_func){f});
        if (!finding)
            return nc_fail_memory(error);
        finding->calls = p->functions.calls[f];
        finding->cost = finding->saving = p->functions.self[f];
        finding->each = finding->cost / finding->calls;
        finding->begun = finding->calls;
    }
    return NCALLS_OK;
}

const nc_detector nc_rules_tiny = {"tiny", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
