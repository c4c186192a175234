/* SPDX-License-Identifier: MIT */
/*
 * Something that should happen once happens once per item: calls of `of` for
 * each call of one of my functions.
 *
 * The function to blame is the innermost of mine that owns the loop: below it
 * there is about one for each call, above it many. A sum of many places is no
 * loop, so the calls have to come along one way (what flows over the least edge
 * of the evidence). What was blamed keeps its calls, so that its callers are
 * judged by what is left.
 *
 * With `per`: for each call of that; a connection for each query.
 *
 * Where a library owns the loop and none of mine lies above it in the same
 * request, the innermost of mine below it is to blame. So it is with coroutines:
 * their calls are resumptions and prove nothing, but if the whole program is a
 * few tasks, what happens often below one of them happens one after the other.
 */
#include "analyze/apportion.h"
#include "base/alloc.h"
#include "rules/finding.h"

enum {
    FINDINGS = 20,       /* of one rule: more say nothing new */
    MANY_FINDINGS = 500, /* unless only some will be kept */
    THOUSAND = 1000,
};

typedef struct search {
    nc_judgement *j;
    const nc_rule *rule;
    int64_t *per; /* [component] flow of `per`; NULL = the rule has none */
    int64_t ratio;
    int64_t calls, per_call; /* the least that any cause of the rule asks for */
} search;

static int64_t count_calls(const nc_judgement *j, const nc_category_set *set)
{
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;
    int64_t calls = 0;

    while ((row = nc_meaning_next(&j->meaning, set, &cursor)))
        calls += j->profile->functions.calls[row->function.at];
    return calls;
}

static int64_t limit_of(const nc_rule *rule, const nc_cause *cause, enum nc_limit limit)
{
    if (cause && cause->limits[limit] >= 0)
        return cause->limits[limit];
    return nc_judge_limit(rule, limit, 0);
}

static int64_t least_limit(const nc_rule *rule, enum nc_limit limit)
{
    int64_t least = limit_of(rule, NULL, limit);

    for (uint32_t i = 0; i < rule->cause_count; i++) {
        int64_t other = limit_of(rule, &rule->causes[i], limit);

        least = other < least ? other : least;
    }
    return least;
}

/* Calls by one run, in thousandths. */
static int64_t amplification(int64_t amount, int64_t begun)
{
    return begun <= 0 ? 0 : nc_apportion_scale(amount, THOUSAND, begun * NC_FLOW_ONE);
}

static bool has_ratio(const search *s, nc_func f, int64_t amount)
{
    int64_t per = s->per ? s->per[s->j->flow.cycles.component[f.at]] : 0;

    if (!s->per)
        return true;
    return per > 0 && nc_apportion_scale(amount, THOUSAND, per) >= s->ratio;
}

static bool is_candidate(const search *s, nc_func f)
{
    const nc_judgement *j = s->j;
    int64_t amount = nc_judge_amount(j, f);

    return j->meaning.is_mine[f.at] && !nc_funcset_has(&j->stops, f) && !nc_funcset_has(&j->rejected, f) &&
           amount >= s->calls * NC_FLOW_ONE && amplification(amount, nc_judge_begun(j, f)) >= s->per_call &&
           has_ratio(s, f, amount) && nc_judge_costs_enough(j, s->rule, j->profile->functions.total[f.at]);
}

/* What is called costs no more than its caller: the innermost has the least total. */
static bool is_inner(const ncalls_profile *p, nc_func a, nc_func b)
{
    const nc_functions *functions = &p->functions;

    if (functions->total[a.at] != functions->total[b.at])
        return functions->total[a.at] < functions->total[b.at];
    if (functions->calls[a.at] != functions->calls[b.at])
        return functions->calls[a.at] > functions->calls[b.at];
    return nc_profile_compare(p, a, b) < 0;
}

static nc_func find_innermost(const search *s)
{
    const nc_flow *flow = &s->j->flow;
    nc_func best = {0};

    for (uint32_t i = 0; i < flow->touched_count; i++) {
        uint32_t c = flow->touched[i];

        for (uint32_t m = flow->cycles.begin[c]; m < flow->cycles.begin[c + 1]; m++)
            if (is_candidate(s, flow->cycles.members[m]) &&
                (!best.at || is_inner(s->j->profile, flow->cycles.members[m], best)))
                best = flow->cycles.members[m];
    }
    return best;
}

static ncalls_status is_trusted(const search *s, const nc_finding *finding, bool *out, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    bool suspect = false;

    for (uint32_t i = 0; !status && !suspect && i < finding->path_count; i++)
        status = nc_judge_is_suspect(s->j, (nc_func){finding->path[i].function}, &suspect, error);
    *out = !suspect;
    return status;
}

