/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sort.h"

#include <string.h>

typedef struct item {
    unsigned char figure;
    char padding[2];
    unsigned char number[2];
} item; /* of an odd size */

static uint64_t seed = 20;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Many ties, which the number decides. */
static int compare(const void *left, const void *right, void *payload)
{
    const item *a = left, *b = right;

    ++*(size_t *)payload;
    return a->figure != b->figure ? a->figure - b->figure : memcmp(a->number, b->number, 2);
}

static item make(uint32_t i, uint32_t figures)
{
    item made = {.padding = "x", .number = {(unsigned char)(i >> 8), (unsigned char)i}};

    made.figure = (unsigned char)draw(figures);
    return made;
}

static void both_sort_alike(void **state)
{
    enum { MOST = 400 };

    (void)state;
    assert_int_equal(sizeof(item), 5);
    for (int round = 0; round < 500; round++) {
        size_t count = draw(MOST), calls = 0;
        item heap[MOST], usual[MOST];

        for (uint32_t i = 0; i < count; i++)
            heap[i] = usual[count - 1 - i] = make(i, round % 5 ? 9 : 1);
        nc_sort(usual, count, sizeof *usual, compare, &calls);
        nc_sort_heap(heap, count, sizeof *heap, compare, &calls);
        for (size_t i = 1; i < count; i++)
            assert_true(compare(&usual[i - 1], &usual[i], &calls) < 0);
        assert_memory_equal(usual, heap, count * sizeof *heap);
    }
}

static void the_heap_has_no_bad_case(void **state)
{
    enum { COUNT = 1 << 14 };
    static uint32_t items[COUNT];
    static item rows[COUNT];

    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        size_t calls = 0;

        for (uint32_t i = 0; i < COUNT; i++) {
            items[i] = kind == 0 ? i : kind == 1 ? COUNT - i : i % 2 ? i : COUNT - i;
            rows[i] = make(items[i], 1);
        }
        nc_sort_heap(rows, COUNT, sizeof *rows, compare, &calls);
        assert_true(calls < (size_t)COUNT * 2 * 14);
    }
}

static void nothing_is_no_trouble(void **state)
{
    size_t calls = 0;
    item one = make(7, 9);

    (void)state;
    nc_sort(NULL, 0, sizeof one, compare, &calls);
    nc_sort_heap(NULL, 0, sizeof one, compare, &calls);
    nc_sort(&one, 1, sizeof one, compare, &calls);
    nc_sort_heap(&one, 1, sizeof one, compare, &calls);
    assert_int_equal(calls, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sort_alike),
        cmocka_unit_test(the_heap_has_no_bad_case),
        cmocka_unit_test(nothing_is_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
