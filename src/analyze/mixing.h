/* SPDX-License-Identifier: MIT */
/*
 * Stacks of several threads that were recorded as one.
 *
 * cProfile keeps one stack. From Python 3.12 on it hears the calls and returns
 * of all threads, and greenlets switch stacks below any version, so a return
 * takes away whatever another thread has put on top. What is left are calls
 * that no single stack can have made, and they give it away:
 *
 *   - A call is not primitive if its function (or, of an edge, that very call)
 *     was already under way. Then it lies on a cycle of calls. Where there is
 *     no cycle there is no second level.
 *   - An edge appears when a call begins and is counted when it ends. One that
 *     never ended has 0 calls.
 *   - threading's _bootstrap is where a thread begins: nobody calls it.
 *   - A greenlet was switched to.
 *
 * None of 200 honest profiles of CPython 2.7 to 3.15, PyPy and yappi has any of
 * these, but for one: PyPy does not see a built-in end that raises. So built-ins
 * alone prove nothing.
 */
#ifndef NC_MIXING_H
#define NC_MIXING_H

#include "analyze/cycles.h"

typedef enum nc_mixing_cause {
    NC_MIXING_NONE,
    NC_MIXING_THREADS,   /* _bootstrap is there */
    NC_MIXING_GREENLETS, /* greenlets are there, and _bootstrap is not */
    NC_MIXING_UNKNOWN,   /* impossible calls only: threads that ran before, as a rule */
} nc_mixing_cause;

typedef struct nc_mixing {
    nc_mixing_cause cause;
    bool *suspect; /* [function]: called by what cannot have called it, or below such; NULL if none */
    uint32_t suspects;
} nc_mixing;

/* `cycles` over all edges. NULL: no cycles but calls of itself are known, and
 * more is found than there is, never less: nothing found is found to be nothing
 * at a tenth of the time. */
ncalls_status nc_mixing_find(nc_mixing *out, const ncalls_profile *profile, const nc_cycles *cycles,
                             ncalls_error *error);
void nc_mixing_reset(nc_mixing *mixing);

#endif
