/* SPDX-License-Identifier: MIT */
/* One of my functions calls something small directly, again and again: a great
 * part of all calls of the profile, or of the time that it takes itself. */
#include "rules/finding.h"

static bool is_storm(const nc_judgement *j, const nc_rule *rule, nc_edge edge)
{
    const nc_edges *e = &j->profile->edges;
    int64_t calls = e->calls[edge.at], all = j->profile->totals.calls, each;

    if (calls <= 0 || calls < nc_judge_limit(rule, NC_LIMIT_calls, 1) || !j->meaning.is_mine[e->caller[edge.at].at])
        return false;
    if (calls < all / 1000 * nc_judge_limit(rule, NC_LIMIT_of_calls, 0))
        return false;
    if (calls < j->profile->functions.calls[e->caller[edge.at].at] * nc_judge_limit(rule, NC_LIMIT_per_call, 0) / 1000)
        return false;
    each = e->self[edge.at] == NCALLS_ABSENT ? 0 : e->self[edge.at] / calls;
    if (each > nc_judge_limit(rule, NC_LIMIT_each_at_most, INT64_MAX) ||
        each < nc_judge_limit(rule, NC_LIMIT_each, 0))
        return false;
    return nc_judge_costs_enough(j, rule, e->self[edge.at]);
}

static bool add(nc_judgement *j, const nc_rule *rule, nc_edge edge)
{
    const nc_edges *e = &j->profile->edges;
    nc_finding *finding = nc_finding_add(j, rule, e->caller[edge.at]);

    if (!finding || !nc_finding_add_step(finding, e->callee[edge.at], e->calls[edge.at], false))
        return false;
    finding->calls = e->calls[edge.at];
    finding->cost = finding->saving = e->self[edge.at];
    finding->each = finding->cost / finding->calls;
    finding->begun = j->profile->functions.calls[e->caller[edge.at].at];
    finding->cause = nc_judge_cause(j, finding);
    return true;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const nc_edges *e = &j->profile->edges;
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;

    while ((row = nc_meaning_next(&j->meaning, &rule->sets[NC_SET_of], &cursor))) {
        nc_func f = row->function;

        for (uint32_t edge = e->in_begin[f.at]; edge < e->in_begin[f.at + 1]; edge++) {
            bool suspect = false;
            ncalls_status status = NCALLS_OK;

            if (!is_storm(j, rule, (nc_edge){edge}))
                continue;
            status = nc_judge_is_suspect(j, f, &suspect, error);
            if (status)
                return status;
            if (!suspect && !add(j, rule, (nc_edge){edge}))
                return nc_fail_memory(error);
        }
    }
    return NCALLS_OK;
}

const nc_detector nc_rules_storm = {"storm", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
