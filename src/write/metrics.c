/* SPDX-License-Identifier: MIT */
#include "write/metrics.h"

#include <string.h>

#include "analyze/naming.h"
#include "analyze/order.h"
#include "base/alloc.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "write/cut.h"

enum { FUNCTIONS = 20, PLACE = 200 /* characters */, PLACE_BYTES = 800, DIGITS = 4 };

static bool add(nc_metrics *m, nc_metric metric)
{
    if (metric.value == NCALLS_ABSENT)
        return true;
    if (!nc_alloc_grow(&m->items, &m->room, m->count + 1, sizeof *m->items))
        return false;
    m->items[m->count++] = metric;
    return true;
}

static bool add_whole(nc_metrics *m)
{
    const ncalls_profile *p = m->profile;

    return add(m, (nc_metric){.what = NC_METRICS_CALLS, .value = p->totals.calls}) &&
           add(m, (nc_metric){.what = NC_METRICS_PRIMITIVE, .value = p->totals.primitive}) &&
           add(m, (nc_metric){.what = NC_METRICS_COST, .value = p->totals.self}) &&
           add(m, (nc_metric){.what = NC_METRICS_FUNCTIONS, .value = p->totals.functions});
}

static int compare_findings(const void *left, const void *right, void *payload)
{
    const nc_metric *a = left, *b = right;
    int order = strcmp(a->finding->rule->id, b->finding->rule->id);

    if (!order)
        order = nc_profile_compare(payload, a->function, b->function);
    return order ? order : (a->finding->line > b->finding->line) - (a->finding->line < b->finding->line);
}

/* Of one rule in one function (line rules find several) the sum. */
static bool add_findings(nc_metrics *m, const ncalls_findings *all)
{
    static const char *const words[] = {"info", "warning", "error"};
    int64_t counts[3] = {0};
    size_t begin, count;

    for (uint32_t i = 0; i < all->count; i++)
        counts[all->items[i].severity]++;
    for (unsigned i = 3; i--;)
        if (!add(m, (nc_metric){.what = NC_METRICS_FINDINGS, .value = counts[i], .word = words[i]}))
            return false;
    begin = count = m->count;
    for (uint32_t i = 0; i < all->count; i++)
        if (!add(m, (nc_metric){.what = NC_METRICS_FINDING,
                                .value = all->items[i].calls,
                                .finding = &all->items[i],
                                .function = all->items[i].function}))
            return false;
    nc_sort(m->items + begin, m->count - begin, sizeof *m->items, compare_findings, (void *)all->profile);
    for (size_t i = begin; i < m->count; i++)
        if (count > begin && m->items[count - 1].finding->rule == m->items[i].finding->rule &&
            m->items[count - 1].function.at == m->items[i].function.at)
            m->items[count - 1].value += m->items[i].value;
        else
            m->items[count++] = m->items[i];
    m->count = count;
    return true;
}

static bool add_judged(nc_metrics *m, const ncalls_findings *all)
{
    if (!all)
        return true;
    if (!add(m, (nc_metric){.what = NC_METRICS_QUERIES, .value = all->queries}))
        return false;
    for (uint32_t i = 0; i < all->spending.count; i++)
        if (!add(m, (nc_metric){.what = NC_METRICS_KIND,
                                .value = all->spending.rows[i].self,
                                .word = all->spending.rows[i].title}))
            return false;
    return add_findings(m, all);
}

static int compare_names(const void *left, const void *right, void *payload)
{
    const ncalls_profile *p = payload;
    nc_func a = *(const nc_func *)left, b = *(const nc_func *)right;
    const nc_functions *f = &p->functions;

    if (f->file[a.at].at != f->file[b.at].at)
        return f->file[a.at].at < f->file[b.at].at ? -1 : 1;
    if (f->name[a.at].at != f->name[b.at].at)
        return f->name[a.at].at < f->name[b.at].at ? -1 : 1;
    if (f->line[a.at] != f->line[b.at])
        return f->line[a.at] < f->line[b.at] ? -1 : 1;
    return (a.at > b.at) - (a.at < b.at);
}

/* [function] which one of its name in its file it is, from 1; NULL: no memory. */
static uint32_t *number_names(const ncalls_profile *p)
{
    uint32_t *nth = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *nth);
    nc_func *order = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *order);

    for (uint32_t f = 1; order && f <= p->functions.count; f++)
        order[f - 1] = (nc_func){f};
    if (nth && order) {
        nc_sort(order, p->functions.count, sizeof *order, compare_names, (void *)p);
        for (uint32_t i = 0; i < p->functions.count; i++) {
            uint32_t f = order[i].at, before = i ? order[i - 1].at : 0;
            bool same = i && p->functions.file[f].at == p->functions.file[before].at &&
                        p->functions.name[f].at == p->functions.name[before].at;

            nth[f] = same ? nth[before] + 1 : 1;
        }
    } else {
        nc_alloc_free(nth);
        nth = NULL;
    }
    nc_alloc_free(order);
    return nth;
}

