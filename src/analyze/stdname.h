/* SPDX-License-Identifier: MIT */
/*
 * "file:line(name)", the one-line name that pstats gives a function.
 *
 * Built-in functions lie in file "~", line 0: "<built-in method len>" becomes
 * "{built-in method len}", and any other name stands alone.
 */
#ifndef NC_STDNAME_H
#define NC_STDNAME_H

#include <stdint.h>

#include "base/text.h"

/* The name in pieces, so that comparing a million of them copies nothing. It
 * points into itself and into the texts it was made of: not to be copied, not
 * to outlive them. */
typedef struct nc_stdname {
    const char *part[6];
    size_t size[6];
    unsigned count;
    char digits[32];
} nc_stdname;

void nc_stdname_init(nc_stdname *out, const char *file, size_t file_size, int32_t line, const char *name,
                     size_t name_size);

/* As memcmp would on the whole names, a prefix first. For UTF-8 that is the
 * order of code points, which is Python's. */
int nc_stdname_compare(const nc_stdname *a, const nc_stdname *b);

/* What Python's len() says: code points. A lone surrogate counts as one, so
 * does a byte that is no UTF-8. */
size_t nc_stdname_length(const nc_stdname *name);

/* The bytes as they are, not made harmless. */
void nc_stdname_add(const nc_stdname *name, nc_text *text);

#endif
