/* SPDX-License-Identifier: MIT */
#include "base/sort.h"

#include <stdlib.h>

typedef struct heap {
    unsigned char *items;
    size_t size;
    nc_sort_compare *compare;
    void *payload;
} heap;

static void swap(const heap *h, size_t a, size_t b)
{
    unsigned char *left = h->items + a * h->size, *right = h->items + b * h->size;

    for (size_t i = 0; i < h->size; i++) {
        unsigned char byte = left[i];

        left[i] = right[i];
        right[i] = byte;
    }
}

static bool is_before(const heap *h, size_t a, size_t b)
{
    return h->compare(h->items + a * h->size, h->items + b * h->size, h->payload) < 0;
}

static void sift_down(const heap *h, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        child += child + 1 < count && is_before(h, child, child + 1);
        if (!is_before(h, root, child))
            break;
        swap(h, root, child);
    }
}

void nc_sort_heap(void *items, size_t count, size_t size, nc_sort_compare *compare, void *payload)
{
    heap h = {items, size, compare, payload};

    for (size_t i = count / 2; i--;)
        sift_down(&h, i, count);
    for (size_t last = count; last-- > 1;) {
        swap(&h, 0, last);
        sift_down(&h, 0, last);
    }
}

void nc_sort(void *items, size_t count, size_t size, nc_sort_compare *compare, void *payload)
{
    if (count < 2)
        return;
#ifdef NC_GNU_QSORT_R
    qsort_r(items, count, size, compare, payload);
#else
    nc_sort_heap(items, count, size, compare, payload);
#endif
}
