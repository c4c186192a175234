/* SPDX-License-Identifier: MIT */
/* Several runs of one program, each a profile by itself, and two such sides compared. */
#ifndef NCALLS_RUNS_H
#define NCALLS_RUNS_H

#include "results.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_runs {
    ncalls_profile **items;
    size_t count;
    size_t typical; /* the one that stands for all where one profile is needed */
} ncalls_runs;

/* Opens each file as a profile of its own; a directory stands for all profiles
 * in it. Otherwise as ncalls_profile_open; on failure there are none. Reset it
 * in any case. */
NCALLS_API ncalls_status ncalls_runs_open(ncalls_runs *out, const char *const *paths, size_t count,
                                          const ncalls_read_options *options, ncalls_error *error);
NCALLS_API void ncalls_runs_reset(ncalls_runs *runs);

/* As ncalls_analyze with a base, for sides of any number of runs: figures are
 * medians, and numbers of calls that are not the same in all runs of a side are
 * marked. Both must outlive the results. */
NCALLS_API ncalls_status ncalls_runs_compare(ncalls_results **out, const ncalls_runs *now, const ncalls_runs *base,
                                             const ncalls_analyze_options *options, ncalls_error *error);

/* Opens one file after the other as a profile by itself, hands it over and frees
 * it: any number of them needs the memory of one. A directory stands for what
 * lies in it; there, what is no profile or is damaged is passed over and counted,
 * and `first` (may be NULL) says what was wrong with the first. */
typedef struct ncalls_each {
    ncalls_status (*each)(void *payload, const ncalls_profile *profile, const char *path, ncalls_error *error);
    void *payload;
    size_t passed;      /* files of directories that were passed over */
    ncalls_error first; /* of those that are damaged, with the path; status NCALLS_OK: there is none */
} ncalls_each;

NCALLS_API ncalls_status ncalls_runs_each(ncalls_each *each, const char *const *paths, size_t count,
                                          const ncalls_read_options *options, ncalls_error *error);

#ifdef __cplusplus
}
#endif
#endif
