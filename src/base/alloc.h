/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of the library passes here, so that a test can make the
 * n-th one fail. All return NULL when there is no memory (or when `count *
 * size` overflows); none of them aborts.
 */
#ifndef NC_ALLOC_H
#define NC_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

void *nc_alloc(size_t size);                                /* uninitialised */
void *nc_alloc_zeroed(size_t count, size_t size);           /* all bytes 0 */
void *nc_alloc_resize(void *block, size_t count, size_t size);
void nc_alloc_free(void *block);
char *nc_alloc_text(const char *text, size_t size);         /* a copy with a NUL behind it */

/* Makes room for `need` items of `size` bytes in a growing array: multiplies
 * `*room` (by what depends on nothing else) until it is enough and may move
 * `*items`. False and unchanged when there is no memory. */
bool nc_alloc_grow_now(void *items, size_t *room, size_t need, size_t size);
static inline bool nc_alloc_grow(void *items, size_t *room, size_t need, size_t size)
{
    return __builtin_expect(need <= *room, 1) || nc_alloc_grow_now(items, room, need, size);
}

/* For tests: the allocation after `n` more successes fails; with `persistent`
 * so do all after it. n < 0 switches this off. */
void nc_alloc_fail_after(long n, bool persistent);

#endif