static bool add_functions(nc_metrics *m, const nc_func *order, size_t count, size_t limit, nc_metrics_what what)
{
    const ncalls_profile *p = m->profile;
    const int64_t *values = what == NC_METRICS_FUNCTION_CALLS  ? p->functions.calls
                            : what == NC_METRICS_FUNCTION_SELF ? p->functions.self
                                                               : p->functions.total;

    if (what == NC_METRICS_FUNCTION_CALLS && !(p->has & NCALLS_HAS_CALLS))
        return true;
    for (size_t i = 0, taken = 0; i < count && taken < limit; i++)
        if (nc_profile_class(p, order[i]) == NCALLS_CLASS_MINE) {
            taken++;
            if (!add(m, (nc_metric){.what = what, .value = values[order[i].at], .function = order[i]}))
                return false;
        }
    return true;
}

static bool add_all_functions(nc_metrics *m, const ncalls_write_options *options)
{
    size_t limit = options->limit > 0 ? (size_t)options->limit : options->limit < 0 ? SIZE_MAX : FUNCTIONS, count;
    nc_order_key key = m->profile->has & NCALLS_HAS_EDGES ? NC_ORDER_CUMULATIVE : NC_ORDER_SELF;
    nc_func *order = nc_order_top_by(m->profile, &key, 1, false, 0, &count);
    bool fine = order && add_functions(m, order, count, limit, NC_METRICS_FUNCTION_CALLS) &&
                add_functions(m, order, count, limit, NC_METRICS_FUNCTION_SELF) &&
                add_functions(m, order, count, limit, NC_METRICS_FUNCTION_TOTAL);

    nc_alloc_free(order);
    return fine;
}

/* Findings are of the whole profile, functions of what filters leave. */
static bool number_all(nc_metrics *m, const ncalls_findings *all)
{
    uint32_t *shown = number_names(m->profile), *whole = all ? number_names(all->profile) : NULL;
    bool fine = shown && (whole || !all);

    for (size_t i = 0; fine && i < m->count; i++)
        if (m->items[i].function.at)
            m->items[i].nth = (m->items[i].finding ? whole : shown)[m->items[i].function.at];
    nc_alloc_free(shown);
    nc_alloc_free(whole);
    return fine;
}

ncalls_status nc_metrics_init(nc_metrics *m, const ncalls_results *results, const ncalls_write_options *options,
                              ncalls_error *error)
{
    *m = (nc_metrics){.profile = results->profile,
                      .prefix = results->path_prefix ? results->path_prefix : "",
                      .findings = options->findings};
    return add_whole(m) && add_judged(m, options->findings) && add_all_functions(m, options) &&
                   number_all(m, options->findings)
               ? NCALLS_OK
               : nc_fail_memory(error);
}

void nc_metrics_reset(nc_metrics *m)
{
    nc_alloc_free(m->items);
    m->items = NULL;
}

/* A finding's function may be filtered out of what is shown. */
static const ncalls_profile *profile_of(const nc_metrics *m, const nc_metric *metric)
{
    return metric->finding ? m->findings->profile : m->profile;
}

void nc_metrics_add_file(nc_text *out, const nc_metrics *m, const nc_metric *metric)
{
    const ncalls_profile *p = profile_of(m, metric);
    nc_str id = nc_profile_path(p, metric->function);
    const char *path = nc_profile_text(p, id);
    size_t size = nc_profile_size(p, id), taken = nc_naming_prefix(m->prefix, path, size);

    nc_text_add_escaped(out, path + taken, size - taken);
}

void nc_metrics_add_name(nc_text *out, const nc_metrics *m, const nc_metric *metric)
{
    const ncalls_profile *p = profile_of(m, metric);
    nc_str id = p->functions.name[metric->function.at];

    nc_text_add_escaped(out, nc_profile_text(p, id), nc_profile_size(p, id));
    if (metric->nth > 1)
        nc_text_add_format(out, "#%u", metric->nth);
}

void nc_metrics_add_place(nc_text *out, const nc_metrics *m, const nc_metric *metric)
{
    unsigned char digest[NC_SHA256_SIZE];
    nc_text whole;

    nc_text_init(&whole);
    nc_metrics_add_file(&whole, m, metric);
    nc_text_add_string(out, *whole.bytes == ' ' ? "./" : ""); /* names are trimmed */
    nc_text_add_char(&whole, '(');
    nc_metrics_add_name(&whole, m, metric);
    nc_text_add_char(&whole, ')');
    if (whole.size <= PLACE_BYTES) {
        nc_text_add(out, whole.bytes, whole.size);
    } else {
        nc_cut_middle(out, whole.bytes, whole.size, PLACE);
        nc_sha256(digest, whole.bytes, whole.size);
        nc_text_add_char(out, ' ');
        for (size_t i = 0; i < DIGITS; i++)
            nc_text_add_format(out, "%02x", digest[i]);
    }
    out->failed |= nc_text_failed(&whole);
    nc_text_reset(&whole);
}

void nc_metrics_add_decimal(nc_text *out, int64_t nanoseconds, bool milliseconds)
{
    uint64_t size = nanoseconds < 0 ? -(uint64_t)nanoseconds : (uint64_t)nanoseconds;
    uint64_t part = milliseconds ? 1000000 : 1000000000;

    nc_text_add_format(out, milliseconds ? "%s%llu.%06llu" : "%s%llu.%09llu", nanoseconds < 0 ? "-" : "",
                       (unsigned long long)(size / part), (unsigned long long)(size % part));
}
