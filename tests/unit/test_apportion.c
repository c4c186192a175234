/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/apportion.h"

static int64_t sum_of(const int64_t *values, uint32_t count)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

static void largest_remainders_get_what_is_left(void **state)
{
    /* 10 * {1, 2, 4} / 7 = 1.43, 2.86, 5.71: rounded down 1, 2, 5, and the two
     * that are left go to .86 and .71. */
    static const int64_t weights[] = {1, 2, 4};
    int64_t shares[3];

    (void)state;
    assert_true(nc_apportion(shares, 10, weights, 3, NULL, NULL));
    assert_int_equal(shares[0], 1);
    assert_int_equal(shares[1], 3);
    assert_int_equal(shares[2], 6);
}

static int later_first(const void *payload, uint32_t a, uint32_t b)
{
    (void)payload;
    return (a < b) - (a > b);
}

static void equal_rights_go_to_the_earlier_or_as_the_caller_says(void **state)
{
    static const int64_t weights[] = {5, 5, 5};
    int64_t shares[3];

    (void)state;
    assert_true(nc_apportion(shares, 10, weights, 3, NULL, NULL));
    assert_int_equal(shares[0], 4);
    assert_int_equal(shares[2], 3);
    assert_true(nc_apportion(shares, 10, weights, 3, later_first, NULL));
    assert_int_equal(shares[0], 3);
    assert_int_equal(shares[2], 4);
}

static void weights_that_are_not_positive_get_nothing(void **state)
{
    static const int64_t weights[] = {-7, 0, 3}, none[] = {0, -1};
    int64_t shares[3];

    (void)state;
    assert_true(nc_apportion(shares, 10, weights, 3, NULL, NULL));
    assert_int_equal(shares[0], 0);
    assert_int_equal(shares[1], 0);
    assert_int_equal(shares[2], 10);
    assert_true(nc_apportion(shares, 10, none, 2, NULL, NULL));
    assert_int_equal(shares[0], 0);
    assert_int_equal(shares[1], 0);
}

static void a_negative_amount_is_divided_alike(void **state)
{
    static const int64_t weights[] = {1, 2, 4};
    int64_t shares[3];

    (void)state;
    assert_true(nc_apportion(shares, -10, weights, 3, NULL, NULL));
    assert_int_equal(shares[0], -1);
    assert_int_equal(shares[1], -3);
    assert_int_equal(shares[2], -6);
}

static void the_ends_of_64_bits_do_not_overflow(void **state)
{
    static const int64_t weights[] = {INT64_MAX, INT64_MAX, INT64_MAX, 1};
    int64_t shares[4];

    (void)state;
    assert_true(nc_apportion(shares, INT64_MAX, weights, 4, NULL, NULL));
    assert_int_equal(sum_of(shares, 4), INT64_MAX);
    /* M = 2^63 - 1 = 3k + 1: M * M / (3M + 1) = k + 2/9, M / (3M + 1) = 1/3. */
    assert_int_equal(shares[0], INT64_MAX / 3);
    assert_int_equal(shares[3], 1);
    assert_int_equal(nc_apportion_scale(INT64_MAX, INT64_MAX, 1), INT64_MAX);
    assert_int_equal(nc_apportion_scale(INT64_MAX, INT64_MAX - 1, INT64_MAX), INT64_MAX - 1);
    assert_int_equal(nc_apportion_scale(7, 1, 2), 4);
    assert_int_equal(nc_apportion_scale(7, 1, 0), 7);
}

/* The law: parts add up, and each is within 1 of the exact quotient. */
static void parts_add_up_and_are_within_one_of_exact(void **state)
{
    uint64_t seed = 42;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        int64_t weights[64], shares[64], sum = 0, amount = sample_random(&seed) % 100000;
        uint32_t count = 1 + sample_random(&seed) % 64;

        for (uint32_t i = 0; i < count; i++) {
            weights[i] = sample_random(&seed) % (round % 3 ? 1000 : 3);
            sum += weights[i];
        }
        assert_true(nc_apportion(shares, amount, weights, count, NULL, NULL));
        assert_int_equal(sum_of(shares, count), sum ? amount : 0);
        for (uint32_t i = 0; i < count && sum; i++) {
            int64_t floor = amount * weights[i] / sum;

            assert_true(shares[i] == floor || (shares[i] == floor + 1 && amount * weights[i] % sum));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(largest_remainders_get_what_is_left),
        cmocka_unit_test(equal_rights_go_to_the_earlier_or_as_the_caller_says),
        cmocka_unit_test(weights_that_are_not_positive_get_nothing),
        cmocka_unit_test(a_negative_amount_is_divided_alike),
        cmocka_unit_test(the_ends_of_64_bits_do_not_overflow),
        cmocka_unit_test(parts_add_up_and_are_within_one_of_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
