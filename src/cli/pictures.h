/* SPDX-License-Identifier: MIT */
/* What pictures have in common; fills an nc_pictures. */
#ifndef NC_PICTURES_H
#define NC_PICTURES_H

#include "cli/options.h"

typedef struct nc_pictures {
    long scale; /* 0 = 1 */
} nc_pictures;

extern const nc_option nc_pictures_options[];

/* -o and --format of commands that write nothing but pictures; fills an
 * nc_outputs. */
extern const nc_option nc_pictures_outputs[];

#endif
