/* SPDX-License-Identifier: MIT */
/*
 * Recursion that grows or is deep.
 *
 * Of the calls that a function makes of itself cProfile says how many were
 * primitive: made while no such call was under way. These are the outermost
 * call's own, so divided by how often it was begun they are the branching:
 * fib(n) has 2, a list that is summed by recursion 1, a tree as many as the
 * root has children. With one at most, all calls lie on top of each other, and
 * their number is the depth.
 *
 * That is no proof of waste: a tree of a million nodes has as many calls as
 * fib(29). But then something else has a million, too: what made the nodes, or
 * what is done with each. So it is silent where the function calls anything but
 * itself and what the rule's `of` lists, or where another function has as many
 * calls.
 */
#include "analyze/apportion.h"
#include "rules/finding.h"

typedef struct self_calls {
    nc_edge edge;      /* of itself; 0: it does not */
    int64_t calls, branching; /* in thousandths */
} self_calls;

static self_calls self_calls_of(const ncalls_profile *p, nc_func f)
{
    nc_edge edge = nc_profile_find_edge(p, f, f);
    int64_t primitive = p->functions.primitive[f.at];
    self_calls s = {edge, 0, 0};

    if (!edge.at || p->edges.calls[edge.at] == NCALLS_ABSENT || p->edges.primitive[edge.at] == NCALLS_ABSENT ||
        primitive <= 0)
        return (self_calls){0};
    s.calls = p->edges.calls[edge.at];
    s.branching = nc_apportion_scale(p->edges.primitive[edge.at], 1000, primitive);
    return s;
}

/* It calls nothing but itself and what is too small to be work. */
static bool is_bare(const nc_judgement *j, const nc_rule *rule, nc_func f)
{
    const nc_edges *e = &j->profile->edges;

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
        nc_func callee = e->callee[e->out[i].at];

        if (callee.at != f.at && !nc_meaning_of(&j->meaning, callee, &rule->sets[NC_SET_of]))
            return false;
    }
    return true;
}

/* Something else that f does not call was called about as often: data. */
static bool has_company(const ncalls_profile *p, nc_func f)
{
    int64_t calls = p->functions.calls[f.at];

    for (uint32_t g = 1; g <= p->functions.count; g++)
        if (g != f.at && p->functions.calls[g] > calls / 5 * 2 && !nc_profile_find_edge(p, f, (nc_func){g}).at)
            return true;
    return false;
}

static bool is_found(const nc_judgement *j, const nc_rule *rule, nc_func f, self_calls s)
{
    const ncalls_profile *p = j->profile;
    int64_t branching = nc_judge_limit(rule, NC_LIMIT_branching, 0), depth = nc_judge_limit(rule, NC_LIMIT_depth, 0);
    int64_t begun = p->functions.primitive[f.at];

    if (!s.edge.at || s.calls / begun < nc_judge_limit(rule, NC_LIMIT_calls, 1) ||
        !nc_judge_costs_enough(j, rule, p->functions.total[f.at]))
        return false;
    if (depth)
        return s.branching <= 1000 && s.calls / begun >= depth;
    return s.branching >= branching && is_bare(j, rule, f) && !has_company(p, f);
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const ncalls_profile *p = j->profile;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        nc_func f = {i};
        self_calls s = {0};
        nc_finding *finding;
        ncalls_status status;
        bool suspect;

        if (!j->meaning.is_mine[i] || p->functions.calls[i] <= p->functions.primitive[i])
            continue;
        s = self_calls_of(p, f);
        if (!is_found(j, rule, f, s))
            continue;
        status = nc_judge_is_suspect(j, f, &suspect, error);
        if (status)
            return status;
        if (suspect)
            continue;
        finding = nc_finding_add(j, rule, f);
        if (!finding || !nc_finding_add_step(finding, f, s.calls, false))
            return nc_fail_memory(error);
        finding->calls = p->functions.calls[i];
        finding->begun = p->functions.primitive[i];
        finding->cost = p->functions.total[i];
        finding->saving = nc_apportion_scale(finding->cost, nc_judge_limit(rule, NC_LIMIT_saving, 1000), 1000);
    }
    return NCALLS_OK;
}

const nc_detector nc_rules_recursion = {"recursion", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
