/* SPDX-License-Identifier: MIT */
/* The settings of a project: which file they come from. */
#ifndef NC_CONFIG_H
#define NC_CONFIG_H

#include <ncalls/findings.h>

#include "cli/options.h"

typedef struct nc_config {
    const char *path; /* NULL: .ncalls.yml, looked for upwards */
    bool none;
    nc_words rules;   /* more files, after it */
    bool show;        /* print what holds, and that is all */
} nc_config;

extern const nc_option nc_config_options[];

/* The built-in rules with those of the project; NULL on failure. Returns the exit
 * status; failure was said. */
int nc_config_open(ncalls_rules **out, const nc_config *config);

/* What --show-config prints. Returns the exit status. */
int nc_config_show(const nc_config *config);

#endif
