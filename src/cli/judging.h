/* SPDX-License-Identifier: MIT */
/* By which rules a profile is judged, and which findings are shown. */
#ifndef NC_JUDGING_H
#define NC_JUDGING_H

#include <ncalls/findings.h>

#include "cli/config.h"
#include "cli/options.h"

typedef struct nc_judging {
    int min_severity; /* ncalls_severity */
    nc_words select, ignore;
    nc_config config;
    const ncalls_changes *changes; /* no options: who opened them says them; NULL = all findings */
    const char *source_root;
    const ncalls_baseline *baseline; /* likewise; NULL = none */
} nc_judging;

extern const nc_option nc_judging_options[];

/* The rules, among which all that were named are. An exit status; failure was said. */
int nc_judging_open(ncalls_rules **rules, const nc_judging *judging);

/* Likewise. */
int nc_judging_find(ncalls_findings **findings, const ncalls_rules *rules, const nc_judging *judging,
                    const ncalls_results *results);

#endif
