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
 *
 * sum(f(i) for i in ...) calls f from a generator expression, which sum() asks:
 * such parts of a function are the function.
 */
#include "analyze/apportion.h"
#include "rules/finding.h"
#include "rules/parts.h"

/* No stack is deeper: more than that are resumptions of a generator. */
enum { DEEPEST = 200000 };

typedef struct self_calls {
    nc_edge edge;      /* of itself; 0: it does not */
    int64_t calls, branching; /* in thousandths */
} self_calls;

/* The call of f by itself, or else the most frequent one by a part of it. */
static nc_edge find_self_edge(const ncalls_profile *p, nc_func f)
{
    const nc_edges *e = &p->edges;
    nc_edge best = nc_profile_find_edge(p, f, f);

    for (uint32_t i = e->in_begin[f.at], found = best.at; !found && i < e->in_begin[f.at + 1]; i++)
        if ((!best.at || e->calls[i] > e->calls[best.at]) && nc_parts_is_of(p, e->caller[i], f))
            best.at = i;
    return best;
}

static self_calls self_calls_of(const ncalls_profile *p, nc_func f)
{
    nc_edge edge = find_self_edge(p, f);
    int64_t primitive = p->functions.primitive[f.at];
    self_calls s = {edge, 0, 0};

    if (!edge.at || p->edges.calls[edge.at] == NCALLS_ABSENT || p->edges.primitive[edge.at] == NCALLS_ABSENT ||
        primitive <= 0)
        return (self_calls){0};
    s.calls = p->edges.calls[edge.at];
    s.branching = nc_apportion_scale(p->edges.primitive[edge.at], 1000, primitive);
    return s;
}

/* f, what calls each other with it, and its parts. */
static bool is_in_circle(const nc_judgement *j, nc_func g, nc_func f)
{
    const uint32_t *component = j->flow.cycles.component;

    return component[g.at] == component[f.at] || nc_parts_is_of(j->profile, g, f);
}

/* `from` calls nothing but the circle of f and what is too small to be work. */
static bool is_bare(const nc_judgement *j, const nc_rule *rule, nc_func from, nc_func f)
{
    const nc_edges *e = &j->profile->edges;

    for (uint32_t i = e->out_begin[from.at]; i < e->out_begin[from.at + 1]; i++) {
        nc_func callee = e->callee[e->out[i].at];

        if (!is_in_circle(j, callee, f) && !nc_meaning_of(&j->meaning, callee, &rule->sets[NC_SET_of]))
            return false;
    }
    return true;
}

static bool is_called_by_circle(const nc_judgement *j, nc_func g, nc_func f)
{
    const nc_edges *e = &j->profile->edges;

    for (uint32_t i = e->in_begin[g.at]; i < e->in_begin[g.at + 1]; i++)
        if (is_in_circle(j, e->caller[i], f))
            return true;
    return false;
}

/* Something else, that the circle does not call, was called about as often: data. */
static bool has_company(const nc_judgement *j, nc_func f, int64_t calls)
{
    const ncalls_profile *p = j->profile;

    for (uint32_t g = 1; g <= p->functions.count; g++)
        if (p->functions.calls[g] > calls / 5 * 2 && !is_in_circle(j, (nc_func){g}, f) &&
            !is_called_by_circle(j, (nc_func){g}, f))
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
        return s.branching <= 1000 && s.calls / begun >= depth && s.calls / begun <= DEEPEST;
    return s.branching >= branching && is_bare(j, rule, f, f) && is_bare(j, rule, p->edges.caller[s.edge.at], f) &&
           !has_company(j, f, p->functions.calls[f.at]);
}

/* `proof`: a call within the circle, by f or by a part of it. */
static ncalls_status add(nc_judgement *j, const nc_rule *rule, nc_func f, nc_edge proof, int64_t calls, int64_t begun,
                         ncalls_error *error)
{
    const ncalls_profile *p = j->profile;
    nc_func caller = p->edges.caller[proof.at];
    nc_finding *finding;
    bool suspect;
    ncalls_status status = nc_judge_is_suspect(j, f, &suspect, error);

    if (status || suspect)
        return status;
    finding = nc_finding_add(j, rule, f);
    if (!finding ||
        (caller.at != f.at && !nc_finding_add_step(finding, caller, p->functions.calls[caller.at], false)) ||
        !nc_finding_add_step(finding, p->edges.callee[proof.at], p->edges.calls[proof.at], false))
        return nc_fail_memory(error);
    finding->calls = calls;
    finding->begun = begun;
    finding->cost = p->functions.total[f.at];
    finding->saving = nc_apportion_scale(finding->cost, nc_judge_limit(rule, NC_LIMIT_saving, 1000), 1000);
    return NCALLS_OK;
}

/* Functions that call each other: the first that is called from outside is to
 * blame, and what it calls of the circle proves it. */
static ncalls_status try_circle(nc_judgement *j, const nc_rule *rule, uint32_t component, ncalls_error *error)
{
    const nc_cycles *c = &j->flow.cycles;
    const nc_functions *functions = &j->profile->functions;
    int64_t calls = 0, begun = 0;
    nc_func blamed = {0};
    nc_edge proof = {0};

    for (uint32_t m = c->begin[component]; m < c->begin[component + 1]; m++) {
        nc_func f = c->members[m];

        if (!j->meaning.is_mine[f.at] || !is_bare(j, rule, f, f))
            return NCALLS_OK;
        calls += functions->calls[f.at];
        if (!blamed.at || functions->total[f.at] > functions->total[blamed.at])
            blamed = f;
    }
    begun = functions->primitive[blamed.at];
    if (begun <= 0 || calls / begun < nc_judge_limit(rule, NC_LIMIT_calls, 1) ||
        !nc_judge_costs_enough(j, rule, functions->total[blamed.at]) || has_company(j, blamed, calls))
        return NCALLS_OK;
    for (uint32_t m = c->begin[component]; m < c->begin[component + 1] && !proof.at; m++)
        if (c->members[m].at != blamed.at)
            proof = nc_profile_find_edge(j->profile, blamed, c->members[m]);
    return add(j, rule, blamed, proof, calls, begun, error);
}

static ncalls_status find_circles(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const nc_cycles *c = &j->flow.cycles;
    ncalls_status status = NCALLS_OK;

    for (uint32_t i = 1; !status && c->cycle_count && i <= c->component_count; i++)
        if (c->begin[i + 1] - c->begin[i] >= rule->limits[NC_LIMIT_members])
            status = try_circle(j, rule, i, error);
    return status;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    const ncalls_profile *p = j->profile;
    const int64_t *calls = p->functions.calls, *primitive = p->functions.primitive;
    int64_t least = nc_judge_limit(rule, NC_LIMIT_calls, 1);
    uint32_t count = p->functions.count;
    ncalls_status status = nc_judge_cycles(j, error);

    if (!status && rule->limits[NC_LIMIT_members] >= 0)
        return find_circles(j, rule, error);
    for (uint32_t i = 1; !status && i <= count; i++) {
        nc_func f = {i};

        if (calls[i] - primitive[i] >= least && j->meaning.is_mine[i] && is_found(j, rule, f, self_calls_of(p, f)))
            status = add(j, rule, f, find_self_edge(p, f), calls[i], primitive[i], error);
    }
    return status;
}

const nc_detector nc_rules_recursion = {"recursion", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
