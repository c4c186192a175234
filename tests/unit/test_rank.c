/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "write/rank.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 6000 };

static uint64_t seed = 7;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Few different bytes, NUL among them, on stems of all lengths around a chunk:
 * shared beginnings and prefixes are the rule. */
static nc_str add_random(nc_strtab *table)
{
    char bytes[80];
    size_t size = draw(5) * 8;
    nc_str id;

    memset(bytes, 'x', sizeof bytes);
    for (uint32_t more = draw(20); more--;)
        bytes[size++] = "\0ab\xff"[draw(4)];
    assert_true(nc_strtab_add(table, bytes, size, &id));
    return id;
}

static int compare(const nc_strtab *table, nc_str a, nc_str b)
{
    size_t a_size = nc_strtab_size(table, a), b_size = nc_strtab_size(table, b);
    int order = memcmp(nc_strtab_text(table, a), nc_strtab_text(table, b), a_size < b_size ? a_size : b_size);

    return order ? order : (a_size > b_size) - (a_size < b_size);
}

static void ranks_agree_with_memcmp(void **state)
{
    static nc_str wanted[MANY];
    nc_strtab table;
    uint32_t *ranks, highest;

    (void)state;
    assert_true(nc_strtab_init(&table));
    for (int i = 0; i < MANY; i++)
        wanted[i] = add_random(&table);
    ranks = nc_alloc_zeroed(table.count, sizeof *ranks);
    assert_true(nc_rank_strings(&table, wanted, MANY, ranks, &highest));
    assert_true(highest > MANY / 4 && highest <= table.count);
    for (int i = 0; i < 200000; i++) {
        nc_str a = wanted[draw(MANY)], b = wanted[draw(MANY)];
        int order = compare(&table, a, b);

        assert_int_equal((order > 0) - (order < 0), (ranks[a.at] > ranks[b.at]) - (ranks[a.at] < ranks[b.at]));
    }
    nc_alloc_free(ranks);
    nc_strtab_reset(&table);
}

static void every_rank_is_given_once(void **state)
{
    nc_strtab table;
    nc_str wanted[40], unwanted;
    uint32_t ranks[64] = {0}, highest;

    (void)state;
    assert_true(nc_strtab_init(&table));
    assert_true(nc_strtab_add(&table, "nobody asks", 11, &unwanted));
    for (int i = 0; i < 40; i++)
        assert_true(nc_strtab_add(&table, (char[]){(char)('a' + i % 20)}, 1, &wanted[i]));
    assert_true(nc_rank_strings(&table, wanted, 40, ranks, &highest));
    assert_int_equal(highest, 20);
    assert_int_equal(ranks[unwanted.at], 0);
    for (uint32_t i = 0; i < 20; i++)
        assert_int_equal(ranks[wanted[i].at], i + 1);
    nc_strtab_reset(&table);
}

static void no_memory_is_said(void **state)
{
    nc_strtab table;
    nc_str wanted = {0};
    uint32_t ranks[1], highest;

    (void)state;
    assert_true(nc_strtab_init(&table));
    for (long n = 0; n < 3; n++) {
        ranks[0] = 0;
        nc_alloc_fail_after(n, false);
        assert_false(nc_rank_strings(&table, &wanted, 1, ranks, &highest));
        nc_alloc_fail_after(-1, false);
    }
    nc_strtab_reset(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_agree_with_memcmp),
        cmocka_unit_test(every_rank_is_given_once),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
