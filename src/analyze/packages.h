/* SPDX-License-Identifier: MIT */
/*
 * Cost by origin: my code, the standard library, each installed package,
 * built-ins, generated code, what nobody knows.
 */
#ifndef NC_PACKAGES_H
#define NC_PACKAGES_H

#include "base/error.h"
#include "model/profile.h"

typedef struct nc_packages_row {
    ncalls_class class_;
    nc_str package; /* "" where the class says it all */
    uint32_t functions;
    int64_t calls; /* NCALLS_ABSENT without NCALLS_HAS_CALLS */
    int64_t self;
    /* self, and the self time of built-ins while called directly from here.
     * Over all rows these add up to the profile's self time, as self does: the
     * row of the built-ins keeps what nobody else can be charged with. */
    int64_t self_with_builtins;
} nc_packages_row;

typedef struct nc_packages {
    nc_packages_row *rows; /* by self_with_builtins, then self, class, package */
    uint32_t count;
    int64_t whole;  /* the sum of self */
    bool estimated; /* some self_with_builtins was split by calls, for want of times */
} nc_packages;

enum nc_packages_flags {
    NC_PACKAGES_MODULES = 1, /* each module of the standard library by itself, not all in one row */
};

ncalls_status nc_packages_sum(nc_packages *out, const ncalls_profile *profile, unsigned flags, ncalls_error *error);
void nc_packages_reset(nc_packages *packages);

/* The name of the package or module where the row has one, else "mine",
 * "stdlib", "built-ins", "generated code", "unknown". */
const char *nc_packages_title(const ncalls_profile *profile, const nc_packages_row *row, size_t *size);

#endif
