/* SPDX-License-Identifier: MIT */
#include "cli/filters.h"

#include <ncalls/results.h>

const nc_option nc_filters_options[] = {
    {.name = "focus",
     .argument = "REGEX",
     .type = NC_OPTION_TEXT,
     .target = offsetof(ncalls_analyze_options, focus),
     .help = "Keep only what lies on a path of calls through a match of file:line(name)"},
    {.name = "ignore",
     .argument = "REGEX",
     .type = NC_OPTION_TEXT,
     .target = offsetof(ncalls_analyze_options, ignore),
     .help = "Drop what matches, and what only that calls"},
    {.name = "hide",
     .argument = "REGEX",
     .type = NC_OPTION_TEXT,
     .target = offsetof(ncalls_analyze_options, hide),
     .help = "Drop what matches; its cost goes to its callers"},
    {.name = "show-from",
     .argument = "REGEX",
     .type = NC_OPTION_TEXT,
     .target = offsetof(ncalls_analyze_options, show_from),
     .help = "Drop what lies above the first match of each path of calls"},
    {.name = "only-mine",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_analyze_options, only_mine),
     .help = "Hide what is not your code: the cost of libraries goes to those of your functions that call them"},
    {.name = "path-prefix",
     .argument = "PREFIX",
     .type = NC_OPTION_TEXT,
     .target = offsetof(ncalls_analyze_options, path_prefix),
     .path = true,
     .help = "Take this off the front of every path that is shown"},
    {0},
};
