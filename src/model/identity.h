/* SPDX-License-Identifier: MIT */
/*
 * Who a function is, independent of the run, the machine and (where that can be
 * known) the Python version that recorded it.
 */
#ifndef NC_IDENTITY_H
#define NC_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ncalls/profile.h"

/*
 * The name as it is kept. Memory addresses go (" at 0x7f31..." in
 * "<built-in method __new__ of type object at 0x7f31...>" differs in every
 * run), and built-ins that moved between versions get their newest name
 * ("io.open" is "_io.open" from 3.12 on).
 * Writes at most `size` bytes to `out` (which has room for size + 16) and
 * returns how many; SIZE_MAX when the name may stay as it is.
 */
size_t nc_identity_name(char *out, const char *name, size_t size);

typedef struct nc_identity_file {
    ncalls_class class_;
    ncalls_kind kind;    /* of its functions, unless nc_identity_kind says otherwise */
    const char *package; /* within the path (or a constant), "" if none */
    size_t package_size;
    const char *python;  /* "3.11" within the path, NULL if it does not say */
    size_t python_size;
} nc_identity_file;

/* Told from the path alone: site-packages/NAME, lib/python3.11/MODULE,
 * <frozen MODULE>, "~" (built-in), <string> (generated); the rest is mine. */
nc_identity_file nc_identity_classify(const char *path, size_t size);

/* The kind of a function in a file of kind `file`. */
ncalls_kind nc_identity_kind(ncalls_kind file, int32_t line, const char *name, size_t size);

#endif
