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

enum { NC_CONFIG_ROOM = 1024 };

/* The path of `name` here or in the nearest folder above, as "../../NAME"; false: nowhere. */
bool nc_config_look_upwards(char out[NC_CONFIG_ROOM], const char *name);

/* The path of a file called `name` beside the project's settings, whether or not
 * it is there; here, where there are no settings. */
void nc_config_beside(char out[NC_CONFIG_ROOM], const nc_config *config, const char *name);

/* The built-in rules with those of the project; NULL on failure. Returns the exit
 * status; failure was said. */
int nc_config_open(ncalls_rules **out, const nc_config *config);

/* What --show-config prints. Returns the exit status. */
int nc_config_show(const nc_config *config);

#endif
