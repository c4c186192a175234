/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "report/similar.h"

static const char names[] = "f list_books 1 1 1 50\nf list_boots 1 1 1 40\nf a.py:2(list_books) 1 1 1 60\n"
                            "f serialize 1 1 1 10\nf Serialize 1 1 1 9\nf f 1 1 1 1\n"
                            "f nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn 1 1 1 1\n";

static size_t find(const ncalls_profile *p, const char *word, nc_func out[NC_SIMILAR_MOST])
{
    return nc_similar_find(p, word, strlen(word), out);
}

static void the_nearest_comes_first_and_each_name_once(void **state)
{
    ncalls_profile *p = sample_profile(names);
    nc_func out[NC_SIMILAR_MOST];

    (void)state;
    assert_int_equal(find(p, "list_boks", out), 2);
    assert_int_equal(out[0].at, sample_find(p, "a.py:2(list_books)").at);
    assert_int_equal(out[1].at, sample_find(p, "list_boots").at);
    assert_int_equal(find(p, "lsit_books", out), 2); /* two letters swapped are one mistake */
    assert_int_equal(find(p, "SERIALIZE", out), 2);
    assert_int_equal(out[0].at, sample_find(p, "serialize").at);
    ncalls_profile_free(p);
}

static void what_is_far_is_not_named(void **state)
{
    ncalls_profile *p = sample_profile(names);
    nc_func out[NC_SIMILAR_MOST];

    (void)state;
    assert_int_equal(find(p, "delete_everything", out), 0);
    assert_int_equal(find(p, "", out), 0);
    assert_int_equal(find(p, "g", out), 0); /* one letter of one is all of it */
    assert_int_equal(find(p, "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", out), 0);
    ncalls_profile_free(p);
}

static void a_built_in_is_known_by_its_short_name(void **state)
{
    static const char *const labels[] = {"<built-in method builtins.isinstance>",
                                         "<method 'executemany' of 'sqlite3.Cursor' objects>",
                                         "<>",
                                         "<x",
                                         "<'>",
                                         "<. >"};
    nc_builder *b = nc_builder_new(0);
    nc_func out[NC_SIMILAR_MOST], functions[6];
    ncalls_profile *p;

    (void)state;
    nc_builder_begin_source(b, "sample", "pstats", 0);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    for (size_t i = 0; i < 6; i++) {
        functions[i] =
            nc_builder_function(b, nc_builder_string(b, "~", 1), 0, nc_builder_string(b, labels[i], strlen(labels[i])));
        nc_builder_add_calls(b, functions[i], 1, 1, 1, 1);
    }
    p = sample_finish(b);
    assert_int_equal(find(p, "isinstnace", out), 1);
    assert_int_equal(out[0].at, functions[0].at);
    assert_int_equal(find(p, "execute_many", out), 1);
    assert_int_equal(out[0].at, functions[1].at);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_comes_first_and_each_name_once),
        cmocka_unit_test(what_is_far_is_not_named),
        cmocka_unit_test(a_built_in_is_known_by_its_short_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
