/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum { BLOCK = 32 << 10 };

struct nc_arena_block {
    struct nc_arena_block *older;
    size_t used, room; /* of bytes */
    alignas(max_align_t) char bytes[];
};

void nc_arena_reset(nc_arena *arena)
{
    while (arena->blocks) {
        struct nc_arena_block *block = arena->blocks;

        arena->blocks = block->older;
        nc_alloc_free(block);
    }
}

/* What does not fit into the newest block gets a new one. */
static void *take(nc_arena *arena, size_t bytes, size_t alignment)
{
    struct nc_arena_block *block = arena->blocks;
    size_t at = block ? (block->used + alignment - 1) & ~(alignment - 1) : 0;

    if (!block || at > block->room || bytes > block->room - at) {
        size_t room = bytes > BLOCK ? bytes : BLOCK, whole;

        if (__builtin_add_overflow(sizeof *block, room, &whole))
            return NULL;
        block = nc_alloc(whole);
        if (!block)
            return NULL;
        *block = (struct nc_arena_block){arena->blocks, 0, room};
        arena->blocks = block;
        at = 0;
    }
    block->used = at + bytes;
    return block->bytes + at;
}

void *nc_arena_add(nc_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    void *piece = __builtin_mul_overflow(count, size, &bytes) ? NULL : take(arena, bytes, alignof(max_align_t));

    return piece ? memset(piece, 0, bytes) : NULL;
}

char *nc_arena_add_text(nc_arena *arena, const char *text, size_t size)
{
    char *copy = size == SIZE_MAX ? NULL : take(arena, size + 1, 1);

    if (!copy)
        return NULL;
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}
