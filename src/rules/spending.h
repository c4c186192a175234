/* SPDX-License-Identifier: MIT */
/*
 * What kind of work the time went into: the database, the network, regular
 * expressions, waiting ... (the lexicon's categories "time.*"), and what is none
 * of them: my code, libraries, the standard library.
 *
 * The sums are of self time. A built-in that no category has counts for whoever
 * called it, as far as the edges say.
 */
#ifndef NC_SPENDING_H
#define NC_SPENDING_H

#include "rules/meaning.h"

typedef struct nc_spending_row {
    const char *title; /* "database", "my code" */
    int64_t self;
    bool waits;        /* nothing is done meanwhile */
} nc_spending_row;

typedef struct nc_spending {
    nc_spending_row *rows; /* by falling self; none is 0 */
    uint32_t count;
} nc_spending;

ncalls_status nc_spending_sum(nc_spending *out, const nc_meaning *meaning, ncalls_error *error);
void nc_spending_reset(nc_spending *spending);

#endif
