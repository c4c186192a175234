/* SPDX-License-Identifier: MIT */
/* What a profile means: filtered, summed and (against a base) compared. */
#ifndef NCALLS_RESULTS_H
#define NCALLS_RESULTS_H

#include "profile.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_results ncalls_results;

/*
 * Which part of a profile to look at. Patterns are pcre2 regular expressions,
 * searched for in "file:line(name)"; NULL = not asked for. They have pprof's
 * meaning, exact where the profile kept its stacks (NCALLS_KEEP_STACKS) and
 * counts no calls, else as its edges let it be reckoned:
 *   focus      keep only what lies on a path through a match
 *   ignore     drop matches and what only they call
 *   hide       drop matches themselves; their cost goes to their callers
 *   show_from  drop what lies above the first match of each path
 */
typedef struct ncalls_analyze_options {
    const char *focus;
    const char *ignore;
    const char *hide;
    const char *show_from;
    bool only_mine;          /* hide all that is not mine: libraries' cost goes to my callers */
    const char *path_prefix; /* taken off the front of shown paths */
} ncalls_analyze_options;

/* `now` and `base` must outlive the results; `options` may be NULL. With a `base`
 * (NULL: none) the text, Markdown and JSON of the results say what changed since. */
NCALLS_API ncalls_status ncalls_analyze(ncalls_results **out, const ncalls_profile *now, const ncalls_profile *base,
                                        const ncalls_analyze_options *options, ncalls_error *error);

NCALLS_API void ncalls_results_free(ncalls_results *results); /* NULL is fine */

/* The profile after filtering; belongs to the results. */
NCALLS_API const ncalls_profile *ncalls_results_profile(const ncalls_results *results);

#ifdef __cplusplus
}
#endif
#endif
