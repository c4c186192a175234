/* SPDX-License-Identifier: MIT */
#include "analyze/results.h"

#include <string.h>

#include "analyze/diff.h"
#include "analyze/filter.h"
#include "base/alloc.h"
#include "base/error.h"
#include "ncalls/runs.h"

static bool copy_text(const char **out, const char *text)
{
    *out = text ? nc_alloc_text(text, strlen(text)) : NULL;
    return !text || *out;
}

/* Whole stacks are filtered when they are looked at (analyze/stackview.h). */
static bool copy_filters(ncalls_analyze_options *out, const ncalls_analyze_options *options)
{
    out->only_mine = options->only_mine;
    return copy_text(&out->focus, options->focus) && copy_text(&out->ignore, options->ignore) &&
           copy_text(&out->hide, options->hide) && copy_text(&out->show_from, options->show_from);
}

/* What is left of a profile, owned by the results if that is not all of it. */
static ncalls_status filter(ncalls_results *results, const ncalls_profile **profile,
                            const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_profile *filtered = NULL;
    ncalls_status status = options ? nc_filter_apply(&filtered, *profile, options, error) : NCALLS_OK;

    if (!filtered)
        return status;
    results->filtered[results->filtered_count++] = filtered;
    *profile = filtered;
    return status;
}

static ncalls_status filter_side(ncalls_results *results, const ncalls_profile **items, const ncalls_runs *runs,
                                 const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    for (size_t i = 0; i < runs->count && !status; i++) {
        items[i] = runs->items[i];
        status = filter(results, &items[i], options, error);
    }
    return status;
}

static ncalls_status compare(ncalls_results *results, const ncalls_runs *now, const ncalls_runs *base,
                             const ncalls_profile **items, const ncalls_analyze_options *options, ncalls_error *error)
{
    nc_diff_runs runs[] = {
        {items,               (uint32_t)base->count, (uint32_t)base->typical},
        {items + base->count, (uint32_t)now->count,  (uint32_t)now->typical },
    };
    ncalls_status status = filter_side(results, items, base, options, error);

    if (!status)
        status = filter_side(results, items + base->count, now, options, error);
    if (status)
        return status;
    results->whole_base = base->items[base->typical];
    results->base = runs[NC_DIFF_BASE].items[base->typical];
    results->profile = runs[NC_DIFF_NOW].items[now->typical];
    results->diff = nc_alloc_zeroed(1, sizeof *results->diff);
    return results->diff ? nc_diff_make_runs(results->diff, &runs[0], &runs[1], error) : nc_fail_memory(error);
}

static ncalls_status fill(ncalls_results *results, const ncalls_runs *now, const ncalls_runs *base,
                          const ncalls_analyze_options *options, ncalls_error *error)
{
    const char *prefix = options && options->path_prefix ? options->path_prefix : "";
    size_t count = now->count + (base ? base->count : 0);
    const ncalls_profile **items = nc_alloc(count * sizeof *items);
    ncalls_status status = NCALLS_OK;

    results->path_prefix = nc_alloc_text(prefix, strlen(prefix));
    results->filtered = nc_alloc_zeroed(count, sizeof *results->filtered);
    if (!items || !results->path_prefix || !results->filtered ||
        (options && !copy_filters(&results->filters, options)))
        status = nc_fail_memory(error);
    else if (base)
        status = compare(results, now, base, items, options, error);
    else
        status = filter(results, &results->profile, options, error);
    nc_alloc_free(items);
    return status;
}

ncalls_status ncalls_runs_compare(ncalls_results **out, const ncalls_runs *now, const ncalls_runs *base,
                                  const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_results *results = nc_alloc_zeroed(1, sizeof *results);
    ncalls_status status;

    *out = NULL;
    if (!results)
        return nc_fail_memory(error);
    results->profile = results->whole = now->items[now->typical];
    status = fill(results, now, base, options, error);
    if (status != NCALLS_OK)
        ncalls_results_free(results);
    else
        *out = results;
    return status;
}

ncalls_status ncalls_analyze(ncalls_results **out, const ncalls_profile *now, const ncalls_profile *base,
                             const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_profile *items[] = {(ncalls_profile *)now, (ncalls_profile *)base};

    return ncalls_runs_compare(out, &(ncalls_runs){&items[0], 1, 0}, base ? &(ncalls_runs){&items[1], 1, 0} : NULL,
                               options, error);
}

void ncalls_results_free(ncalls_results *results)
{
    if (!results)
        return;
    if (results->diff)
        nc_diff_reset(results->diff);
    nc_alloc_free(results->diff);
    for (size_t i = 0; i < results->filtered_count; i++)
        ncalls_profile_free(results->filtered[i]);
    nc_alloc_free(results->filtered);
    nc_alloc_free(results->path_prefix);
    nc_alloc_free((char *)results->filters.focus);
    nc_alloc_free((char *)results->filters.ignore);
    nc_alloc_free((char *)results->filters.hide);
    nc_alloc_free((char *)results->filters.show_from);
    nc_alloc_free(results);
}

const ncalls_profile *ncalls_results_profile(const ncalls_results *results)
{
    return results->profile;
}
