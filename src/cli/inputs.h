/* SPDX-License-Identifier: MIT */
/* What is read: options and operands of every command that opens profiles. */
#ifndef NC_INPUTS_H
#define NC_INPUTS_H

#include <ncalls/profile.h>
#include <ncalls/runs.h>

#include "cli/options.h"

typedef struct nc_inputs {
    const char *from; /* a reader's name, or NULL */
    int progress;     /* 0 auto, 1 never */
    bool quiet;
    double narrow;    /* see ncalls_read_options */
} nc_inputs;

extern const nc_option nc_inputs_options[];

/* Without a path standard input is meant, unless that is a terminal. False: there
 * is nothing to read, and it was said. */
bool nc_inputs_default(nc_words *paths);

/* Returns the exit status; failure was said. */
int nc_inputs_open(ncalls_profile **out, const nc_inputs *inputs, nc_words paths, unsigned keep);
/* Likewise, each a run by itself. */
int nc_inputs_open_runs(ncalls_runs *out, const nc_inputs *inputs, nc_words paths, unsigned keep);

#endif
