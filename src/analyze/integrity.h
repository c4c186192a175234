/* SPDX-License-Identifier: MIT */
/*
 * What in a profile cannot be true, or does not mean what it seems to mean.
 * Each finding is a flag for programs and a sentence for people.
 */
#ifndef NC_INTEGRITY_H
#define NC_INTEGRITY_H

#include "base/error.h"
#include "base/text.h"
#include "model/profile.h"

enum nc_integrity_flag {
    NC_INTEGRITY_THREADS = 1 << 0,     /* cProfile of 3.12+ mixed the stacks of several threads */
    NC_INTEGRITY_OVERWRITTEN = 1 << 1, /* callers called more often than the function was */
    NC_INTEGRITY_CALLERS = 1 << 2,     /* there is no caller data at all */
    NC_INTEGRITY_NEGATIVE = 1 << 3,    /* negative times */
    NC_INTEGRITY_RESUMED = 1 << 4,     /* generators and coroutines: calls are resumptions */
    NC_INTEGRITY_CLOCK = 1 << 5,       /* the times cannot be those of a clock in seconds */
};

typedef struct nc_integrity_note {
    unsigned flag;
    const char *text;   /* owned by the result */
} nc_integrity_note;

typedef struct nc_integrity {
    unsigned flags;     /* all of the notes' */
    nc_integrity_note *notes; /* in order of flag */
    uint32_t count;
    /* [function] With NC_INTEGRITY_THREADS: true if some caller of it cannot
     * have called it. Recursion, amplification and hot edges into it prove
     * nothing. NULL without the flag. */
    bool *suspect;
} nc_integrity;

ncalls_status nc_integrity_judge(nc_integrity *out, const ncalls_profile *profile, ncalls_error *error);
void nc_integrity_reset(nc_integrity *integrity);

#endif
