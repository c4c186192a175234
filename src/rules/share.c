/* SPDX-License-Identifier: MIT */
/*
 * Too much of the time goes into one kind of work: the time of `of` under each
 * of my functions that asks for it directly. With `each`: one call takes that
 * long (each-at-most: no longer). Without call counts the part of the time is all
 * that is asked for.
 */
#include "analyze/apportion.h"
#include "rules/finding.h"

enum { FINDINGS = 5 }; /* of one rule */

static unsigned needs_of(const nc_rule *rule)
{
    bool counts = rule->limits[NC_LIMIT_each] >= 0 || rule->limits[NC_LIMIT_each_at_most] >= 0;

    return counts ? NCALLS_HAS_CALLS : 0;
}

static int64_t cost_of(const nc_judgement *j, nc_func f)
{
    return nc_judge_amount(j, f) / NC_FLOW_ONE;
}

/* Mine, above the limits, and the heaviest that was not taken before. */
static nc_func find_heaviest(const nc_judgement *j, const nc_rule *rule, const nc_func *taken, size_t taken_count)
{
    const nc_flow *flow = &j->flow;
    nc_func best = {0};

    for (uint32_t i = 0; i < flow->touched_count; i++)
        for (uint32_t m = flow->cycles.begin[flow->touched[i]]; m < flow->cycles.begin[flow->touched[i] + 1]; m++) {
            nc_func f = flow->cycles.members[m];
            bool fits = j->meaning.is_mine[f.at] && nc_judge_costs_enough(j, rule, cost_of(j, f));

            for (size_t t = 0; fits && t < taken_count; t++)
                fits = taken[t].at != f.at;
            if (fits && (!best.at || cost_of(j, f) > cost_of(j, best) ||
                         (cost_of(j, f) == cost_of(j, best) && nc_profile_compare(j->profile, f, best) < 0)))
                best = f;
        }
    return best;
}

/* Calls of the function at the end of the evidence. */
static void finish(const nc_judgement *j, nc_finding *finding)
{
    const ncalls_finding_step *last = &finding->path[finding->path_count - 1];
    int64_t saving = nc_judge_limit(finding->rule, NC_LIMIT_saving, 1000);

    finding->cost = cost_of(j, finding->function);
    finding->calls = finding->path_count > 1 && last->calls >= 0 ? last->calls : NCALLS_ABSENT;
    finding->begun = j->profile->has & NCALLS_HAS_CALLS ? nc_judge_begun(j, finding->function) : 0;
    finding->each = finding->calls > 0 ? finding->cost / finding->calls : NCALLS_ABSENT;
    finding->saving = nc_apportion_scale(finding->cost, saving, 1000);
}

static bool is_enough(const nc_finding *finding)
{
    const nc_rule *rule = finding->rule;

    if (finding->path_count - 1 > nc_judge_limit(rule, NC_LIMIT_steps_at_most, UINT32_MAX))
        return false;
    if (finding->calls == NCALLS_ABSENT)
        return !needs_of(rule);
    return finding->calls >= nc_judge_limit(rule, NC_LIMIT_calls, 1) &&
           finding->each >= nc_judge_limit(rule, NC_LIMIT_each, 0) &&
           finding->each <= nc_judge_limit(rule, NC_LIMIT_each_at_most, INT64_MAX);
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    nc_func taken[FINDINGS];
    size_t count, taken_count = 0;
    ncalls_status status = nc_judge_run(j, rule, NC_SET_of, NC_JUDGE_COST, true, &count, error);

    if (needs_of(rule) & ~j->profile->has)
        count = 0;
    while (!status && count && taken_count < FINDINGS) {
        nc_func f = find_heaviest(j, rule, taken, taken_count);
        nc_finding *finding = f.at ? nc_finding_add(j, rule, f) : NULL;
        int64_t least;

        if (!finding)
            return f.at ? nc_fail_memory(error) : NCALLS_OK;
        taken[taken_count++] = f;
        status = nc_judge_path(j, finding, &least, error);
        if (status)
            break;
        finding->cause = nc_judge_cause(j, finding);
        finish(j, finding);
        if (!is_enough(finding))
            nc_finding_drop(j);
    }
    return status;
}

const nc_detector nc_rules_share = {"share", NCALLS_HAS_EDGES, find};
