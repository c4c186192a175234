/* SPDX-License-Identifier: MIT */
/* Many small pieces of memory that live and go together; none moves. */
#ifndef NC_ARENA_H
#define NC_ARENA_H

#include <stddef.h>

typedef struct nc_arena {
    struct nc_arena_block *blocks; /* the newest first; all zeros is an empty arena */
} nc_arena;

void nc_arena_reset(nc_arena *arena);

/* Zeroed and aligned for anything. NULL: no memory. */
void *nc_arena_add(nc_arena *arena, size_t count, size_t size);

/* A copy with a NUL behind it. NULL: no memory. */
char *nc_arena_add_text(nc_arena *arena, const char *text, size_t size);

#endif
