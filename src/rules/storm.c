/* SPDX-License-Identifier: MIT */
/* One of my functions (or a part of it) calls something small directly, again and again: a great
 * part of all calls of the profile, or of the time that it takes itself. */
#include "rules/finding.h"
#include "rules/parts.h"

static bool is_storm(const nc_judgement *j, const nc_rule *rule, nc_func owner, nc_edge edge)
{
    const nc_edges *e = &j->profile->edges;
    int64_t calls = e->calls[edge.at], all = j->profile->totals.calls, each;

    if (calls <= 0 || !owner.at)
        return false;
    if (calls < all / 1000 * nc_judge_limit(rule, NC_LIMIT_of_calls, 0))
        return false;
    if (calls < j->profile->functions.calls[owner.at] * nc_judge_limit(rule, NC_LIMIT_per_call, 0) / 1000)
        return false;
    each = e->self[edge.at] == NCALLS_ABSENT ? 0 : e->self[edge.at] / calls;
    if (each > nc_judge_limit(rule, NC_LIMIT_each_at_most, INT64_MAX) ||
        each < nc_judge_limit(rule, NC_LIMIT_each, 0))
        return false;
    return nc_judge_costs_enough(j, rule, e->self[edge.at]);
}

static bool add(nc_judgement *j, const nc_rule *rule, nc_func owner, nc_edge edge)
{
    const nc_edges *e = &j->profile->edges;
    const nc_functions *functions = &j->profile->functions;
    nc_func caller = e->caller[edge.at];
    nc_finding *finding = nc_finding_add(j, rule, owner);

    if (!finding ||
        (caller.at != owner.at && !nc_finding_add_step(finding, caller, functions->calls[caller.at], false)) ||
        !nc_finding_add_step(finding, e->callee[edge.at], e->calls[edge.at], false))
        return false;
    finding->calls = e->calls[edge.at];
    finding->cost = finding->saving = e->self[edge.at];
    finding->each = finding->cost / finding->calls;
    finding->begun = functions->calls[owner.at];
    finding->cause = nc_judge_cause(j, finding);
    return true;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const nc_edges *e = &j->profile->edges;
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;
    int64_t least = nc_judge_limit(rule, NC_LIMIT_calls, 1);

    while ((row = nc_meaning_next(&j->meaning, &rule->sets[NC_SET_of], &cursor))) {
        nc_func f = row->function;

        for (uint32_t edge = e->in_begin[f.at]; edge < e->in_begin[f.at + 1]; edge++) {
            nc_func owner = e->calls[edge] < least ? (nc_func){0} : nc_parts_owner(&j->meaning, e->caller[edge]);
            bool suspect = false;
            ncalls_status status = NCALLS_OK;

            if (!is_storm(j, rule, owner, (nc_edge){edge}))
                continue;
            status = nc_judge_is_suspect(j, f, &suspect, error);
            if (status)
                return status;
            if (!suspect && !add(j, rule, owner, (nc_edge){edge}))
                return nc_fail_memory(error);
        }
    }
    return NCALLS_OK;
}

const nc_detector nc_rules_storm = {"storm", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
