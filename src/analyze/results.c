/* SPDX-License-Identifier: MIT */
#include "analyze/results.h"

#include <string.h>

#include "analyze/filter.h"
#include "base/alloc.h"
#include "base/error.h"

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

static ncalls_status fill(ncalls_results *results, const ncalls_analyze_options *options, ncalls_error *error)
{
    const char *prefix = options && options->path_prefix ? options->path_prefix : "";
    ncalls_status status;

    results->path_prefix = nc_alloc_text(prefix, strlen(prefix));
    if (!results->path_prefix)
        return nc_fail_memory(error);
    if (!options)
        return NCALLS_OK;
    if (!copy_filters(&results->filters, options))
        return nc_fail_memory(error);
    status = nc_filter_apply(&results->filtered, results->whole, options, error);
    if (results->filtered)
        results->profile = results->filtered;
    if (!status && results->base)
        status = nc_filter_apply(&results->filtered_base, results->base, options, error);
    if (results->filtered_base)
        results->base = results->filtered_base;
    return status;
}

ncalls_status ncalls_analyze(ncalls_results **out, const ncalls_profile *now, const ncalls_profile *base,
                             const ncalls_analyze_options *options, ncalls_error *error)
{
    ncalls_results *results = nc_alloc_zeroed(1, sizeof *results);
    ncalls_status status;

    *out = NULL;
    if (!results)
        return nc_fail_memory(error);
    results->profile = results->whole = now;
    results->base = base;
    status = fill(results, options, error);
    if (status != NCALLS_OK)
        ncalls_results_free(results);
    else
        *out = results;
    return status;
}

void ncalls_results_free(ncalls_results *results)
{
    if (!results)
        return;
    ncalls_profile_free(results->filtered);
    ncalls_profile_free(results->filtered_base);
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
