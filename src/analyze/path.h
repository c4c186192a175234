/* SPDX-License-Identifier: MIT */
/*
 * The heaviest call path: from a root, always down the callee that cost most.
 *
 * Where whole stacks were kept, all steps are exact. Edges are sums over all
 * stacks: from them a step is exact while every function before
 * it was called from the step before alone; below a function with a second
 * caller the share that came along this path is reckoned in proportion to
 * time, and all further steps are estimates.
 *
 * No function comes twice. Where most of a function's cost goes back into one
 * that the path has passed already (a middleware and the handler it wraps), the
 * path goes on from there, with the next best callee; what lay between is left
 * out, and the function to which it came back is marked recursive.
 */
#ifndef NC_PATH_H
#define NC_PATH_H

#include "base/error.h"
#include "model/profile.h"

typedef struct nc_path_step {
    nc_func function;
    nc_edge edge;   /* from the step before; 0 at the root */
    int64_t calls;  /* of function along this path; NCALLS_ABSENT if unknown */
    int64_t total;  /* with callees, along this path; at most that of the step before */
    bool exact;     /* false: calls and total are estimates */
    bool recursive; /* it calls itself, or the path came back to it */
} nc_path_step;

typedef struct nc_path {
    nc_path_step *steps;
    uint32_t count; /* 0: the profile has no call with a cost */
    int64_t whole;  /* the profile's self time: shares are of this */
} nc_path;

/* `from`: where to begin; 0 = the root (a function that nobody calls) with the
 * greatest total, or, when everything is called, the function with the
 * greatest total. Ends at a leaf or where the total falls below `permille`
 * thousandths of the first step's. */
ncalls_status nc_path_find(nc_path *out, const ncalls_profile *profile, nc_func from, unsigned permille,
                           ncalls_error *error);
void nc_path_reset(nc_path *path);

/* What a function costs with its callees; without them where that is unknown. */
int64_t nc_path_cost(const ncalls_profile *profile, nc_func f);

/* What an edge costs: its total, or the callee's in proportion to calls, which
 * is an estimate (`*measured` false). */
int64_t nc_path_edge_cost(const ncalls_profile *profile, nc_edge edge, bool *measured);

/* It has calls that came from nowhere: where profiling began, or a thread. Only
 * they make a root: the exec() that started the program also has callers,
 * because imports use it. */
bool nc_path_is_root(const ncalls_profile *profile, nc_func f);

#endif
