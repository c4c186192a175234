/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "analyze/packages.h"

#define LIB  "/usr/lib/python3.11/"
#define SITE LIB "site-packages/"

/* mine 10, json 20 + re 5 = stdlib 25, django 30, six 1, built-ins 100,
 * generated 3. len: 60, of which mine 25 and django 30, 5 unaccounted;
 * execute: 40, all from django. */
static const char program[] = "f view 1 1 10 10\n"
                              "f " LIB "json/encoder.py:1(encode) 2 2 20 20\n"
                              "f " LIB "re/_compiler.py:9(compile) 1 1 5 5\n"
                              "f " SITE "django/db/models/query.py:7(get) 50 50 30 70\n"
                              "f " SITE "six.py:3(u) 4 4 1 1\n"
                              "f ~:0(<len>) 100 100 60 60\n"
                              "f ~:0(<execute>) 50 50 40 40\n"
                              "f <string>:2(__init__) 3 3 3 3\n"
                              "e view ~:0(<len>) 40 40 25 25\n"
                              "e " SITE "django/db/models/query.py:7(get) ~:0(<len>) 50 50 30 30\n"
                              "e " SITE "django/db/models/query.py:7(get) ~:0(<execute>) 50 50 40 40\n";

static const nc_packages_row *find(const nc_packages *r, const ncalls_profile *p, const char *title)
{
    for (uint32_t i = 0; i < r->count; i++) {
        size_t size;

        if (strcmp(nc_packages_title(p, &r->rows[i], &size), title) == 0)
            return &r->rows[i];
    }
    fail_msg("no row %s", title);
    return NULL;
}

static void check_row(const nc_packages *r, const ncalls_profile *p, const char *title, uint32_t functions,
                      int64_t calls, int64_t self, int64_t with_builtins)
{
    const nc_packages_row *row = find(r, p, title);

    assert_int_equal(row->functions, functions);
    assert_int_equal(row->calls, calls);
    assert_int_equal(row->self, self);
    assert_int_equal(row->self_with_builtins, with_builtins);
}

static void check_sums(const nc_packages *r, const ncalls_profile *p)
{
    int64_t self = 0, with = 0;

    for (uint32_t i = 0; i < r->count; i++) {
        self += r->rows[i].self;
        with += r->rows[i].self_with_builtins;
    }
    assert_int_equal(self, p->totals.self);
    assert_int_equal(with, p->totals.self);
    assert_int_equal(r->whole, p->totals.self);
}

static void cost_is_summed_by_origin(void **state)
{
    ncalls_profile *p = sample_profile(program);
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    assert_int_equal(r.count, 6);
    check_row(&r, p, "mine", 1, 1, 10, 35);
    check_row(&r, p, "stdlib", 2, 3, 25, 25);
    check_row(&r, p, "django", 1, 50, 30, 100);
    check_row(&r, p, "six", 1, 4, 1, 1);
    check_row(&r, p, "built-ins", 2, 150, 100, 5);
    check_row(&r, p, "generated code", 1, 3, 3, 3);
    check_sums(&r, p);
    assert_false(r.estimated);
    for (uint32_t i = 1; i < r.count; i++)
        assert_true(r.rows[i - 1].self_with_builtins >= r.rows[i].self_with_builtins);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

static void modules_of_the_stdlib_can_be_told_apart(void **state)
{
    ncalls_profile *p = sample_profile(program);
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, NC_PACKAGES_MODULES, NULL), NCALLS_OK);
    assert_int_equal(r.count, 7);
    check_row(&r, p, "json", 1, 2, 20, 20);
    check_row(&r, p, "re", 1, 1, 5, 5);
    check_sums(&r, p);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

static void a_package_that_is_called_like_a_module_is_another(void **state)
{
    ncalls_profile *p = sample_profile("f " LIB "json/encoder.py:1(encode) 2 2 20 20\n"
                                       "f " SITE "json/encoder.py:1(encode) 2 2 20 20\n");
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, NC_PACKAGES_MODULES, NULL), NCALLS_OK);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.rows[0].class_, NCALLS_CLASS_STDLIB);
    assert_int_equal(r.rows[1].class_, NCALLS_CLASS_PACKAGE);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

