/* SPDX-License-Identifier: MIT */
/* What of a function's name says most, where there is no room for all of it. */
#ifndef NC_ABBREVIATION_H
#define NC_ABBREVIATION_H

#include <stddef.h>

typedef struct nc_abbreviation {
    size_t at, size; /* a part of the name, never empty unless the name is */
} nc_abbreviation;

/* `name` is as nc_naming_parts has it; what has no parts is all of itself:
 *
 *     Server.run.<locals>.execute                      execute
 *     built-in method builtins.len                     len
 *     method 'read' of '_io.BufferedReader' objects    read
 */
nc_abbreviation nc_abbreviation_of(const char *name, size_t size);

/* Where the next part of a dotted name begins, behind `from`; 0: there is none. */
size_t nc_abbreviation_next(const char *name, size_t size, size_t from);

#endif
