/* SPDX-License-Identifier: MIT */
/*
 * Which function of one profile is which of another: never by raw keys, as
 * lines move, folders differ and each Python lies somewhere else.
 *
 * Passes, each over what the one before left: same module and name; same name
 * in a moved file; same callers and callees under another name. Functions that
 * share module and name are told apart by whom they call and are called by,
 * then by their lines.
 */
#ifndef NC_PAIRING_H
#define NC_PAIRING_H

#include "base/error.h"
#include "model/profile.h"

typedef enum nc_pairing_how {
    NC_PAIRING_SAME,
    NC_PAIRING_MOVED,
    NC_PAIRING_RENAMED,
    NC_PAIRING_ADDED,
    NC_PAIRING_GONE,
} nc_pairing_how;

typedef struct nc_pairing_row {
    nc_func base, now; /* 0 = none: added, gone */
    nc_pairing_how how;
} nc_pairing_row;

/* A comprehension that the other Python runs inside its function (3.12 does)
 * belongs to that function's row, as neither its base nor its now. */
typedef struct nc_pairing {
    nc_pairing_row *rows; /* from 1: in order of the new profile, then what is gone */
    uint32_t count;
    uint32_t *of_base; /* [function] its row */
    uint32_t *of_now;
    uint32_t inlined; /* functions that belong to another's row */
} nc_pairing;

/* "same", "moved", "renamed", "added", "gone" */
const char *nc_pairing_word(nc_pairing_how how);

ncalls_status nc_pairing_make(nc_pairing *out, const ncalls_profile *base, const ncalls_profile *now,
                              ncalls_error *error);
void nc_pairing_reset(nc_pairing *pairing);

#endif
