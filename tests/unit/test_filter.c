/* SPDX-License-Identifier: MIT */
#include "forest.h"

#include <dirent.h>
#include <time.h>

#include "analyze/results.h"
#include "base/alloc.h"
#include "ncalls/ncalls.h"

static const char shop[] = "f main 1 1 9 100\nf /srv/shop/views.py:14(list_books) 1 1 2 62\n"
                           "f /usr/lib/python3.11/site-packages/django/db/query.py:7(get) 3 3 15 60\n"
                           "f ~:0(<method+'execute'+of+'sqlite3.Cursor'+objects>) 3 3 45 45\n"
                           "f job 1 1 29 29\n"
                           "e main /srv/shop/views.py:14(list_books) 1 1 2 62\ne main job 1 1 29 29\n"
                           "e /srv/shop/views.py:14(list_books) "
                           "/usr/lib/python3.11/site-packages/django/db/query.py:7(get) 3 3 15 60\n"
                           "e /usr/lib/python3.11/site-packages/django/db/query.py:7(get) "
                           "~:0(<method+'execute'+of+'sqlite3.Cursor'+objects>) 3 3 45 45\n";

static ncalls_results *analyze(const ncalls_profile *p, ncalls_analyze_options options)
{
    ncalls_error error = {0};
    ncalls_results *results;

    if (ncalls_analyze(&results, p, NULL, &options, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return results;
}

static void check_count(const char *pattern, uint32_t functions)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.show_from = pattern});

    assert_int_equal(ncalls_results_profile(r)->functions.count, functions);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static void without_filters_the_profile_is_the_one_given(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.path_prefix = "/srv"});

    (void)state;
    assert_ptr_equal(ncalls_results_profile(r), p);
    ncalls_results_free(r);
    assert_int_equal(ncalls_analyze(&r, p, NULL, NULL, NULL), NCALLS_OK);
    assert_ptr_equal(ncalls_results_profile(r), p);
    ncalls_results_free(r);
    ncalls_results_free(NULL);
    ncalls_profile_free(p);
}

static void patterns_are_searched_in_file_line_and_name(void **state)
{
    (void)state;
    check_count("list_books", 3);
    check_count("shop/views", 3);
    check_count(":14", 3);
    check_count("views.py:14\\(list_books\\)$", 3);
    check_count("^/srv/shop", 3);
    check_count("LIST_BOOKS", 0);
    check_count("(?i)LIST_BOOKS", 3);
    check_count("execute", 1);
    check_count("^\\{method 'execute' of 'sqlite3.Cursor' objects\\}$", 1); /* as pstats prints it */
}

static void built_ins_match_as_they_stand_in_the_file_too(void **state)
{
    (void)state;
    check_count("^~:0\\(<method 'execute'", 1);
}

static void check_error(ncalls_analyze_options options, ncalls_status status, const char *message)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_error error = {0};
    ncalls_results *r;

    assert_int_equal(ncalls_analyze(&r, p, NULL, &options, &error), status);
    assert_null(r);
    assert_string_equal(error.message, message);
    assert_int_equal(ncalls_analyze(&r, p, NULL, &options, NULL), status);
    ncalls_profile_free(p);
}

static void wrong_patterns_are_told_with_the_place(void **state)
{
    (void)state;
    check_error((ncalls_analyze_options){.focus = "(abc"}, NCALLS_USAGE,
                "focus: '(abc' is no regular expression: missing closing parenthesis at character 5");
    check_error((ncalls_analyze_options){.hide = "a**\033"}, NCALLS_USAGE,
                "hide: 'a**\\x1b' is no regular expression: quantifier does not follow a repeatable item at "
                "character 3");
    check_error((ncalls_analyze_options){.focus = "main", .show_from = "["}, NCALLS_USAGE,
                "show_from: '[' is no regular expression: missing terminating ] for character class at character 2");
}

