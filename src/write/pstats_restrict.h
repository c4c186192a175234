/* SPDX-License-Identifier: MIT */
/*
 * One restriction of print_stats: a number of lines, a part of them, or a
 * regular expression.
 *
 * Patterns are pcre2's, with a dot and a dollar that know "\n" only, and with
 * what Python writes in another way: \Z, \uXXXX, \UXXXXXXXX, {,n}.
 */
#ifndef NC_PSTATS_RESTRICT_H
#define NC_PSTATS_RESTRICT_H

#include "analyze/stdname.h"
#include "base/error.h"
#include "base/pattern.h"

typedef enum nc_pstats_kind {
    NC_PSTATS_COUNT,
    NC_PSTATS_FRACTION,
    NC_PSTATS_PATTERN,
    NC_PSTATS_BROKEN, /* a pattern that is none: pstats says so and goes on */
} nc_pstats_kind;

typedef struct nc_pstats_restrict {
    nc_pstats_kind kind;
    const char *text; /* as it was given; NULL: a count from elsewhere */
    int64_t count;
    double fraction;
    nc_pattern *pattern;
    nc_text subject;
} nc_pstats_restrict;

/* Read as `python -m pstats` reads it: an integer, else a float, else a
 * pattern. A float beyond 0 to 1 fails. Reset it in any case. */
ncalls_status nc_pstats_restrict_init(nc_pstats_restrict *restriction, const char *text, ncalls_error *error);
void nc_pstats_restrict_init_count(nc_pstats_restrict *restriction, int64_t count);
void nc_pstats_restrict_reset(nc_pstats_restrict *restriction);

/* How many of `count` lines a count or a fraction leaves. */
size_t nc_pstats_restrict_count(const nc_pstats_restrict *restriction, size_t count);

/* Whether a pattern is found in the name. Trouble with memory stays in
 * restriction->subject. */
bool nc_pstats_restrict_find(nc_pstats_restrict *restriction, const nc_stdname *name);

/* What Python's repr() makes of the restriction. */
void nc_pstats_restrict_show(const nc_pstats_restrict *restriction, nc_text *text);

#endif
