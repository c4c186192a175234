/* SPDX-License-Identifier: MIT */
/*
 * Recursion: which functions can reach themselves along calls.
 *
 * Only a call of itself or a cycle of calls is recursion. That a function has
 * more calls than primitive calls proves nothing: len() comes back through
 * __len__, getattr() through __getattr__.
 */
#ifndef NC_CYCLES_H
#define NC_CYCLES_H

#include "base/error.h"
#include "model/profile.h"

typedef enum nc_cycles_through {
    NC_CYCLES_ALL,    /* all edges: what orders callees before callers */
    NC_CYCLES_PYTHON, /* not through built-ins, which join what has nothing to do with each other */
} nc_cycles_through;

/*
 * The strongly connected components: every function is in exactly one, which
 * holds it alone unless it lies on a cycle of two and more.
 */
typedef struct nc_cycles {
    uint32_t component_count;
    uint32_t *component;  /* [function], from 1; a callee's number is never greater than its caller's */
    uint32_t *begin;      /* members of component c: [begin[c], begin[c + 1]) */
    nc_func *members;     /* ascending within each component */
    uint32_t cycle_count; /* components of two and more functions */
} nc_cycles;

ncalls_status nc_cycles_find(nc_cycles *out, const ncalls_profile *profile, nc_cycles_through through,
                             ncalls_error *error);
/* As if the functions marked in `without` neither called nor were called: each
 * of them is alone. */
ncalls_status nc_cycles_find_without(nc_cycles *out, const ncalls_profile *profile, const bool *without,
                                     ncalls_error *error);
void nc_cycles_reset(nc_cycles *cycles);

/* Functions in its component: 1 = it lies on no cycle (but see the next). */
static inline uint32_t nc_cycles_size(const nc_cycles *cycles, nc_func f)
{
    uint32_t c = cycles->component[f.at];

    return cycles->begin[c + 1] - cycles->begin[c];
}

/* How often f was called by itself: 0 = never, NCALLS_ABSENT = it was, but the
 * input did not count. */
int64_t nc_cycles_self_calls(const ncalls_profile *profile, nc_func f);

/* It calls itself, or lies on a cycle of two and more. Without `cycles` (NULL)
 * only the former is known. */
bool nc_cycles_is_recursive(const nc_cycles *cycles, const ncalls_profile *profile, nc_func f);

#endif