static void an_endless_search_is_told(void **state)
{
    ncalls_profile *p = sample_profile("f /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.py:1(f) 1 1 1 1\n");
    ncalls_analyze_options options = {.focus = "(a|aa|aaa|aaaa)*[xz]$"};
    ncalls_error error = {0};
    clock_t begin = clock();
    ncalls_results *r;

    (void)state;
    assert_int_equal(ncalls_analyze(&r, p, NULL, &options, &error), NCALLS_LIMIT);
    assert_non_null(strstr(error.message, "focus: the expression cannot be searched for in a name of "));
    assert_true(clock() - begin < 20 * CLOCKS_PER_SEC);
    ncalls_profile_free(p);
}

static void what_matches_nothing_is_noted(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.focus = "nothere\033"});
    const ncalls_profile *q = ncalls_results_profile(r);

    (void)state;
    assert_int_equal(q->functions.count, 0);
    assert_int_equal(q->note_count, 1);
    assert_string_equal(nc_profile_text(q, q->notes[0]), "focus: no function matches 'nothere\\x1b'");
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static void only_mine_folds_libraries_into_my_callers(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.only_mine = true});
    const ncalls_profile *q = ncalls_results_profile(r);

    (void)state;
    assert_int_equal(q->functions.count, 3);
    assert_int_equal(q->functions.self[sample_find(q, "/srv/shop/views.py:14(list_books)").at], 62);
    assert_int_equal(q->functions.self[sample_find(q, "job").at], 29);
    assert_int_equal(q->totals.self, p->totals.self);
    assert_int_equal(q->note_count, 0);
    assert_ptr_equal(r->whole, p);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static void where_nothing_is_mine_that_is_noted(void **state)
{
    ncalls_profile *p = sample_profile("f ~:0(<len>) 1 1 5 5\n");
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.only_mine = true});
    const ncalls_profile *q = ncalls_results_profile(r);

    (void)state;
    assert_int_equal(q->functions.count, 0);
    assert_string_equal(nc_profile_text(q, q->notes[0]), "only_mine: no function in this profile is yours");
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

/* pprof: focus sees what hide takes away, show_from does not. */
static void filters_come_in_pprofs_order(void **state)
{
    ncalls_profile *p = sample_profile(shop);
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.focus = "query.py", .hide = "query.py"});
    const ncalls_profile *q = ncalls_results_profile(r);

    (void)state;
    assert_int_equal(q->functions.count, 3);
    assert_int_equal(q->functions.self[sample_find(q, "/srv/shop/views.py:14(list_books)").at], 15);
    ncalls_results_free(r);
    r = analyze(p, (ncalls_analyze_options){.hide = "query.py", .show_from = "query.py"});
    assert_int_equal(ncalls_results_profile(r)->functions.count, 0);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

/* Each allocation fails in turn, alone or with all after it: a status, no leak
 * (the sanitizer looks). pcre2 does without its compiler if it must. */
