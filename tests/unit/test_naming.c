/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "ncalls/results.h"
#include "analyze/naming.h"

typedef struct fixture {
    ncalls_profile *profile;
    ncalls_results *results;
    nc_naming naming;
} fixture;

static fixture open_fixture(const char *text, const char *prefix)
{
    ncalls_analyze_options options = {.path_prefix = prefix};
    fixture f = {.profile = sample_profile(text)};

    assert_int_equal(ncalls_analyze(&f.results, f.profile, NULL, &options, NULL), NCALLS_OK);
    nc_naming_init(&f.naming, f.results);
    return f;
}

static void close_fixture(fixture *f)
{
    ncalls_results_free(f->results);
    ncalls_profile_free(f->profile);
}

static void check_name(const fixture *f, const char *label, const char *want)
{
    nc_text text;

    nc_text_init(&text);
    nc_naming_add(&text, &f->naming, sample_find(f->profile, label));
    assert_string_equal(text.bytes, want);
    nc_text_reset(&text);
}

static void built_ins_are_shown_as_pstats_shows_them(void **state)
{
    fixture f = open_fixture("f ~:0(<len>) 1 1 1 1\nf ~:0(plain) 1 1 1 1\nf ~:0(<) 1 1 1 1\nf :0(setprofile) 1 1 1 1\n"
                             "f profile:0(profiler) 1 1 1 1\nf builtins:0(sum) 1 1 1 1\nf builtins:0(<sort>) 1 1 1 1\n",
                             NULL);

    (void)state;
    check_name(&f, "~:0(<len>)", "{len}");
    check_name(&f, "~:0(plain)", "plain");
    check_name(&f, "~:0(<)", "<");
    check_name(&f, ":0(setprofile)", "setprofile");
    check_name(&f, "profile:0(profiler)", "profile:0(profiler)");
    check_name(&f, "builtins:0(sum)", "{sum}");
    check_name(&f, "builtins:0(<sort>)", "{sort}");
    close_fixture(&f);
}

static void libraries_are_shown_from_where_they_are_imported(void **state)
{
    fixture f = open_fixture("f /v/lib/python3.11/site-packages/django/db/query.py:5(get) 1 1 1 1\n"
                             "f /usr/lib/python3.11/json/decoder.py:9(decode) 1 1 1 1\n"
                             "f /usr/lib/python3.11/copy.py:9(copy) 1 1 1 1\n"
                             "f C:\\Python39\\Lib\\site-packages\\six.py:3(u) 1 1 1 1\n"
                             "f <string>:1(f) 1 1 1 1\n",
                             NULL);

    (void)state;
    check_name(&f, "/v/lib/python3.11/site-packages/django/db/query.py:5(get)", "django/db/query.py:5(get)");
    check_name(&f, "/usr/lib/python3.11/json/decoder.py:9(decode)", "json/decoder.py:9(decode)");
    check_name(&f, "/usr/lib/python3.11/copy.py:9(copy)", "copy.py:9(copy)");
    check_name(&f, "C:\\Python39\\Lib\\site-packages\\six.py:3(u)", "six.py:3(u)");
    check_name(&f, "<string>:1(f)", "<string>:1(f)");
    close_fixture(&f);
}

static void my_files_lose_the_directory_that_they_share(void **state)
{
    fixture f = open_fixture("f /srv/shop/books/views.py:6(a) 1 1 1 1\nf /srv/shop/books/api/urls.py:7(b) 1 1 1 1\n"
                             "f /srv/shop/books2.py:8(c) 1 1 1 1\nf <stdin>:1(d) 1 1 1 1\n"
                             "f /usr/lib/python3.11/copy.py:9(copy) 1 1 1 1\n",
                             NULL);

    (void)state;
    check_name(&f, "/srv/shop/books/views.py:6(a)", "books/views.py:6(a)");
    check_name(&f, "/srv/shop/books/api/urls.py:7(b)", "books/api/urls.py:7(b)");
    check_name(&f, "/srv/shop/books2.py:8(c)", "books2.py:8(c)");
    check_name(&f, "<stdin>:1(d)", "<stdin>:1(d)");
    close_fixture(&f);
}

static void a_file_alone_keeps_its_name_only(void **state)
{
    fixture f = open_fixture("f /srv/shop/naive.py:6(a) 1 1 1 1\nf relative/x.py:0(b) 1 1 1 1\n", NULL), g;

    (void)state;
    /* A relative path is short already and has no part in what the others share. */
    check_name(&f, "/srv/shop/naive.py:6(a)", "naive.py:6(a)");
    check_name(&f, "relative/x.py:0(b)", "relative/x.py(b)");
    close_fixture(&f);
    g = open_fixture("f /srv/shop/naive.py:6(a) 1 1 1 1\n", NULL);
    check_name(&g, "/srv/shop/naive.py:6(a)", "naive.py:6(a)");
    close_fixture(&g);
}

static void a_prefix_is_taken_off_whole_components_only(void **state)
{
    static const char files[] = "f /srv/shop/views.py:6(a) 1 1 1 1\nf /srv/shopping/views.py:6(b) 1 1 1 1\n"
                                "f /srv/shop:6(c) 1 1 1 1\n";
    fixture f = open_fixture(files, "/srv/shop"), g;

    (void)state;
    check_name(&f, "/srv/shop/views.py:6(a)", "views.py:6(a)");
    check_name(&f, "/srv/shopping/views.py:6(b)", "shopping/views.py:6(b)"); /* my files share /srv */
    check_name(&f, "/srv/shop:6(c)", "shop:6(c)");
    close_fixture(&f);
    g = open_fixture(files, "/srv/shop/");
    check_name(&g, "/srv/shop/views.py:6(a)", "views.py:6(a)");
    check_name(&g, "/srv/shopping/views.py:6(b)", "shopping/views.py:6(b)");
    close_fixture(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_ins_are_shown_as_pstats_shows_them),
        cmocka_unit_test(libraries_are_shown_from_where_they_are_imported),
        cmocka_unit_test(my_files_lose_the_directory_that_they_share),
        cmocka_unit_test(a_file_alone_keeps_its_name_only),
        cmocka_unit_test(a_prefix_is_taken_off_whole_components_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
