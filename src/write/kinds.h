/* SPDX-License-Identifier: MIT */
/* What kind of work the functions of a profile do ("database", "import"), as the
 * lexicon's categories "time.*" say it. */
#ifndef NC_KINDS_H
#define NC_KINDS_H

#include "draw/figure.h"

typedef struct nc_kinds {
    nc_figure_kinds figure; /* the answer */
    uint16_t *of;           /* what it points to */
    const char **names;
    ncalls_rules *own; /* the built-in rules, where no others were given */
} nc_kinds;

/* `rules`: NULL = the built-in ones. Reset it in any case. */
ncalls_status nc_kinds_find(nc_kinds *out, const ncalls_profile *profile, const ncalls_rules *rules,
                            ncalls_error *error);
void nc_kinds_reset(nc_kinds *kinds);

#endif