static bool passes_through(const search *s, const nc_finding *finding)
{
    const nc_category_set *through = &s->rule->sets[NC_SET_through];

    if (nc_category_set_is_empty(through))
        return true;
    for (uint32_t i = 0; i < finding->path_count; i++)
        if (nc_meaning_of(&s->j->meaning, (nc_func){finding->path[i].function}, through))
            return true;
    return false;
}

/* Whether another of mine on the way owns the loop. That one costs too little or
 * cannot be trusted, else it had stopped the flow: no fault of its callers. */
static bool is_anothers(const search *s, const nc_finding *finding)
{
    int64_t most = finding->path[finding->path_count - 1].calls;

    for (uint32_t i = 1; i + 1 < finding->path_count; i++) {
        nc_func f = {finding->path[i].function};

        if (s->j->meaning.is_mine[f.at] && finding->path[i].calls > 0 && has_ratio(s, f, nc_flow_of(&s->j->flow, f)) &&
            nc_apportion_scale(most, THOUSAND, finding->path[i].calls) >= s->per_call)
            return true;
    }
    return false;
}

static void finish(const search *s, nc_finding *finding, int64_t begun)
{
    int64_t total = s->j->profile->functions.total[finding->function.at];

    finding->begun = begun;
    if (finding->cost == NCALLS_ABSENT || finding->cost > total)
        finding->cost = total;
    finding->each = finding->calls > 0 && finding->cost >= 0 ? finding->cost / finding->calls : NCALLS_ABSENT;
    if (finding->cost >= 0 && finding->calls > finding->begun) /* one each may stay */
        finding->saving = nc_apportion_scale(finding->cost, finding->calls - finding->begun, finding->calls);
}

static bool is_enough(const search *s, const nc_finding *finding, int64_t least, int64_t begun)
{
    const nc_rule *rule = s->rule;
    int64_t each_at_most = nc_judge_limit(rule, NC_LIMIT_each_at_most, INT64_MAX);

    return least / NC_FLOW_ONE >= limit_of(rule, finding->cause, NC_LIMIT_calls) &&
           amplification(least, begun) >= limit_of(rule, finding->cause, NC_LIMIT_per_call) &&
           begun >= nc_judge_limit(rule, NC_LIMIT_runs, 0) && nc_judge_costs_enough(s->j, rule, finding->cost) &&
           finding->each <= each_at_most &&
           (finding->each == NCALLS_ABSENT || finding->each >= nc_judge_limit(rule, NC_LIMIT_each, 0)) &&
           finding->path_count - 1 <= nc_judge_limit(rule, NC_LIMIT_steps_at_most, UINT32_MAX);
}

/* The evidence from `from` down, for a finding at `from` or (below a boundary) at
 * the last of mine on the way. NULL in *out: there is none to blame. */
static ncalls_status gather(search *s, nc_func from, bool below, nc_finding **out, int64_t *least, ncalls_error *error)
{
    nc_finding *finding = nc_finding_add(s->j, s->rule, from);
    ncalls_status status = finding ? nc_judge_path(s->j, finding, least, error) : nc_fail_memory(error);
    uint32_t mine = 0;
    bool trusted = false;

    *out = NULL;
    for (uint32_t i = 0; !status && below && i < finding->path_count; i++)
        if (s->j->meaning.is_mine[finding->path[i].function])
            mine = i;
    if (!status)
        status = is_trusted(s, finding, &trusted, error);
    if (status)
        return status;
    if (below && mine)
        nc_finding_begin_at(s->j, finding, mine);
    if (trusted && passes_through(s, finding) && (below ? mine : !is_anothers(s, finding)))
        *out = finding;
    else
        nc_finding_drop(s->j);
    return NCALLS_OK;
}

/* *found: it is one, and was added. */
static ncalls_status try_function(search *s, nc_func f, bool *found, ncalls_error *error)
{
    nc_finding *finding;
    int64_t least;
    ncalls_status status = gather(s, f, false, &finding, &least, error);

    *found = false;
    if (status || !finding)
        return status;
    finding->cause = nc_judge_cause(s->j, finding);
    finish(s, finding, nc_judge_begun(s->j, f));
    *found = is_enough(s, finding, least, finding->begun);
    if (!*found)
        nc_finding_drop(s->j);
    return NCALLS_OK;
}