static void check_without_memory(ncalls_analyze_options options)
{
    ncalls_profile *p = sample_profile(shop);
    uint32_t failed = 0;

    for (long n = 0; n < 300; n++) {
        ncalls_results *r = NULL;
        ncalls_status status;

        nc_alloc_fail_after(n / 2, n % 2);
        status = ncalls_analyze(&r, p, NULL, &options, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        assert_int_equal(r == NULL, status != NCALLS_OK);
        failed += status != NCALLS_OK;
        ncalls_results_free(r);
    }
    assert_true(failed > 60 && failed < 290);
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    (void)state;
    check_without_memory((ncalls_analyze_options){.focus = "query.py|views"});
    check_without_memory((ncalls_analyze_options){.ignore = "query"});
    check_without_memory((ncalls_analyze_options){.show_from = "views.*"});
    check_without_memory((ncalls_analyze_options){.hide = "query.py", .only_mine = true});
}

static ncalls_profile *open_real(const char *name)
{
    const char *testdata = getenv("testdata");
    char path[800];
    const char *paths[] = {path};
    ncalls_error error = {0};
    ncalls_profile *p;

    if (!testdata) {
        print_message("$testdata is not set\n");
        skip();
    }
    snprintf(path, sizeof path, "%s/pstats/%s", testdata, name);
    if (ncalls_profile_open(&p, paths, 1, NULL, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    return p;
}

/* list_books was called once and is not recursive: all that lies below it is
 * its total, which the file has to the nanosecond. */
static void a_real_view_keeps_what_it_cost(void **state)
{
    ncalls_profile *p = open_real("django_shop-slow-3.11.prof");
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.show_from = "views.py:14\\(list_books\\)"});
    const ncalls_profile *q = ncalls_results_profile(r);
    nc_func view = sample_find(p, "/srv/shop/books/views.py:14(list_books)");

    (void)state;
    assert_true(forest_distance(q->totals.self, p->functions.total[view.at]) < p->totals.self / 10000);
    assert_int_equal(q->functions.calls[sample_find(q, "/srv/shop/books/views.py:6(serialize)").at], 847);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static void a_real_view_gets_what_its_libraries_cost(void **state)
{
    ncalls_profile *p = open_real("django_shop-slow-3.11.prof");
    ncalls_results *r = analyze(p, (ncalls_analyze_options){.only_mine = true});
    const ncalls_profile *q = ncalls_results_profile(r);
    nc_func view = sample_find(p, "/srv/shop/books/views.py:14(list_books)");
    nc_func row = sample_find(p, "/srv/shop/books/views.py:6(serialize)");
    int64_t own = p->functions.total[view.at] - p->functions.total[row.at];

    (void)state;
    assert_true(forest_distance(q->functions.self[sample_find(q, "/srv/shop/books/views.py:14(list_books)").at], own) <
                p->totals.self / 1000);
    ncalls_results_free(r);
    ncalls_profile_free(p);
}

static int64_t self_with(const ncalls_profile *p, ncalls_analyze_options options)
{
    ncalls_results *r = analyze(p, options);
    ncalls_error error = {0};
    int64_t self = ncalls_results_profile(r)->totals.self;

    if (nc_check_profile(ncalls_results_profile(r), &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    ncalls_results_free(r);
    return self;
}

/* Negative times (a bias that was too great) make parts greater than wholes. */
static bool has_negative_times(const ncalls_profile *p)
{
    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (p->functions.self[i] < 0)
            return true;
    return false;
}

static void check_laws(const char *name)
{
    ncalls_profile *p = open_real(name);
    int64_t whole = p->totals.self, with = self_with(p, (ncalls_analyze_options){.focus = "[e-h]"});

    assert_int_equal(with + self_with(p, (ncalls_analyze_options){.ignore = "[e-h]"}), whole);
    if (!has_negative_times(p)) {
        assert_in_range(with, 0, whole);
        assert_in_range(self_with(p, (ncalls_analyze_options){.show_from = "load|main"}), 0, whole);
        assert_in_range(self_with(p, (ncalls_analyze_options){.hide = "a"}), 0, whole);
        assert_in_range(self_with(p, (ncalls_analyze_options){.only_mine = true}), 0, whole);
    }
    ncalls_profile_free(p);
}

static void the_laws_hold_for_every_recording(void **state)
{
    const char *testdata = getenv("testdata");
    char folder[400];
    struct dirent *entry;
    int files = 0;
    DIR *dir;

    (void)state;
    if (!testdata) {
        print_message("$testdata is not set\n");
        skip();
    }
    snprintf(folder, sizeof folder, "%s/pstats", testdata);
    dir = opendir(folder);
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strstr(entry->d_name, ".prof") || strstr(entry->d_name, ".pstat")) {
            check_laws(entry->d_name);
            files++;
        }
    closedir(dir);
    assert_true(files > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_filters_the_profile_is_the_one_given),
        cmocka_unit_test(patterns_are_searched_in_file_line_and_name),
        cmocka_unit_test(built_ins_match_as_they_stand_in_the_file_too),
        cmocka_unit_test(wrong_patterns_are_told_with_the_place),
        cmocka_unit_test(an_endless_search_is_told),
        cmocka_unit_test(what_matches_nothing_is_noted),
        cmocka_unit_test(only_mine_folds_libraries_into_my_callers),
        cmocka_unit_test(where_nothing_is_mine_that_is_noted),
        cmocka_unit_test(filters_come_in_pprofs_order),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(a_real_view_keeps_what_it_cost),
        cmocka_unit_test(a_real_view_gets_what_its_libraries_cost),
        cmocka_unit_test(the_laws_hold_for_every_recording),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
