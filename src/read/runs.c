/* SPDX-License-Identifier: MIT */
/* From paths to runs: each file a profile by itself. */
#include "ncalls/runs.h"

#include <string.h>

#include "base/alloc.h"
#include "model/profile.h"
#include "read/listing.h"

typedef struct opening {
    ncalls_runs *out;
    size_t room;
    const ncalls_read_options *options;
} opening;

static ncalls_status open_file(opening *o, const char *path, ncalls_error *error)
{
    ncalls_status status;

    if (!nc_alloc_grow(&o->out->items, &o->room, o->out->count + 1, sizeof *o->out->items))
        return nc_fail_memory(error);
    status = ncalls_profile_open(&o->out->items[o->out->count], &path, 1, o->options, error);
    o->out->count += !status;
    return status;
}

/* What else lies there is passed over. */
static ncalls_status open_folder(opening *o, const char *folder, ncalls_error *error)
{
    size_t before = o->out->count, count;
    char **paths;
    ncalls_status status = nc_listing_make(folder, &paths, &count, error);

    if (status)
        nc_fail_in(error, folder);
    for (size_t i = 0; i < count; i++) {
        if (!status)
            status = open_file(o, paths[i], error);
        if (status == NCALLS_UNKNOWN)
            status = NCALLS_OK;
        nc_alloc_free(paths[i]);
    }
    nc_alloc_free(paths);
    if (status || o->out->count > before)
        return status;
    nc_fail(error, NCALLS_UNKNOWN, "no profile in this directory");
    return nc_fail_in(error, folder);
}

/* By cost, then by place, without an array: of few runs each is compared with each. */
static bool is_median(const ncalls_runs *runs, size_t place)
{
    int64_t cost = runs->items[place]->totals.self;
    size_t less = 0;

    for (size_t i = 0; i < runs->count; i++)
        less += runs->items[i]->totals.self < cost || (runs->items[i]->totals.self == cost && i < place);
    return less == (runs->count - 1) / 2;
}

/* The run of median cost, as long as no other knows more functions. */
static size_t find_typical(const ncalls_runs *runs)
{
    size_t best = 0;

    for (size_t i = 0; i < runs->count; i++)
        if (is_median(runs, i))
            best = i;
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i]->functions.count > runs->items[best]->functions.count)
            best = i;
    return best;
}

ncalls_status ncalls_runs_open(ncalls_runs *out, const char *const *paths, size_t count,
                               const ncalls_read_options *options, ncalls_error *error)
{
    opening o = {.out = out, .options = options};
    ncalls_error ignored;
    ncalls_status status = NCALLS_OK;

    if (!error)
        error = &ignored;
    *out = (ncalls_runs){0};
    for (size_t i = 0; i < count && !status; i++)
        status = nc_listing_is_folder(paths[i]) ? open_folder(&o, paths[i], error) : open_file(&o, paths[i], error);
    if (status)
        ncalls_runs_reset(out);
    else
        out->typical = find_typical(out);
    return status;
}

void ncalls_runs_reset(ncalls_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        ncalls_profile_free(runs->items[i]);
    nc_alloc_free(runs->items);
    *runs = (ncalls_runs){0};
}
