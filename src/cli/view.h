/* SPDX-License-Identifier: MIT */
/* The whole trip: read, analyze, write. What the commands that show a profile
 * have in common. */
#ifndef NC_VIEW_H
#define NC_VIEW_H

#include <ncalls/results.h>

#include "cli/gating.h"
#include "cli/inputs.h"
#include "cli/judging.h"
#include "cli/layout.h"
#include "cli/outputs.h"
#include "cli/placing.h"

typedef struct nc_view {
    nc_inputs inputs;
    ncalls_analyze_options filters;
    nc_judging judging;
    nc_layout layout;
    nc_outputs outputs;
    nc_placing placing;
    nc_gating gating;
    const char *base; /* NULL, or: the profile to compare with, where pictures are shown */
} nc_view;

extern const nc_option nc_view_base[];

/* `subject` (NULL: a report) says what is shown by its members peek,
 * only_findings, tree, figure, scale, graph and flame; the view says the rest.
 * `keep`: what the profile must be opened with. Returns the exit status; failure was said. */
int nc_view_run(const nc_view *view, nc_words paths, const ncalls_write_options *subject, unsigned keep);

#endif
