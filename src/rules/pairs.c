/* SPDX-License-Identifier: MIT */
/*
 * All pairs of something. Either my function calls one thing k times and another
 * k squared times (or each pair once: half of k * (k - 1)), in each of its calls;
 * such numbers do not come about by chance when k is not small. Or a function of
 * mine is called many times by another one, and calls a third exactly as often
 * each time: all of one list for each of another.
 */
#include "rules/finding.h"

enum { FEWEST = 30 }; /* k: below, many numbers look like pairs */

static bool are_pairs(int64_t k, int64_t m)
{
    return m == k * k || m == k * (k - 1) || m == k * (k - 1) / 2 ||
           m == k * (k + 1) / 2;
}

static bool has_root(const ncalls_profile *p, nc_func caller, int64_t begun, int64_t m, int64_t *root)
{
    const nc_edges *e = &p->edges;

    for (uint32_t i = e->out_begin[caller.at]; i < e->out_begin[caller.at + 1]; i++) {
        int64_t calls = e->calls[e->out[i].at];

        *root = calls / begun;
        if (calls % begun == 0 && *root >= FEWEST && *root < 2000000000 && are_pairs(*root, m))
            return true;
    }
    return false;
}

/* `calls` by each call of `caller`, which itself is called so often by one of mine. */
static bool is_inner_loop(const nc_judgement *j, const nc_rule *rule, nc_func caller, int64_t each)
{
    const nc_edges *e = &j->profile->edges;
    int64_t least = nc_judge_limit(rule, NC_LIMIT_per_call, 0) / 1000;

    for (uint32_t i = e->in_begin[caller.at]; each >= least && i < e->in_begin[caller.at + 1]; i++) {
        nc_func outer = e->caller[i];

        if (j->meaning.is_mine[outer.at] && outer.at != caller.at &&
            e->calls[i] == j->profile->functions.calls[caller.at] &&
            e->calls[i] / (least ? least : 1) >= j->profile->functions.calls[outer.at])
            return true;
    }
    return false;
}

static ncalls_status try_edge(nc_judgement *j, const nc_rule *rule, nc_edge edge, ncalls_error *error)
{
    const nc_edges *e = &j->profile->edges;
    nc_func caller = e->caller[edge.at];
    int64_t begun = j->profile->functions.calls[caller.at], calls = e->calls[edge.at], root;
    ncalls_status status;
    nc_finding *finding;
    bool suspect;

    if (begun <= 0 || calls % begun || caller.at == e->callee[edge.at].at ||
        calls < nc_judge_limit(rule, NC_LIMIT_calls, 1) || !nc_judge_costs_enough(j, rule, e->total[edge.at]) ||
        (!has_root(j->profile, caller, begun, calls / begun, &root) &&
         !(j->meaning.is_mine[e->callee[edge.at].at] && is_inner_loop(j, rule, caller, calls / begun))))
        return NCALLS_OK;
    status = nc_judge_is_suspect(j, caller, &suspect, error);
    if (status || suspect)
        return status;
    finding = nc_finding_add(j, rule, caller);
    if (!finding || !nc_finding_add_step(finding, e->callee[edge.at], calls, false))
        return nc_fail_memory(error);
    finding->calls = calls;
    finding->begun = begun;
    finding->cost = finding->saving = e->total[edge.at];
    finding->each = finding->cost / calls;
    return NCALLS_OK;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const nc_edges *e = &j->profile->edges;
    const int64_t *calls = j->profile->functions.calls;
    uint32_t count = j->profile->functions.count;
    int64_t least = nc_judge_limit(rule, NC_LIMIT_calls, 1);
    ncalls_status status = NCALLS_OK;

    for (uint32_t f = 1; !status && f <= count; f++)
        for (uint32_t i = calls[f] >= least ? e->in_begin[f] : 0; !status && i && i < e->in_begin[f + 1]; i++)
            if (e->calls[i] >= least && j->meaning.is_mine[e->caller[i].at])
                status = try_edge(j, rule, (nc_edge){i}, error);
    return status;
}

const nc_detector nc_rules_pairs = {"pairs", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
