/* SPDX-License-Identifier: MIT */
/*
 * Libraries that are loaded when they are first needed. libxml2 and cairo bring
 * twenty others with them and cost 1.5 ms of start-up each, three times what an
 * empty program takes, so that linking them would be paid for by every
 * `ncalls app.prof` that writes neither HTML nor PNG.
 *
 * A library is a list of the functions we call (xml.def, cairo.def) and a struct
 * of pointers made from it; its configure-time soname is loaded, and therefore
 * the ABI that the headers described.
 */
#ifndef NC_LATE_H
#define NC_LATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct nc_late {
    const char *soname;
    const char *const *names; /* [count] */
    void *functions;          /* [count] function pointers, in the order of names */
    size_t count;
    bool loaded;
} nc_late;

/* Loads the library when that has not happened yet; it stays. Any thread may
 * call this at any time. */
ncalls_status nc_late_load(nc_late *late, ncalls_error *error);

#endif
