/* SPDX-License-Identifier: MIT */
#include "rules/measurer.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "rules/place.h"
#include "rules/spending.h"
#include "rules/tally.h"

void nc_measurer_init(nc_measurer *m, const ncalls_profile *profile, const nc_lexicon *lexicon)
{
    *m = (nc_measurer){.profile = profile, .lexicon = lexicon};
    nc_text_init(&m->scratch);
}

void nc_measurer_reset(nc_measurer *m)
{
    nc_meaning_reset(&m->meaning);
    nc_flow_reset(&m->flow);
    nc_alloc_free(m->sources);
    nc_text_reset(&m->scratch);
}

static ncalls_status need_meaning(nc_measurer *m, ncalls_error *error)
{
    if (m->has_meaning)
        return NCALLS_OK;
    m->has_meaning = true;
    return nc_meaning_find(&m->meaning, m->profile, m->lexicon, error);
}

/* The greater of two ratios stays. */
static void offer(nc_measured *out, int64_t value, int64_t per, nc_func where, bool estimated)
{
    bool first = out->state != NC_MEASURED_FINE;

    if (first || (__int128)value * out->per > (__int128)out->value * per)
        *out = (nc_measured){NC_MEASURED_FINE, value, per, estimated, where};
}

/* ---- calls of sources, in all or under a function ------------------------------ */

static int64_t amount_of(const nc_measurer *m, nc_func f, nc_flow_by by)
{
    return by == NC_FLOW_CALLS ? m->profile->functions.calls[f.at] : m->profile->functions.total[f.at];
}

static size_t collect_categories(nc_measurer *m, const nc_category_set *set, nc_flow_by by, bool *taken)
{
    size_t count = 0;

    for (uint32_t i = 0; i < m->meaning.count; i++) {
        nc_func f = m->meaning.rows[i].function;

        if (!nc_category_set_has(set, m->meaning.rows[i].category) || taken[f.at] || amount_of(m, f, by) <= 0)
            continue;
        taken[f.at] = true; /* not a second time, by another category */
        m->sources[count++] = (nc_flow_source){f, amount_of(m, f, by)};
    }
    return count;
}

static size_t collect_functions(nc_measurer *m, const char *pattern, nc_flow_by by)
{
    size_t count = 0;

    for (uint32_t f = 1; f <= m->profile->functions.count; f++)
        if (nc_place_fits(pattern, m->profile, (nc_func){f}, &m->scratch))
            m->sources[count++] = (nc_flow_source){{f}, amount_of(m, (nc_func){f}, by)};
    return count;
}

static nc_category_set set_of(const nc_measurer *m, const nc_quantity *q)
{
    const char *name = nc_budget_category(q->measure);
    nc_category_set set = q->categories;
    nc_category own = *name ? nc_lexicon_find_category(m->lexicon, name) : (nc_category){0};

    if (own.at)
        set.bits[own.at / 64] |= (uint64_t)1 << own.at % 64;
    return set;
}

static ncalls_status run(nc_measurer *m, const nc_quantity *q, nc_flow_by by, size_t *count, ncalls_error *error)
{
    size_t functions = (size_t)m->profile->functions.count + 1;
    nc_category_set set = set_of(m, q);
    ncalls_status status = need_meaning(m, error);
    bool *taken;

    if (!status && !m->has_flow) {
        m->has_flow = true;
        status = nc_flow_init(&m->flow, m->profile, error);
    }
    if (status)
        return status;
    nc_flow_clear(&m->flow);
    nc_alloc_free(m->sources);
    m->sources = nc_alloc_zeroed(functions, sizeof *m->sources);
    taken = nc_alloc_zeroed(functions, sizeof *taken);
    if (!m->sources || !taken) {
        nc_alloc_free(taken);
        return nc_fail_memory(error);
    }
    *count = q->function ? collect_functions(m, q->function, by) : collect_categories(m, &set, by, taken);
    m->source_count = *count;
    nc_alloc_free(taken);
    return *count ? nc_flow_run(&m->flow, m->sources, *count, by, (nc_flow_stops){0}, error) : NCALLS_OK;
}

/* Less what lies below another source. */
static ncalls_status measure_whole(nc_measurer *m, size_t count, nc_measured *out, ncalls_error *error)
{
    int64_t all = 0;
    bool divided = false;
    ncalls_status status = count ? nc_tally_whole(&all, &divided, &m->flow, error) : NCALLS_OK;

    if (!status)
        offer(out, all, 1, (nc_func){0}, divided);
    return status;
}

/* What reaches each of the functions that fit. */
static void measure_under(nc_measurer *m, const nc_quantity *q, size_t count, nc_measured *out)
{
    for (uint32_t f = 1; f <= m->profile->functions.count; f++) {
        int64_t amount = count ? nc_flow_of(&m->flow, (nc_func){f}) : 0, per = 1;

        if (!nc_place_fits(q->under, m->profile, (nc_func){f}, &m->scratch))
            continue;
        if (q->per_call)
            per = nc_flow_begun(&m->flow, (nc_func){f});
        if (per > 0)
            offer(out, amount / NC_FLOW_ONE + (amount % NC_FLOW_ONE >= NC_FLOW_ONE / 2), per, (nc_func){f},
                  amount % NC_FLOW_ONE != 0);
    }
}