/* What reached a boundary without any of mine to blame. */
static ncalls_status try_boundary(search *s, nc_func boundary, ncalls_error *error)
{
    bool resumes = nc_meaning_of(&s->j->meaning, boundary, &s->rule->sets[NC_SET_resume]);
    int64_t amount = nc_flow_of(&s->j->flow, boundary), least;
    int64_t runs = resumes ? count_calls(s->j, &s->rule->sets[NC_SET_task]) : nc_flow_begun(&s->j->flow, boundary);
    nc_finding *finding;
    ncalls_status status;

    if (amount < s->calls * NC_FLOW_ONE || runs <= 0 || s->per)
        return NCALLS_OK;
    status = gather(s, boundary, true, &finding, &least, error);
    if (status || !finding)
        return status;
    finding->cause = nc_judge_cause(s->j, finding);
    finish(s, finding, runs);
    if (!is_enough(s, finding, least, runs)) {
        nc_finding_drop(s->j);
        return NCALLS_OK;
    }
    finding->begun = resumes ? 0 : s->j->profile->functions.calls[finding->function.at];
    return NCALLS_OK;
}

static ncalls_status search_boundaries(search *s, ncalls_error *error)
{
    nc_category_set ends = s->rule->sets[NC_SET_boundary];
    nc_funcset *tried = &s->j->rejected;
    nc_meaning_cursor cursor = {0};
    const nc_meaning_row *row;
    ncalls_status status = NCALLS_OK;

    for (size_t i = 0; i < NC_CATEGORY_WORDS; i++)
        ends.bits[i] |= s->rule->sets[NC_SET_resume].bits[i];
    nc_funcset_clear(tried);
    while (!status && (row = nc_meaning_next(&s->j->meaning, &ends, &cursor))) {
        if (nc_funcset_has(tried, row->function)) /* it is an end in two ways */
            continue;
        status = nc_funcset_add(tried, s->j->profile->functions.count, row->function)
                     ? try_boundary(s, row->function, error)
                     : nc_fail_memory(error);
    }
    return status;
}

/* One after the other, the innermost first; what is blamed stops the flow. */
static ncalls_status search_all(search *s, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    uint32_t found_count = 0;

    while (!status && found_count < (s->j->many ? MANY_FINDINGS : FINDINGS)) {
        nc_func f = find_innermost(s);
        bool found;

        if (!f.at)
            break;
        status = try_function(s, f, &found, error);
        if (!status && found)
            status = nc_judge_stop(s->j, f, error);
        else if (!status && !nc_funcset_add(&s->j->rejected, s->j->profile->functions.count, f))
            status = nc_fail_memory(error);
        found_count += !status && found;
    }
    return status;
}

/* In the whole profile, too: what makes one connection for the query of a test
 * and others for the next has no fewer. Half, since of queries several levels
 * may be counted. */
static bool is_per_profile(const search *s)
{
    int64_t of = count_calls(s->j, &s->rule->sets[NC_SET_of]), per = count_calls(s->j, &s->rule->sets[NC_SET_per]);

    return per > 0 && nc_apportion_scale(of, THOUSAND, per) >= s->ratio / 2;
}

static ncalls_status measure_per(search *s, ncalls_error *error)
{
    const nc_flow *flow = &s->j->flow;
    size_t count;
    ncalls_status status;

    if (nc_category_set_is_empty(&s->rule->sets[NC_SET_per]))
        return NCALLS_OK;
    status = nc_judge_run(s->j, s->rule, NC_SET_per, NC_JUDGE_CALLS, false, &count, error);
    if (status)
        return status;
    s->per = nc_alloc_zeroed((size_t)flow->cycles.component_count + 1, sizeof *s->per);
    if (!s->per)
        return nc_fail_memory(error);
    for (uint32_t i = 0; count && i < flow->touched_count; i++)
        s->per[flow->touched[i]] = flow->amount[flow->touched[i]];
    return NCALLS_OK;
}

static ncalls_status find(nc_judgement *j, const nc_rule *rule, ncalls_error *error)
{
    search s = {.j = j, .rule = rule, .calls = least_limit(rule, NC_LIMIT_calls)};
    ncalls_status status;
    size_t count;

    s.per_call = least_limit(rule, NC_LIMIT_per_call);
    s.ratio = limit_of(rule, NULL, NC_LIMIT_ratio);
    status = nc_judge_run(j, rule, NC_SET_of, NC_JUDGE_CALLS, false, &count, error);
    if (status || !count)
        return status;
    if (!nc_category_set_is_empty(&rule->sets[NC_SET_per]) && !is_per_profile(&s))
        return NCALLS_OK;
    status = measure_per(&s, error);
    if (!status && s.per)
        status = nc_judge_run(j, rule, NC_SET_of, NC_JUDGE_CALLS, false, &count, error);
    if (!status)
        status = search_all(&s, error);
    if (!status)
        status = search_boundaries(&s, error);
    nc_alloc_free(s.per);
    return status;
}

const nc_detector nc_rules_loop = {"loop", NCALLS_HAS_CALLS | NCALLS_HAS_EDGES, find};
