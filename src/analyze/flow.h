/* SPDX-License-Identifier: MIT */
/*
 * Attribution: on whose behalf certain calls were made.
 *
 *     list_books ─847─▶ get_object ─847─▶ … ─▶ execute    source: execute, 848
 *         └───1───▶ __iter__ ─▶ _fetch_all ─▶ … ─▶ execute    list_books: 848
 *
 * Edges are sums, so below a function with several callers the way is lost. What
 * is known are the edges' calls and times, and both are used: what flows through
 * a function is divided among its callers in proportion to what their calls of it
 * took, and no caller gets more than it made calls, as long as there is no more
 * to divide than calls (with one query per call, a caller of 5 calls has no 6
 * queries). Measured on a Django program of 51, 21 and 1 queries beside a
 * function that calls len() ten thousand times: 48.5, 21.2 and 1.0; by calls
 * alone 3.8, 1.9 and 1.1. Exact where every function on the way has one caller,
 * or as much to divide as it has calls.
 *
 * A function that is a source itself keeps nothing of what comes from below: of
 * nested sources (an ORM's execute above the driver's) the outermost counts, and
 * a round trip is counted once.
 */
#ifndef NC_FLOW_H
#define NC_FLOW_H

#include "analyze/cycles.h"

/* Calls are kept in parts of NC_FLOW_ONE, and rounded down in each division. */
enum { NC_FLOW_ONE = 4096 };

typedef struct nc_flow_source {
    nc_func function;
    int64_t amount; /* calls or total */
} nc_flow_source;

/* Functions that keep what reaches them: those of either; the caller's, NULL = none. */
typedef struct nc_flow_stops {
    const bool *these, *those; /* [function] */
} nc_flow_stops;

typedef struct nc_flow {
    const ncalls_profile *profile;
    nc_cycles cycles;    /* not through built-ins, which would join everything */
    bool is_cost;
    int64_t least;       /* smaller shares are dropped */
    nc_flow_stops stops; /* nothing flows up from here */
    int64_t *amount;     /* [component] what flows through it, in parts of NC_FLOW_ONE */
    const nc_flow_source *sources; /* of the last run; the caller's */
    size_t source_count;
    bool *is_source;     /* [function] */
    uint32_t *touched;   /* components with an amount */
    uint32_t touched_count;
    uint32_t *heap;      /* components whose amount has grown, lowest first */
    uint32_t heap_count;
    int64_t *passed;     /* [component] how much of the amount was handed on */
    uint8_t *visits;     /* [component] times that was done; 0 = not touched */
    struct nc_flow_part {
        uint32_t edge;   /* 0: from nowhere */
        int64_t calls, weight, share, given;
    } *parts;            /* of one division */
    size_t part_count, part_room;
} nc_flow;

ncalls_status nc_flow_init(nc_flow *flow, const ncalls_profile *profile, ncalls_error *error);
void nc_flow_reset(nc_flow *flow);

typedef enum nc_flow_by {
    NC_FLOW_CALLS,
    NC_FLOW_COST,  /* amounts are totals: calls are no bound, and of a cycle's sources the greatest counts */
} nc_flow_by;

/* Lets the sources flow up. `sources` and `stops` must live until the next run. */
ncalls_status nc_flow_run(nc_flow *flow, const nc_flow_source *sources, size_t count, nc_flow_by by,
                          nc_flow_stops stops, ncalls_error *error);

/* What the run has let flow up from f is taken back, and then f must be among the stops with
 * which the run goes on: as if it had been from the first. */
ncalls_status nc_flow_take_back(nc_flow *flow, nc_func f, ncalls_error *error);
ncalls_status nc_flow_go_on(nc_flow *flow, nc_flow_stops stops, ncalls_error *error);

/* Forgets the last run, so that its sources may go. */
void nc_flow_clear(nc_flow *flow);

/* What flows through f, in parts of NC_FLOW_ONE. Within a cycle of calls that is
 * what flows through all of the cycle. */
static inline int64_t nc_flow_of(const nc_flow *flow, nc_func f)
{
    return flow->amount[flow->cycles.component[f.at]];
}

/* What of it came over this edge; *exact: that is no estimate. 0 within a cycle. */
ncalls_status nc_flow_over(nc_flow *flow, nc_edge edge, int64_t *out, bool *exact, ncalls_error *error);

/* How often f was begun: its calls, or those that are not recursive where it
 * calls itself or lies on a cycle. */
int64_t nc_flow_begun(const nc_flow *flow, nc_func f);

#endif
