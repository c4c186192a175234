/* SPDX-License-Identifier: MIT */
/* What detectors share: limits, flows with their evidence, trust. */
#include "analyze/apportion.h"
#include "base/alloc.h"
#include "rules/finding.h"

enum {
    STEPS = 100, /* longer evidence convinces nobody */
    MANY = 4,
    FEW = 3,
    LEAST = 5, /* thousandths of what is done: 60 ms are many in a request, and nothing in a test suite */
};

int64_t nc_judge_limit(const nc_rule *rule, enum nc_limit limit, int64_t otherwise)
{
    return rule->limits[limit] < 0 ? otherwise : rule->limits[limit];
}

int64_t nc_judge_permille(const nc_judgement *j, int64_t cost)
{
    if (j->whole <= 0 || cost <= 0)
        return 0;
    return nc_apportion_scale(cost, 1000, j->whole);
}

bool nc_judge_costs_enough(const nc_judgement *j, const nc_rule *rule, int64_t cost)
{
    int64_t time = nc_judge_limit(rule, NC_LIMIT_time, INT64_MAX);

    if (j->profile->has & NCALLS_HAS_TIME && cost < nc_judge_limit(rule, NC_LIMIT_floor, 0))
        return false;
    if (j->profile->has & NCALLS_HAS_TIME && cost >= time && cost / LEAST >= j->busy / 1000)
        return true;
    return nc_judge_permille(j, cost) >= nc_judge_limit(rule, NC_LIMIT_share, 0);
}

/* --- Crowds. --- */

static bool is_crowd(const nc_judgement *j, uint32_t component)
{
    const nc_cycles *c = &j->flow.cycles;
    uint32_t mine = 0;

    for (uint32_t m = c->begin[component]; m < c->begin[component + 1] && mine <= FEW; m++)
        mine += j->meaning.is_mine[c->members[m].at];
    return mine > FEW;
}

static bool find_crowds(nc_judgement *j)
{
    const nc_cycles *c = &j->flow.cycles;
    size_t room = 0;

    for (uint32_t i = 1; c->cycle_count && i <= c->component_count; i++) {
        if (c->begin[i + 1] - c->begin[i] <= FEW || !is_crowd(j, i))
            continue;
        if (!nc_alloc_grow(&j->crowds, &room, (size_t)j->crowd_count + 1, sizeof *j->crowds))
            return false;
        j->crowds[j->crowd_count++] = i;
    }
    if (j->crowd_count)
        j->direct = nc_alloc((j->profile->functions.count + (size_t)1) * sizeof *j->direct);
    for (uint32_t f = 0; j->direct && f <= j->profile->functions.count; f++)
        j->direct[f] = -1;
    return !j->crowd_count || j->direct;
}

static ncalls_status measure_member(nc_judgement *j, nc_func f, ncalls_error *error)
{
    const nc_edges *e = &j->profile->edges;
    ncalls_status status = NCALLS_OK;
    int64_t sum = nc_funcset_has(&j->is_source, f) ? nc_flow_of(&j->flow, f) : 0;

    for (uint32_t i = e->out_begin[f.at]; !status && i < e->out_begin[f.at + 1]; i++) {
        int64_t part = 0;
        bool exact;

        if (nc_flow_of(&j->flow, e->callee[e->out[i].at]))
            status = nc_flow_over(&j->flow, e->out[i], &part, &exact, error);
        if (__builtin_add_overflow(sum, part, &sum))
            sum = INT64_MAX;
    }
    j->direct[f.at] = sum;
    return status;
}

/* After each run. */
static ncalls_status measure_crowds(nc_judgement *j, ncalls_error *error)
{
    const nc_cycles *c = &j->flow.cycles;
    ncalls_status status = NCALLS_OK;

    for (uint32_t i = 0; i < j->crowd_count; i++)
        for (uint32_t m = c->begin[j->crowds[i]]; !status && m < c->begin[j->crowds[i] + 1]; m++)
            status = measure_member(j, c->members[m], error);
    return status;
}

static bool is_of_crowd(const nc_judgement *j, nc_func f)
{
    return j->direct && j->direct[f.at] >= 0;
}

