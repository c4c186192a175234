/* SPDX-License-Identifier: MIT */
/*
 * Whole stacks as filters leave them, stack by stack as pprof does it: focus
 * keeps the stacks with a match and ignore those without one; hide takes frames
 * out of stacks; show_from takes away what is above the first match.
 */
#ifndef NC_STACKVIEW_H
#define NC_STACKVIEW_H

#include "analyze/results.h"
#include "base/error.h"

typedef struct nc_stackview {
    const nc_contexts *contexts;
    const int64_t *self;  /* [context] what is left of it, 0 = the stack is dropped */
    const int64_t *total; /* likewise, with what is below */
    const bool *skip;     /* [context] the frame is not shown; NULL: all are */
    int64_t *made;        /* owns self and total; NULL: they are the contexts' */
    bool *skips;          /* owns skip */
} nc_stackview;

/* The filters are those of the results, and the stacks of their whole profile.
 * Reset it in any case. */
ncalls_status nc_stackview_make(nc_stackview *out, const ncalls_results *results, ncalls_error *error);
void nc_stackview_reset(nc_stackview *view);

/* The next one above that is shown; 0 = none. */
static inline uint32_t nc_stackview_above(const nc_stackview *view, uint32_t context)
{
    do
        context = view->contexts->parent[context].at;
    while (context && view->skip && view->skip[context]);
    return context;
}

#endif
