/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static long left_to_failure = -1;
static bool fail_persistently;

static bool must_fail(void)
{
    if (__builtin_expect(left_to_failure < 0, 1))
        return false;
    if (left_to_failure > 0) {
        left_to_failure--;
        return false;
    }
    if (!fail_persistently)
        left_to_failure = -1;
    return true;
}

void nc_alloc_fail_after(long n, bool persistent)
{
    left_to_failure = n;
    fail_persistently = persistent;
}

/* Tables of this size are read at random: with 4 kB pages half the time goes
 * into address translation and page faults. Small ones would only get larger.
 * Whole pages are named, the block's first and last included: half a mapping
 * with other advice than its rest is one that realloc() cannot move and must
 * copy (a third of all page faults of a 42 MB .prof). */
enum { LARGE = 4 << 20 };

static void *advise(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
    if (block && size >= LARGE) {
        uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), begin = (uintptr_t)block & ~(page - 1);

        madvise((void *)begin, ((uintptr_t)block + size - begin + page - 1) & ~(page - 1), MADV_HUGEPAGE);
    }
#else
    (void)size;
#endif
    return block;
}

void *nc_alloc(size_t size)
{
    return must_fail() ? NULL : advise(malloc(size ? size : 1), size);
}

void *nc_alloc_zeroed(size_t count, size_t size)
{
    return must_fail() ? NULL : advise(calloc(count ? count : 1, size ? size : 1), count * size);
}

void *nc_alloc_resize(void *block, size_t count, size_t size)
{
    size_t bytes;

    if (must_fail() || __builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return advise(realloc(block, bytes ? bytes : 1), bytes);
}

void nc_alloc_free(void *block)
{
    free(block);
}

char *nc_alloc_text(const char *text, size_t size)
{
    char *copy = size + 1 ? nc_alloc(size + 1) : NULL;

    if (!copy)
        return NULL;
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

/* In between, arrays grow eightfold: what is never touched is addresses and no
 * memory, but each move touches all of an array anew. Of the page faults of a
 * .prof of 20,000 functions a fifth were moves. */
enum { FAST_FROM = 4096, FAST_TO = 131072 };

bool nc_alloc_grow_now(void *items, size_t *room, size_t need, size_t size)
{
    size_t wanted = *room ? *room : 16;
    void *block;

    while (wanted < need)
        if (__builtin_mul_overflow(wanted, wanted >= FAST_FROM && wanted < FAST_TO ? 8 : 2, &wanted))
            return false;
    memcpy(&block, items, sizeof block);
    block = nc_alloc_resize(block, wanted, size);
    if (!block)
        return false;
    memcpy(items, &block, sizeof block);
    *room = wanted;
    return true;
}