static ncalls_status measure_calls(nc_measurer *m, const nc_quantity *q, nc_measured *out, ncalls_error *error)
{
    size_t count = 0;
    ncalls_status status;

    if (q->under && !(m->profile->has & NCALLS_HAS_EDGES)) {
        out->state = NC_MEASURED_NO_CALLERS;
        return NCALLS_OK;
    }
    status = run(m, q, NC_FLOW_CALLS, &count, error);
    if (status)
        return status;
    if (q->function && !count) {
        out->state = NC_MEASURED_NO_FUNCTION;
        return NCALLS_OK;
    }
    out->state = NC_MEASURED_NO_UNDER;
    if (q->under)
        measure_under(m, q, count, out);
    else
        status = measure_whole(m, count, out, error);
    return status;
}

/* ---- functions, each on its own -------------------------------------------------- */

static void measure_functions(nc_measurer *m, const nc_quantity *q, const int64_t *column, int64_t per,
                              nc_measured *out)
{
    bool any = false;

    out->state = NC_MEASURED_NO_FUNCTION;
    for (uint32_t f = 1; f <= m->profile->functions.count; f++) {
        if (q->function && !nc_place_fits(q->function, m->profile, (nc_func){f}, &m->scratch))
            continue;
        any = true;
        if (column[f] != NCALLS_ABSENT)
            offer(out, column[f], per, (nc_func){f}, false);
    }
    if (any && out->state == NC_MEASURED_NO_FUNCTION)
        out->state = NC_MEASURED_NO_TOTALS;
}

static void measure_amplification(nc_measurer *m, const nc_quantity *q, nc_measured *out)
{
    const ncalls_profile *p = m->profile;

    out->state = NC_MEASURED_NO_FUNCTION;
    for (uint32_t i = 1; i <= p->edges.count; i++) {
        nc_func callee = p->edges.callee[i], caller = p->edges.caller[i];
        int64_t calls = p->edges.calls[i], per = p->functions.calls[caller.at];

        if (calls > 0 && per > 0 && caller.at != callee.at &&
            (!q->function || nc_place_fits(q->function, p, callee, &m->scratch)))
            offer(out, calls, per, callee, false);
    }
}

/* ---- parts of the time ------------------------------------------------------------ */

static const char family[] = "time.";

/* Categories of time are sums of self time, as the report has them. */
static ncalls_status measure_spending(nc_measurer *m, const nc_quantity *q, nc_measured *out, ncalls_error *error)
{
    const nc_lexicon *x = m->lexicon;
    nc_spending spending = {0};
    ncalls_status status = need_meaning(m, error);
    int64_t sum = 0;

    if (!status)
        status = nc_spending_sum(&spending, &m->meaning, error);
    for (uint32_t i = 0; !status && i < spending.count; i++)
        for (uint16_t c = 1; c <= x->category_count; c++)
            if (nc_category_set_has(&q->categories, (nc_category){c}) &&
                strncmp(x->categories[c], family, sizeof family - 1) == 0 &&
                strcmp(x->categories[c] + sizeof family - 1, spending.rows[i].title) == 0)
                sum = nc_number_add(sum, spending.rows[i].self, &(bool){false});
    nc_spending_reset(&spending);
    if (!status)
        offer(out, sum, m->profile->totals.self, (nc_func){0}, false);
    return status;
}

static bool is_of_time(const nc_lexicon *x, const nc_quantity *q)
{
    for (uint16_t c = 1; c <= x->category_count; c++)
        if (nc_category_set_has(&q->categories, (nc_category){c}) &&
            strncmp(x->categories[c], family, sizeof family - 1) == 0)
            return true;
    return false;
}

static ncalls_status measure_share(nc_measurer *m, const nc_quantity *q, nc_measured *out, ncalls_error *error)
{
    size_t count = 0;
    ncalls_status status;

    out->state = NC_MEASURED_NO_TOTALS;
    if (m->profile->totals.self <= 0)
        return NCALLS_OK;
    if (q->function) {
        measure_functions(m, q, m->profile->functions.total, m->profile->totals.self, out);
        return NCALLS_OK;
    }
    if (is_of_time(m->lexicon, q))
        return measure_spending(m, q, out, error);
    status = run(m, q, NC_FLOW_COST, &count, error);
    if (!status)
        status = measure_whole(m, count, out, error);
    if (!status)
        out->per = m->profile->totals.self;
    return status;
}

ncalls_status nc_measurer_take(nc_measurer *m, const nc_quantity *q, nc_measured *out, ncalls_error *error)
{
    const ncalls_profile *p = m->profile;
    nc_measure_kind kind = nc_budget_kind(q->measure);
    bool counts = p->has & NCALLS_HAS_CALLS;
    ncalls_status status = NCALLS_OK;

    *out = (nc_measured){.state = NC_MEASURED_NO_CALLS, .per = 1};
    if ((kind == NC_MEASURE_COUNT || kind == NC_MEASURE_PER_CALL) && !counts)
        return NCALLS_OK;
    if (kind == NC_MEASURE_PER_CALL)
        measure_amplification(m, q, out);
    else if (kind == NC_MEASURE_WHOLE)
        offer(out, p->totals.self, 1, (nc_func){0}, false);
    else if (kind == NC_MEASURE_SELF)
        measure_functions(m, q, p->functions.self, 1, out);
    else if (kind == NC_MEASURE_CUMULATIVE)
        measure_functions(m, q, p->functions.total, 1, out);
    else if (kind == NC_MEASURE_SHARE)
        status = measure_share(m, q, out, error);
    else if (q->under || q->category || *nc_budget_category(q->measure))
        status = measure_calls(m, q, out, error);
    else if (q->function)
        measure_functions(m, q, p->functions.calls, 1, out);
    else
        offer(out, p->totals.calls, 1, (nc_func){0}, false);
    return status || !nc_text_failed(&m->scratch) ? status : nc_fail_memory(error);
}
