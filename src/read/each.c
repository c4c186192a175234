/* SPDX-License-Identifier: MIT */
/* From paths to profiles, one after the other. */
#include "base/alloc.h"
#include "ncalls/runs.h"
#include "read/listing.h"

static ncalls_status hand_over(ncalls_each *e, const char *path, const ncalls_read_options *options,
                               ncalls_error *error)
{
    ncalls_profile *profile;
    ncalls_status status = ncalls_profile_open(&profile, &path, 1, options, error);

    if (status)
        return status;
    status = e->each(e->payload, profile, path, error);
    ncalls_profile_free(profile);
    return status ? nc_fail_in(error, path) : NCALLS_OK;
}

/* What a service left behind half-written says nothing against the others. */
static bool is_survived(ncalls_status status)
{
    return status == NCALLS_UNKNOWN || status == NCALLS_DAMAGED || status == NCALLS_LIMIT;
}

static ncalls_status go_through(ncalls_each *e, const char *folder, const ncalls_read_options *options,
                                ncalls_error *error)
{
    char **paths;
    size_t count;
    ncalls_status status = nc_listing_make(folder, &paths, &count, error);

    if (status)
        nc_fail_in(error, folder);
    for (size_t i = 0; i < count; i++) {
        if (!status)
            status = hand_over(e, paths[i], options, error);
        if (is_survived(status)) {
            if (status != NCALLS_UNKNOWN && !e->first.status)
                e->first = *error;
            e->passed++;
            status = NCALLS_OK;
        }
        nc_alloc_free(paths[i]);
    }
    nc_alloc_free(paths);
    return status;
}

ncalls_status ncalls_runs_each(ncalls_each *e, const char *const *paths, size_t count,
                               const ncalls_read_options *options, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    ncalls_error ignored;

    error = error ? error : &ignored;
    e->passed = 0;
    e->first = (ncalls_error){0};
    for (size_t i = 0; i < count && !status; i++)
        status = nc_listing_is_folder(paths[i]) ? go_through(e, paths[i], options, error)
                                                : hand_over(e, paths[i], options, error);
    return status;
}