/* Each figure of a file is rounded by itself: callers may add up to more. */
static void callers_never_get_more_than_the_built_in_has(void **state)
{
    ncalls_profile *p = sample_profile("f view 1 1 0 0\nf " SITE "six.py:3(u) 4 4 0 0\nf ~:0(<len>) 3 3 9 9\n"
                                       "e view ~:0(<len>) 1 1 5 5\ne " SITE "six.py:3(u) ~:0(<len>) 2 2 5 5\n");
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    check_sums(&r, p);
    assert_int_equal(find(&r, p, "built-ins")->self_with_builtins, 0);
    assert_int_equal(find(&r, p, "mine")->self_with_builtins + find(&r, p, "six")->self_with_builtins, 9);
    assert_false(r.estimated);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

/* The profile module counts calls of edges but does not time them. */
static void without_times_calls_divide_and_it_is_said(void **state)
{
    ncalls_profile *p = sample_profile("f view 1 1 0 0\nf " SITE "six.py:3(u) 4 4 0 0\nf ~:0(<len>) 4 4 100 100\n"
                                       "f ~:0(<ord>) 4 4 8 8\n"
                                       "e view ~:0(<len>) 1 - - -\ne " SITE "six.py:3(u) ~:0(<len>) 3 - - -\n"
                                       "e view ~:0(<ord>) 4 - - -\n");
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    assert_int_equal(find(&r, p, "mine")->self_with_builtins, 33);
    assert_int_equal(find(&r, p, "six")->self_with_builtins, 75);
    check_sums(&r, p);
    assert_true(r.estimated);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

static void a_built_in_that_calls_another_keeps_it(void **state)
{
    ncalls_profile *p = sample_profile("f view 1 1 1 9\nf ~:0(<sorted>) 1 1 3 8\nf ~:0(<len>) 9 9 5 5\n"
                                       "e view ~:0(<sorted>) 1 1 3 8\ne ~:0(<sorted>) ~:0(<len>) 9 9 5 5\n");
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    check_row(&r, p, "mine", 1, 1, 1, 4);
    check_row(&r, p, "built-ins", 2, 10, 8, 5);
    check_sums(&r, p);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

static void calls_that_the_input_did_not_know_are_absent(void **state)
{
    ncalls_profile *p = sample_profile_with(NCALLS_HAS_EDGES | NCALLS_HAS_TIME, "f view 0 0 1 2\n");
    nc_packages r;

    (void)state;
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    assert_true(r.rows[0].calls == NCALLS_ABSENT);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

/* Without a file a sampler's frame may be anybody's; only what profilers of
 * calls list there is built in. */
static void what_has_no_file_is_nobody_knows_whose(void **state)
{
    nc_builder *b = nc_builder_new(0);
    nc_str none = {0};
    nc_func bare, built_in, native;
    ncalls_profile *p;
    nc_packages r;

    (void)state;
    nc_builder_begin_source(b, "test", "test", 0);
    nc_builder_declare(b, 0, NCALLS_UNIT_SAMPLES);
    bare = nc_builder_function(b, none, 0, nc_builder_string(b, "main", 4));
    built_in = nc_builder_function(b, none, 0, nc_builder_string(b, "len", 3));
    native = nc_builder_function(b, nc_builder_string(b, "libc.so.6", 9), 0, nc_builder_string(b, "malloc", 6));
    nc_builder_set_kind(b, bare, NCALLS_KIND_PYTHON);
    nc_builder_set_kind(b, bare, NCALLS_KIND_PYTHON);
    nc_builder_set_kind(b, native, NCALLS_KIND_NATIVE);
    nc_builder_add_calls(b, bare, 0, 0, 2, 2);
    nc_builder_add_calls(b, built_in, 0, 0, 1, 1);
    nc_builder_add_calls(b, native, 0, 0, 4, 4);
    p = sample_finish(b);
    assert_int_equal(nc_packages_sum(&r, p, 0, NULL), NCALLS_OK);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.rows[0].class_, NCALLS_CLASS_UNKNOWN);
    assert_int_equal(r.rows[0].functions, 2);
    assert_int_equal(r.rows[0].self, 6);
    assert_int_equal(r.rows[1].class_, NCALLS_CLASS_BUILTIN);
    nc_packages_reset(&r);
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(program);
    nc_packages r;

    (void)state;
    SAMPLE_WITHOUT_MEMORY(nc_packages_sum(&r, p, NC_PACKAGES_MODULES, NULL), nc_packages_reset(&r));
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost_is_summed_by_origin),
        cmocka_unit_test(modules_of_the_stdlib_can_be_told_apart),
        cmocka_unit_test(a_package_that_is_called_like_a_module_is_another),
        cmocka_unit_test(callers_never_get_more_than_the_built_in_has),
        cmocka_unit_test(without_times_calls_divide_and_it_is_said),
        cmocka_unit_test(a_built_in_that_calls_another_keeps_it),
        cmocka_unit_test(calls_that_the_input_did_not_know_are_absent),
        cmocka_unit_test(what_has_no_file_is_nobody_knows_whose),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
