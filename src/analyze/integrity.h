/* SPDX-License-Identifier: MIT */
/*
 * What in a profile cannot be true, or does not mean what it seems to mean.
 * Each finding is a flag for programs and a sentence for people.
 *
 * It judges what a profiler wrote: give it the whole profile, not a filtered
 * one.
 */
#ifndef NC_INTEGRITY_H
#define NC_INTEGRITY_H

#include "base/error.h"
#include "model/profile.h"

enum nc_integrity_flag {
    NC_INTEGRITY_THREADS = 1 << 0,     /* stacks of several threads were recorded as one (analyze/mixing.h) */
    NC_INTEGRITY_OVERWRITTEN = 1 << 1, /* functions with one label overwrote each other (analyze/balance.h) */
    NC_INTEGRITY_CALLERS = 1 << 2,     /* there is no caller data at all */
    NC_INTEGRITY_NEGATIVE = 1 << 3,    /* negative times */
    NC_INTEGRITY_RESUMED = 1 << 4,     /* coroutines: calls are resumptions */
    NC_INTEGRITY_CLOCK = 1 << 5,       /* the times cannot be those of a clock in seconds */
};

typedef struct nc_integrity_note {
    unsigned flag;
    const char *text; /* owned by the result; names in it are escaped */
} nc_integrity_note;

typedef struct nc_integrity {
    unsigned flags;           /* all of the notes' */
    nc_integrity_note *notes; /* in order of flag */
    uint32_t count;
    /* [function] With NC_INTEGRITY_THREADS: true if some caller of it cannot
     * have called it, or it lies below such a function. Recursion,
     * amplification and hot edges into it prove nothing. NULL without. */
    bool *suspect;
} nc_integrity;

ncalls_status nc_integrity_judge(nc_integrity *out, const ncalls_profile *profile, ncalls_error *error);
void nc_integrity_reset(nc_integrity *integrity);

/* What counts as a call of f is each resumption: it is a generator expression,
 * or what next(), send() or throw() have called. Others may be, too. */
bool nc_integrity_is_resumed(const ncalls_profile *profile, nc_func f);

#endif
