/* SPDX-License-Identifier: MIT */
/*
 * How much of a quantity (rules/budget.h) a profile has.
 *
 * Calls of a category are counted at one level: of nested ones (an ORM's execute
 * above the driver's) the outermost counts. What is in or under a function flows
 * up to it (analyze/flow.h): exact where callers need not be divided.
 */
#ifndef NC_MEASURER_H
#define NC_MEASURER_H

#include "analyze/flow.h"
#include "base/text.h"
#include "rules/budget.h"
#include "rules/meaning.h"

typedef struct nc_measurer {
    const ncalls_profile *profile;
    const nc_lexicon *lexicon;
    nc_meaning meaning;
    nc_flow flow;
    bool has_meaning, has_flow;
    nc_flow_source *sources; /* of its last run */
    size_t source_count;
    nc_text scratch;
} nc_measurer;

void nc_measurer_init(nc_measurer *measurer, const ncalls_profile *profile, const nc_lexicon *lexicon);
void nc_measurer_reset(nc_measurer *measurer);

typedef enum nc_measured_state {
    NC_MEASURED_FINE,
    NC_MEASURED_NO_CALLS,    /* the profile does not count calls */
    NC_MEASURED_NO_CALLERS,  /* or does not know who called */
    NC_MEASURED_NO_TOTALS,   /* or has no cumulative figures */
    NC_MEASURED_NO_FUNCTION, /* no function fits `function` */
    NC_MEASURED_NO_UNDER,    /* none fits `under` */
} nc_measured_state;

/* Of several functions that fit the one that has most: value / per. */
typedef struct nc_measured {
    nc_measured_state state;
    int64_t value;
    int64_t per;     /* calls of `where`, of shares the whole; else 1 */
    bool estimated;
    nc_func where;   /* 0: it is of no function */
} nc_measured;

/* FINDINGS are none of its business. */
ncalls_status nc_measurer_take(nc_measurer *measurer, const nc_quantity *quantity, nc_measured *out,
                               ncalls_error *error);

#endif
