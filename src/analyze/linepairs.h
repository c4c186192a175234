/* SPDX-License-Identifier: MIT */
/*
 * Which line of a function was which before: the longest sequence of lines that
 * have the same text in both (where a profile has no text: the same place in the
 * function), and between two of these as many lines that were edited.
 *
 *     base  10 total = 0           now  12 total = 0             (10, 12)
 *           11 for x in rows:           13 for x in list(rows):  (11, 13)
 *           12     total += x           14     total += x        (12, 14)
 *                                       15     log(x)            ( 0, 15)
 */
#ifndef NC_LINEPAIRS_H
#define NC_LINEPAIRS_H

#include "analyze/diff.h"

typedef struct nc_linepairs_row {
    uint32_t base, now; /* lines of the profiles that stand for the sides; 0 = none: it is new, or gone */
} nc_linepairs_row;

typedef struct nc_linepairs {
    nc_linepairs_row *rows; /* from 0, in the order of the text */
    uint32_t *begin;        /* [row of diff->pairing] of rows; that of the row behind it ends them */
} nc_linepairs;

/* Reset it in any case. */
ncalls_status nc_linepairs_make(nc_linepairs *out, const nc_diff *diff, ncalls_error *error);
void nc_linepairs_reset(nc_linepairs *pairs);

#endif
