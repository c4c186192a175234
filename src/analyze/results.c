/* SPDX-License-Identifier: MIT */
#include "analyze/results.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

static bool is_filter(const ncalls_analyze_options *o)
{
    return o->focus || o->ignore || o->hide || o->show_from || o->only_mine;
}

static ncalls_status fill(ncalls_results *results, const ncalls_analyze_options *options, ncalls_error *error)
{
    const char *prefix = options && options->path_prefix ? options->path_prefix : "";

    results->path_prefix = nc_alloc_text(prefix, strlen(prefix));
    if (!results->path_prefix)
        return nc_fail_memory(error);
    if (options && is_filter(options))
        return nc_fail(error, NCALLS_USAGE, "this build cannot filter");
    return NCALLS_OK;
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
    nc_alloc_free(results->path_prefix);
    nc_alloc_free(results);
}

const ncalls_profile *ncalls_results_profile(const ncalls_results *results)
{
    return results->profile;
}
