/* SPDX-License-Identifier: MIT */
/* Which findings are shown. */
#ifndef NC_JUDGING_H
#define NC_JUDGING_H

#include <ncalls/findings.h>

#include "cli/config.h"
#include "cli/options.h"

typedef struct nc_judging {
    int min_severity; /* ncalls_severity */
    nc_words select, ignore;
    nc_config config;
} nc_judging;

extern const nc_option nc_judging_options[];

/* Opens the rules and finds; free both. An exit status; failure was said. */
int nc_judging_find(ncalls_findings **findings, ncalls_rules **rules, const nc_judging *judging,
                    const ncalls_results *results);

#endif