int64_t nc_judge_amount(const nc_judgement *j, nc_func f)
{
    return is_of_crowd(j, f) ? j->direct[f.at] : nc_flow_of(&j->flow, f);
}

int64_t nc_judge_begun(const nc_judgement *j, nc_func f)
{
    return is_of_crowd(j, f) ? j->profile->functions.calls[f.at] : nc_flow_begun(&j->flow, f);
}

ncalls_status nc_judge_cycles(nc_judgement *j, ncalls_error *error)
{
    ncalls_status status;

    if (j->has_flow)
        return NCALLS_OK;
    j->has_flow = true;
    status = nc_flow_init(&j->flow, j->profile, error);
    return !status && !find_crowds(j) ? nc_fail_memory(error) : status;
}

/* Without cycles it is cheap and finds too much; only then is it looked at closely. */
static ncalls_status find_mixing(nc_judgement *j, ncalls_error *error)
{
    ncalls_status status = nc_mixing_find(&j->mixing, j->profile, NULL, error);
    nc_cycles cycles;

    if (status || j->mixing.cause == NC_MIXING_NONE)
        return status;
    nc_mixing_reset(&j->mixing);
    status = nc_cycles_find(&cycles, j->profile, NC_CYCLES_ALL, error);
    if (status)
        return status;
    status = nc_mixing_find(&j->mixing, j->profile, &cycles, error);
    nc_cycles_reset(&cycles);
    return status;
}

ncalls_status nc_judge_is_suspect(nc_judgement *j, nc_func f, bool *out, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    if (!j->has_mixing)
        status = find_mixing(j, error);
    j->has_mixing = true;
    *out = !status && j->mixing.suspect && j->mixing.suspect[f.at];
    return status;
}

/* Into j->sources. */
static bool collect(nc_judgement *j, const nc_category_set *set, nc_judge_by by, size_t *count)
{
    const nc_functions *functions = &j->profile->functions;
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;

    *count = 0;
    nc_funcset_clear(&j->is_source);
    while ((row = nc_meaning_next(&j->meaning, set, &cursor))) {
        nc_func f = row->function;
        int64_t amount = by == NC_JUDGE_CALLS ? functions->calls[f.at] : functions->total[f.at];

        if (amount <= 0 || nc_funcset_has(&j->is_source, f)) /* two of the categories have it */
            continue;
        if (!nc_alloc_grow(&j->sources, &j->source_room, *count + 1, sizeof *j->sources) ||
            !nc_funcset_add(&j->is_source, functions->count, f))
            return false;
        j->sources[(*count)++] = (nc_flow_source){f, amount};
    }
    return true;
}

/* Whether the sources are so many, or take so long, that anything could come of
 * them: most profiles are done with most rules here. */
static bool could_matter(const nc_judgement *j, const nc_rule *rule, const nc_flow_source *sources, size_t count,
                         nc_judge_by by)
{
    int64_t sum = 0, calls = nc_judge_limit(rule, NC_LIMIT_calls, 0);

    for (uint32_t i = 0; i < rule->cause_count; i++)
        if (rule->causes[i].limits[NC_LIMIT_calls] >= 0 && rule->causes[i].limits[NC_LIMIT_calls] < calls)
            calls = rule->causes[i].limits[NC_LIMIT_calls];
    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(sum, sources[i].amount, &sum))
            return true;
    return by == NC_JUDGE_CALLS ? sum >= calls : nc_judge_costs_enough(j, rule, sum);
}

static bool stop_at(nc_judgement *j, const nc_category_set *set)
{
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;

    while ((row = nc_meaning_next(&j->meaning, set, &cursor)))
        if (!nc_funcset_add(&j->stops, j->profile->functions.count, row->function))
            return false;
    return true;
}

