/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/select.h"

#include <string.h>

static uint64_t seed = 20;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Figures with many ties; the item itself decides those. */
static int compare(uint32_t a, uint32_t b, const void *payload)
{
    const unsigned char *figures = payload;

    if (figures[a] != figures[b])
        return figures[a] < figures[b] ? -1 : 1;
    return (a > b) - (a < b);
}

static void the_first_are_those_of_a_whole_sort(void **state)
{
    enum { MOST = 300 };

    (void)state;
    for (int round = 0; round < 500; round++) {
        size_t count = draw(MOST), limit = draw(MOST);
        uint32_t all[MOST], some[MOST];
        unsigned char figures[MOST];

        for (uint32_t i = 0; i < count; i++) {
            figures[i] = (unsigned char)draw(round % 7 ? 20 : 1);
            all[i] = some[count - 1 - i] = i;
        }
        nc_select_first(all, count, count, compare, figures);
        nc_select_first(some, count, limit, compare, figures);
        for (size_t i = 0; i < count && i < limit; i++) {
            assert_int_equal(some[i], all[i]);
            assert_true(i == 0 || compare(all[i - 1], all[i], figures) < 0);
        }
    }
}

static void nothing_is_no_trouble(void **state)
{
    uint32_t one = 0;

    (void)state;
    nc_select_first(NULL, 0, 20, compare, "");
    nc_select_first(&one, 1, 0, compare, "");
    nc_select_first(&one, 1, 20, compare, "");
    assert_int_equal(one, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_are_those_of_a_whole_sort),
        cmocka_unit_test(nothing_is_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
