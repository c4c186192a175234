/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/linepairs.h"
#include "model/lines.h"

/* Lines of `f`, which begins at `def`: "def:text text ..." with + for blanks; without texts their
 * numbers, "def 3 5 9". */
static ncalls_profile *profile_of(const char *lines)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *p;
    char *copy = strdup(lines), *rest = NULL, *word = strtok_r(copy, " ", &rest);
    int def = atoi(word), number = def;
    nc_func f = nc_builder_function(b, nc_builder_string(b, "/srv/app.py", 11), def, nc_builder_string(b, "f", 1));

    nc_builder_begin_source(b, "", "", 0);
    nc_builder_declare(b, NCALLS_HAS_LINES | NCALLS_HAS_TIME, NCALLS_UNIT_NANOSECONDS);
    while ((word = strtok_r(NULL, " ", &rest))) {
        nc_line_row row = NC_LINE_ROW(f, atoi(word) ? atoi(word) : ++number);

        for (char *plus = strchr(word, '+'); plus; plus = strchr(plus, '+'))
            *plus = ' ';
        if (!atoi(word))
            row.source = nc_builder_string(b, word, strlen(word));
        row.self = 1;
        nc_lines_add(b, row);
    }
    assert_int_equal(nc_builder_finish(b, &p, NULL), NCALLS_OK);
    nc_builder_free(b);
    free(copy);
    return p;
}

/* "1=1 2> <3": line 1 is still line 1, the second is gone, the third of now is new; counted from 1. */
static void check(const char *base_lines, const char *now_lines, const char *wanted)
{
    ncalls_profile *base = profile_of(base_lines), *now = profile_of(now_lines);
    nc_linepairs pairs;
    nc_diff diff;
    char got[400] = "";

    assert_int_equal(nc_diff_make(&diff, base, now, NULL), NCALLS_OK);
    assert_int_equal(nc_linepairs_make(&pairs, &diff, NULL), NCALLS_OK);
    for (uint32_t i = pairs.begin[1]; i < pairs.begin[2]; i++) {
        const nc_linepairs_row *row = &pairs.rows[i];
        size_t size = strlen(got);

        if (row->base && row->now)
            snprintf(got + size, sizeof got - size, "%u=%u ", row->base, row->now);
        else
            snprintf(got + size, sizeof got - size, row->base ? "%u> " : "<%u ", row->base + row->now);
    }
    assert_int_equal(pairs.begin[1], 0);
    assert_string_equal(got, wanted);
    nc_linepairs_reset(&pairs);
    nc_diff_reset(&diff);
    ncalls_profile_free(base);
    ncalls_profile_free(now);
}

static void lines_with_the_same_text_are_the_same(void **state)
{
    (void)state;
    check("10 a b c", "50 a b c", "1=1 2=2 3=3 ");
    check("10 a b c", "50 a b x c", "1=1 2=2 <3 3=4 ");
    check("10 a b c", "50 x a c", "<1 1=2 2> 3=3 ");
    check("10 a ++b c", "50 a b+ d c", "1=1 2=2 <3 3=4 ");
}

static void as_many_lines_between_two_of_these_were_edited(void **state)
{
    (void)state;
    check("10 a b c d", "10 a x y d", "1=1 2=2 3=3 4=4 ");
    check("10 a b c d", "10 a x d", "1=1 2> 3> <2 4=3 ");
    check("10 a", "10 b", "1=1 ");
}

static void the_longest_sequence_wins(void **state)
{
    (void)state;
    check("1 a b c a b b a", "1 c b a b a c", "1> 2> 3=1 4> 5=2 <3 6=4 7=5 <6 ");
}

static void without_a_text_the_place_in_the_function_counts(void **state)
{
    (void)state;
    check("10 12 13 15", "110 112 113 115", "1=1 2=2 3=3 ");
    check("10 12 13 15", "110 112 115", "1=1 2> 3=2 ");
    check("10 12 15", "110 112 113 115", "1=1 <2 2=3 ");
}

static void every_failed_allocation_is_said(void **state)
{
    ncalls_profile *base = profile_of("10 a b c"), *now = profile_of("10 a x c");
    nc_diff diff;
    ncalls_status status = NCALLS_MEMORY;

    (void)state;
    assert_int_equal(nc_diff_make(&diff, base, now, NULL), NCALLS_OK);
    for (long at = 1; status && at < 50; at++) {
        nc_linepairs pairs;
        ncalls_error error;

        nc_alloc_fail_after(at - 1, false);
        status = nc_linepairs_make(&pairs, &diff, &error);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        nc_linepairs_reset(&pairs);
    }
    assert_int_equal(status, NCALLS_OK);
    nc_diff_reset(&diff);
    ncalls_profile_free(base);
    ncalls_profile_free(now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_with_the_same_text_are_the_same),
        cmocka_unit_test(as_many_lines_between_two_of_these_were_edited),
        cmocka_unit_test(the_longest_sequence_wins),
        cmocka_unit_test(without_a_text_the_place_in_the_function_counts),
        cmocka_unit_test(every_failed_allocation_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