ncalls_status nc_judge_run(nc_judgement *j, const nc_rule *rule, enum nc_set set, nc_judge_by by, bool stop_at_mine,
                           size_t *count, ncalls_error *error)
{
    ncalls_status status;

    nc_flow_clear(&j->flow); /* its sources go */
    if (!collect(j, &rule->sets[set], by, count))
        return nc_fail_memory(error);
    if (set == NC_SET_of && !could_matter(j, rule, j->sources, *count, by))
        *count = 0;
    if (!*count)
        return NCALLS_OK;
    status = nc_judge_cycles(j, error);
    if (status)
        return status;
    if (!stop_at(j, &rule->sets[NC_SET_boundary]) || !stop_at(j, &rule->sets[NC_SET_resume]))
        return nc_fail_memory(error);
    status = nc_flow_run(&j->flow, j->sources, *count, by == NC_JUDGE_CALLS ? NC_FLOW_CALLS : NC_FLOW_COST,
                         (nc_flow_stops){j->stops.has, stop_at_mine ? j->meaning.is_mine : NULL}, error);
    return status ? status : measure_crowds(j, error);
}

ncalls_status nc_judge_stop(nc_judgement *j, nc_func f, ncalls_error *error)
{
    ncalls_status status = nc_flow_take_back(&j->flow, f, error);

    if (status)
        return status;
    if (!nc_funcset_add(&j->stops, j->profile->functions.count, f))
        return nc_fail_memory(error);
    status = nc_flow_go_on(&j->flow, (nc_flow_stops){j->stops.has, j->flow.stops.those}, error);
    return status ? status : measure_crowds(j, error);
}

/* --- Evidence. --- */

typedef struct descent {
    nc_judgement *j;
    nc_finding *finding;
    nc_func at;
    int64_t whole;       /* the flow where the path begins */
    int64_t amount;      /* of the flow through `at`, what this path has of it */
    int64_t least;
    bool estimated, costed;
} descent;

typedef struct branch {
    nc_edge edge; /* 0: none */
    int64_t amount;
    bool exact;
} branch;

static bool is_on_path(const nc_finding *finding, nc_func f)
{
    for (uint32_t i = 0; i < finding->path_count; i++)
        if (finding->path[i].function == f.at)
            return true;
    return false;
}

/* Of two sources with as many calls, the one that took longer. */
static bool is_heavier(const descent *d, const branch *a, const branch *b)
{
    const nc_edges *e = &d->j->profile->edges;
    nc_func f = e->callee[a->edge.at], g = e->callee[b->edge.at];

    if (a->amount != b->amount || !b->edge.at)
        return a->amount > b->amount;
    if (e->total[a->edge.at] != e->total[b->edge.at] && nc_funcset_has(&d->j->is_source, f) &&
        nc_funcset_has(&d->j->is_source, g))
        return e->total[a->edge.at] > e->total[b->edge.at];
    return nc_profile_compare(d->j->profile, f, g) < 0;
}

static ncalls_status try_edge(descent *d, nc_edge edge, branch *best, ncalls_error *error)
{
    const nc_edges *e = &d->j->profile->edges;
    nc_func callee = e->callee[edge.at];
    branch b = {edge, 0, true};
    ncalls_status status;

    if (!nc_flow_of(&d->j->flow, callee) || is_on_path(d->finding, callee))
        return NCALLS_OK;
    status = nc_flow_over(&d->j->flow, edge, &b.amount, &b.exact, error);
    if (!status && is_heavier(d, &b, best))
        *best = b;
    return status;
}

/* The way begins in a crowd, with a call of who is blamed. */
static bool is_direct(const descent *d)
{
    return d->finding->path_count == 1 && is_of_crowd(d->j, d->at);
}

/* The heaviest way on; a cycle of calls is left by any of its members. */
static ncalls_status find_branch(descent *d, branch *best, ncalls_error *error)
{
    const nc_edges *e = &d->j->profile->edges;
    const nc_cycles *c = &d->j->flow.cycles;
    uint32_t component = c->component[d->at.at];
    ncalls_status status = NCALLS_OK;

    *best = (branch){{0}, 0, true};
    for (uint32_t m = c->begin[component]; m < c->begin[component + 1]; m++) {
        nc_func f = c->members[m];

        if (is_direct(d) && f.at != d->at.at)
            continue;
        for (uint32_t i = e->out_begin[f.at]; !status && i < e->out_begin[f.at + 1]; i++)
            status = try_edge(d, e->out[i], best, error);
    }
    return status;
}

