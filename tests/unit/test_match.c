/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "ncalls/results.h"
#include "report/match.h"

static ncalls_profile *profile;
static ncalls_results *results;
static nc_naming naming;

static const char shop[] = "f /srv/shop/books/views.py:14(list_books) 1 1 3 1000\n"
                           "f /srv/shop/books/views.py:6(serialize) 847 847 5 970\n"
                           "f /srv/shop/admin/views.py:9(list_books) 1 1 3 10\n"
                           "f /srv/shop/books/__init__.py:2(setup) 1 1 1 1\n"
                           "f /v/lib/python3.11/site-packages/django/db/backends/utils.py:78(execute) 848 848 2 60\n"
                           "f /v/lib/python3.11/site-packages/django/db/backends/utils.py:94(_execute) 848 848 2 58\n";

static int open_all(void **state)
{
    nc_builder *b = nc_builder_new(0);
    static const char *const built_in[] = {"<method 'execute' of 'sqlite3.Cursor' objects>",
                                           "<built-in method builtins.len>",
                                           "<function SQLiteCursorWrapper.execute at 0x7f0a10d8a2a0>"};
    char *copy = strdup(shop), *rest = NULL;

    (void)state;
    assert_non_null(b);
    nc_builder_begin_source(b, "sample", "pstats", 0);
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        sample_line(b, line);
    free(copy);
    for (size_t i = 0; i < 3; i++) {
        nc_func f = nc_builder_function(b, nc_builder_string(b, "~", 1), 0,
                                        nc_builder_string(b, built_in[i], strlen(built_in[i])));

        nc_builder_add_calls(b, f, 848, 848, 26, 26 - (int64_t)i);
    }
    profile = sample_finish(b);
    assert_int_equal(ncalls_analyze(&results, profile, NULL, NULL, NULL), NCALLS_OK);
    nc_naming_init(&naming, results);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return 0;
}

static void check_best(const char *pattern, const char *want, size_t total)
{
    ncalls_error error = {0};
    nc_match match;
    nc_text text;

    if (nc_match_find(&match, &naming, pattern, &error))
        fail_msg("%s: %s", pattern, error.message);
    nc_text_init(&text);
    nc_naming_add(&text, &naming, match.best[0]);
    assert_string_equal(text.bytes, want);
    assert_int_equal(match.total, total);
    nc_text_reset(&text);
}

static void a_place_may_be_written_in_many_ways(void **state)
{
    static const char *const ways[] = {
        "books/views.py:14(list_books)", "/srv/shop/books/views.py:14(list_books)",
        "books/views.py:list_books",     "books/views:list_books",
        "books.views.list_books",        "shop.books.views.list_books",
        "books/views.py(list_books)",    "books\\views.py:14",
    };

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        check_best(ways[i], "books/views.py:14(list_books)", 1);
    check_best("admin/views.py:9(list_books)", "admin/views.py:9(list_books)", 1);
    check_best("books:setup", "books/__init__.py:2(setup)", 1);
    check_best("books.setup", "books/__init__.py:2(setup)", 1);
}

static void among_equals_the_costliest_is_meant(void **state)
{
    (void)state;
    check_best("list_books", "books/views.py:14(list_books)", 2);
    check_best("views.py:list_books", "books/views.py:14(list_books)", 2);
}

static void a_name_wins_over_an_expression(void **state)
{
    (void)state;
    /* execute, {method 'execute' ...}, {function ... .execute} by name; _execute by expression. */
    check_best("execute", "django/db/backends/utils.py:78(execute)", 4);
    check_best("_execute", "django/db/backends/utils.py:94(_execute)", 1);
    check_best("execut", "django/db/backends/utils.py:78(execute)", 4);
    check_best("^books.*(serial|setup)", "books/views.py:6(serialize)", 2);
}

static void built_ins_are_known_by_their_names(void **state)
{
    (void)state;
    check_best("len", "{built-in method builtins.len}", 1);
    check_best("builtins.len", "{built-in method builtins.len}", 1);
    check_best("{built-in method builtins.len}", "{built-in method builtins.len}", 1);
    check_best("Cursor.execute", "{method 'execute' of 'sqlite3.Cursor' objects}", 1);
    check_best("sqlite3.Cursor.execute", "{method 'execute' of 'sqlite3.Cursor' objects}", 1);
    check_best("{method 'execute' of 'sqlite3.Cursor' objects}", "{method 'execute' of 'sqlite3.Cursor' objects}", 1);
    check_best("SQLiteCursorWrapper.execute", "{function SQLiteCursorWrapper.execute}", 1);
}

static void nothing_found_names_what_is_near(void **state)
{
    ncalls_error error = {0};
    nc_match match;

    (void)state;
    assert_int_equal(nc_match_find(&match, &naming, "views.py:list_boks", &error), NCALLS_USAGE);
    assert_string_equal(error.message, "no function matches 'views.py:list_boks'; near: books/views.py:14(list_books)");
    assert_int_equal(nc_match_find(&match, &naming, "zzzzzz", &error), NCALLS_USAGE);
    assert_string_equal(error.message, "no function matches 'zzzzzz'");
    assert_int_equal(nc_match_find(&match, &naming, "f(", &error), NCALLS_USAGE);
    assert_non_null(strstr(error.message, "'f(' is no regular expression: "));
    assert_int_equal(nc_match_find(&match, &naming, "nothing.like.it", &error), NCALLS_USAGE);
}

static void odd_patterns_match_something_or_nothing(void **state)
{
    static const char *const odd[] = {"",  ":", "(",  ")",     ":(",  "()", ".", "..",
                                      "/", "~", ":0", "a:b:c", "(x)", "\\", "[", "{"};
    ncalls_error error;
    nc_match match;

    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        ncalls_status status = nc_match_find(&match, &naming, odd[i], &error);

        assert_true(status == NCALLS_OK || status == NCALLS_USAGE);
        assert_true((status == NCALLS_OK) == (match.total > 0));
        assert_true(match.count <= NC_MATCH_MOST && match.count <= match.total);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_may_be_written_in_many_ways),
        cmocka_unit_test(among_equals_the_costliest_is_meant),
        cmocka_unit_test(a_name_wins_over_an_expression),
        cmocka_unit_test(built_ins_are_known_by_their_names),
        cmocka_unit_test(nothing_found_names_what_is_near),
        cmocka_unit_test(odd_patterns_match_something_or_nothing),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
