/* SPDX-License-Identifier: MIT */
/* --fail-on: when the program ends with status 1. */
#ifndef NC_GATING_H
#define NC_GATING_H

#include <ncalls/gates.h>

#include "cli/options.h"

typedef struct nc_gating {
    nc_words conditions;
} nc_gating;

extern const nc_option nc_gating_options[];

/* *gates is NULL where nothing was asked. An exit status; failure was said. */
int nc_gating_open(ncalls_gates **gates, const ncalls_rules *rules, const nc_gating *gating, bool with_base);

/* Judges one profile; `gates` may be NULL. An exit status; failure was said. */
int nc_gating_judge(ncalls_gates *gates, const char *name, const ncalls_results *results,
                    const ncalls_findings *findings, const ncalls_findings *base_findings);

/* How the program ends by them (NULL: well), said in one line if that is not well. */
int nc_gating_status(const ncalls_gates *gates);

#endif