/* The cost is that of the last call out of my code, where there is about one
 * source for each call: above it much else may happen. One call of main() for 300
 * commits sleeps, too, and one of row() for its query sends a request. This way
 * stands for all ways: as much more as flows in all. */
static void set_cost(descent *d, const branch *b, int64_t calls, int64_t passed)
{
    const nc_edges *e = &d->j->profile->edges;
    int64_t total = e->total[b->edge.at], sources = passed / NC_FLOW_ONE;

    if (d->costed || total == NCALLS_ABSENT || calls <= 0 || calls / MANY > sources || sources / MANY > calls)
        return;
    d->costed = !d->j->meaning.is_mine[e->callee[b->edge.at].at];
    d->finding->cost = total > 0 && b->amount > 0 ? nc_apportion_scale(total, d->whole, b->amount) : 0;
}

static bool take(descent *d, const branch *b)
{
    const nc_edges *e = &d->j->profile->edges;
    int64_t through = is_direct(d) ? d->amount : nc_flow_of(&d->j->flow, d->at);
    int64_t passed = b->amount, calls = e->calls[b->edge.at];

    if (d->amount < through) { /* others pass here, too: the path has its part of what goes on */
        d->estimated = true;
        passed = nc_apportion_scale(passed, d->amount, through);
        calls = calls > 0 ? nc_apportion_scale(calls, d->amount, through) : calls;
    }
    d->estimated |= !b->exact;
    d->least = passed < d->least ? passed : d->least;
    set_cost(d, b, calls, passed);
    d->at = e->callee[b->edge.at];
    d->amount = passed;
    return nc_finding_add_step(d->finding, d->at, calls, d->estimated);
}

ncalls_status nc_judge_path(nc_judgement *j, nc_finding *finding, int64_t *least, ncalls_error *error)
{
    int64_t amount = nc_judge_amount(j, finding->function);
    descent d = {j, finding, finding->function, amount, amount, amount, false, false};
    ncalls_status status = NCALLS_OK;

    while (!status && finding->path_count < STEPS &&
           !(nc_funcset_has(&j->is_source, d.at) && finding->path_count > 1)) {
        branch best;

        status = find_branch(&d, &best, error);
        if (!status && !best.edge.at)
            break;
        if (!status && !take(&d, &best))
            status = nc_fail_memory(error);
    }
    *least = d.least;
    finding->calls = (amount + NC_FLOW_ONE / 2) / NC_FLOW_ONE;
    finding->confidence = d.estimated ? NCALLS_CONFIDENCE_ESTIMATED : NCALLS_CONFIDENCE_EXACT;
    return status;
}

/* The path leaves a cycle of calls by any of its members, and shows only where it
 * entered: then all of them lie on it. */
static const nc_meaning_row *row_in_cycle(const nc_judgement *j, nc_func f, const nc_category_set *set)
{
    const nc_cycles *c = &j->flow.cycles;
    uint32_t component = c->component[f.at];
    const nc_meaning_row *row = NULL;

    for (uint32_t m = c->begin[component]; !row && m < c->begin[component + 1]; m++)
        row = nc_meaning_of(&j->meaning, c->members[m], set);
    return row;
}

const nc_meaning_row *nc_judge_row(const nc_judgement *j, const nc_finding *finding, const nc_category_set *set)
{
    const nc_meaning_row *row = NULL;

    for (uint32_t i = 0; !row && i < finding->path_count; i++)
        row = nc_meaning_of(&j->meaning, (nc_func){finding->path[i].function}, set);
    for (uint32_t i = 0; !row && j->has_flow && i < finding->path_count; i++)
        row = row_in_cycle(j, (nc_func){finding->path[i].function}, set);
    return row;
}

const nc_cause *nc_judge_cause(const nc_judgement *j, const nc_finding *finding)
{
    const nc_rule *rule = finding->rule;

    for (uint32_t c = 0; c < rule->cause_count; c++)
        if (nc_judge_row(j, finding, &rule->causes[c].through))
            return &rule->causes[c];
    return NULL;
}
