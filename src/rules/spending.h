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

/* [function] its category of the family "time", 0 = none; free it with
 * nc_alloc_free. NULL: no memory. */
uint16_t *nc_spending_categories(const nc_meaning *meaning);
/* "database": what such a category is called; any other as it stands. */
const char *nc_spending_title(const nc_lexicon *lexicon, uint16_t category);

ncalls_status nc_spending_sum(nc_spending *out, const nc_meaning *meaning, ncalls_error *error);
/* All but what waits. */
int64_t nc_spending_busy(const nc_spending *spending);
void nc_spending_reset(nc_spending *spending);

#endif
