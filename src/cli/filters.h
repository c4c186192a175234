/* SPDX-License-Identifier: MIT */
/* Which part of a profile is looked at; fills an ncalls_analyze_options. */
#ifndef NC_FILTERS_H
#define NC_FILTERS_H

#include "cli/options.h"

extern const nc_option nc_filters_options[];

#endif
