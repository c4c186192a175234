/* SPDX-License-Identifier: MIT */
#include "base/select.h"

#include "base/sort.h"

typedef struct order {
    nc_select_compare *compare;
    const void *payload;
} order;

/* A heap with the last item of the order on top: whoever comes before that one
 * takes its place. */
static void sink_down(const order *o, uint32_t *heap, size_t size)
{
    uint32_t item = heap[0];
    size_t at = 0;

    for (size_t child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && o->compare(heap[child], heap[child + 1], o->payload) < 0)
            child++;
        if (o->compare(item, heap[child], o->payload) >= 0)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

static int compare_pointed(const void *a, const void *b, void *payload)
{
    const order *o = payload;

    return o->compare(*(const uint32_t *)a, *(const uint32_t *)b, o->payload);
}

/* Sorted from the last to the first, an array is a heap already. */
static void turn_around(uint32_t *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t item = items[i];

        items[i] = items[count - 1 - i];
        items[count - 1 - i] = item;
    }
}

void nc_select_first(uint32_t *items, size_t count, size_t limit, nc_select_compare *compare, const void *payload)
{
    order o = {compare, payload};

    if (limit > count)
        limit = count;
    if (!limit)
        return;
    if (limit < count) {
        nc_sort(items, limit, sizeof *items, compare_pointed, &o);
        turn_around(items, limit);
        for (size_t i = limit; i < count; i++)
            if (compare(items[i], items[0], payload) < 0) {
                items[0] = items[i];
                sink_down(&o, items, limit);
            }
    }
    nc_sort(items, limit, sizeof *items, compare_pointed, &o);
}
