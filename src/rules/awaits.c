/* SPDX-License-Identifier: MIT */
/*
 * Waiting for one thing after the other: an event loop that spends its time
 * waiting (`of`) although few tasks were started (`task`) and they were resumed
 * (`resume`) many times. What is resumed most often of mine, as deep as that can
 * be followed, is to blame.
 */
#include "rules/finding.h"

typedef struct counts {
    int64_t tasks, resumed, waited;
} counts;

static int64_t sum(const nc_judgement *j, const nc_category_set *set, const int64_t *figures)
{
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;
    int64_t all = 0;

    while ((row = nc_meaning_next(&j->meaning, set, &cursor)))
        all += figures[row->function.at];
    return all;
}

static counts count(const nc_judgement *j, const nc_rule *rule)
{
    const nc_functions *functions = &j->profile->functions;

    return (counts){.tasks = sum(j, &rule->sets[NC_SET_task], functions->calls),
                    .resumed = sum(j, &rule->sets[NC_SET_resume], functions->calls),
                    .waited = sum(j, &rule->sets[NC_SET_of], functions->total)};
}

/* The callee that is called most often, but at least so often. */
static nc_edge busiest(const ncalls_profile *p, nc_func f, int64_t least)
{
    const nc_edges *e = &p->edges;
    nc_edge best = {0};

    for (uint32_t i = e->out_begin[f.at]; i < e->out_begin[f.at + 1]; i++) {
        nc_edge edge = e->out[i];

        if (e->callee[edge.at].at != f.at && e->calls[edge.at] >= least &&
            (!best.at || e->calls[edge.at] > e->calls[best.at] ||
             (e->calls[edge.at] == e->calls[best.at] && e->total[edge.at] > e->total[best.at])))
            best = edge;
    }
    return best;
}

static bool was_visited(const nc_func *visited, uint32_t count, nc_func f)
{
    for (uint32_t i = 0; i < count; i++)
        if (visited[i].at == f.at)
            return true;
    return false;
}

/* Down from where coroutines are resumed, to the last function of mine. */
static nc_func find_blamed(const nc_judgement *j, nc_func from, int64_t least)
{
    enum { DEEPEST = 64 };
    nc_func visited[DEEPEST], blamed = {0};
    uint32_t depth = 0;

    while (depth < DEEPEST && !was_visited(visited, depth, from)) {
        nc_edge edge = busiest(j->profile, from, least);

        visited[depth++] = from;
        if (!edge.at)
            break;
        from = j->profile->edges.callee[edge.at];
        if (j->meaning.is_mine[from.at])
            blamed = from;
    }
    return blamed;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    counts c = count(j, rule);
    nc_func blamed = {0};
    nc_finding *finding;

    if (c.resumed <= 0 || c.resumed < nc_judge_limit(rule, NC_LIMIT_calls, 1) ||
        !nc_judge_costs_enough(j, rule, c.waited) ||
        c.resumed < (c.tasks ? c.tasks : 1) * nc_judge_limit(rule, NC_LIMIT_per_call, 0) / 1000)
        return NCALLS_OK;
    for (uint32_t i = 0; i < j->meaning.count && !blamed.at; i++)
        if (nc_category_set_has(&rule->sets[NC_SET_resume], j->meaning.rows[i].category))
            blamed = find_blamed(j, j->meaning.rows[i].function, c.resumed / 4);
    if (!blamed.at)
        return NCALLS_OK;
    finding = nc_finding_add(j, rule, blamed);
    if (!finding)
        return nc_fail_memory(error);
    finding->calls = c.resumed;
    finding->cost = finding->saving = c.waited;
    finding->each = c.waited / c.resumed;
    return NCALLS_OK;
}

const nc_detector nc_rules_awaits = {"awaits", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME, find};
