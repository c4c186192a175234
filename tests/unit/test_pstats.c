/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/results.h"
#include "base/alloc.h"
#include "model/builder.h"
#include "ncalls/ncalls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ncalls_profile *open_profile(const char *path, unsigned keep)
{
    const ncalls_read_options options = {.keep = keep};
    ncalls_profile *profile;
    ncalls_error error;

    if (ncalls_profile_open(&profile, &path, 1, &options, &error))
        fail_msg("%s", error.message);
    return profile;
}

static char *print(const ncalls_profile *profile, const ncalls_write_options *options)
{
    ncalls_results results = {.profile = profile, .whole = profile};
    ncalls_error error;
    size_t size;
    char *out;

    if (ncalls_write_memory(&results, "pstats", &out, &size, options, &error))
        fail_msg("%s", error.message);
    return out;
}

/* No address, no alias, whole nanoseconds: then the model knows all that the
 * file knew but the order. */
static void rows_from_the_model_print_the_same(void **state)
{
    static const char *const keys[] = {"stdname"};
    char path[4096];

    (void)state;
    snprintf(path, sizeof path, "%s/pstats/log_scan-slow-3.13.prof", getenv("testdata"));
    for (int table = 0; table < 3; table++)
        for (int strip = 0; strip < 2; strip++) {
            ncalls_write_options options = {
                .sort = keys, .sort_count = 1, .table = (ncalls_pstats_table)table, .strip_dirs = strip};
            ncalls_profile *own = open_profile(path, NCALLS_KEEP_VERBATIM), *model = open_profile(path, 0);
            char *expected = print(own, &options), *out = print(model, &options);

            assert_non_null(own->verbatim);
            assert_null(model->verbatim);
            assert_string_equal(out, expected);
            ncalls_free(out);
            ncalls_free(expected);
            ncalls_profile_free(own);
            ncalls_profile_free(model);
        }
}

static nc_func add(nc_builder *b, const char *file, int line, const char *name)
{
    return nc_builder_function(b, nc_builder_string(b, file, strlen(file)), line,
                               nc_builder_string(b, name, strlen(name)));
}

/* What another format may know: calls of an edge without times, an edge that
 * was not counted at all. */
static ncalls_profile *make(unsigned has)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;
    nc_func main, work, leaf;

    assert_non_null(b);
    nc_builder_begin_source(b, "made", "test", 0);
    nc_builder_declare(b, has, NCALLS_UNIT_NANOSECONDS);
    main = add(b, "/srv/app.py", 1, "main");
    work = add(b, "/srv/app.py", 9, "work\x1b[31m");
    leaf = add(b, "~", 0, "<built-in method leaf>");
    if (has & NCALLS_HAS_CALLS) {
        nc_builder_add_calls(b, main, 1, 1, 500000, 3000000000);
        nc_builder_add_calls(b, work, 4, 2, 1500000, 2000000000);
        nc_builder_add_calls(b, leaf, 8, 8, 998000000, 998000000);
    }
    nc_builder_add_edge(b, (nc_edge_row){main, work, 4, 2, 1500000, 2000000000});
    nc_builder_add_edge(b, (nc_edge_row){work, leaf, 8, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT});
    nc_builder_add_edge(b, (nc_edge_row){main, leaf, NCALLS_ABSENT, NCALLS_ABSENT, 5, 5});
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    return profile;
}

enum { ALL = NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME };

static void other_formats_are_printed_in_order_of_their_names(void **state)
{
    static const char stats[] = "         13 function calls (11 primitive calls) in 1.000 seconds\n"
                                "\n"
                                "   Random listing order was used\n"
                                "\n"
                                "   ncalls  tottime  percall  cumtime  percall filename:lineno(function)\n"
                                "        1    0.001    0.001    3.000    3.000 /srv/app.py:1(main)\n"
                                "      4/2    0.002    0.000    2.000    1.000 /srv/app.py:9(work\\x1b[31m)\n"
                                "        8    0.998    0.125    0.998    0.125 {built-in method leaf}\n"
                                "\n"
                                "\n";
    static const char callees[] =
        "   Random listing order was used\n"
        "\n"
        "Function                  called...\n"
        "                              ncalls  tottime  cumtime\n"
        "/srv/app.py:1(main)       ->     4/2    0.002    2.000  /srv/app.py:9(work\\x1b[31m)\n"
        "/srv/app.py:9(work\\x1b[31m)  -> {built-in method leaf}(8)    0.998\n"
        "{built-in method leaf}    -> \n"
        "\n"
        "\n";
    ncalls_profile *profile = make(ALL);
    char *out = print(profile, NULL);

    (void)state;
    assert_string_equal(out, stats);
    ncalls_free(out);
    out = print(profile, &(ncalls_write_options){.table = NCALLS_PSTATS_CALLEES});
    assert_string_equal(out, callees);
    ncalls_free(out);
    ncalls_profile_free(profile);
}

static void check_failure(const ncalls_profile *profile, const ncalls_write_options *options, const char *sentence)
{
    ncalls_results results = {.profile = profile, .whole = profile};
    ncalls_error error;
    size_t size;
    char *out;

    assert_int_equal(ncalls_write_memory(&results, "pstats", &out, &size, options, &error), NCALLS_USAGE);
    assert_string_equal(error.message, sentence);
}

static void what_cannot_be_printed_is_said(void **state)
{
    static const char *const unknown[] = {"tottime", "sideways"}, *const foreign[] = {"amplification"};
    static const char *const beyond[] = {"2.0"};
    ncalls_profile *profile = make(ALL), *without = make(NCALLS_HAS_EDGES | NCALLS_HAS_TIME);

    (void)state;
    check_failure(profile, &(ncalls_write_options){.sort = unknown, .sort_count = 2},
                  "no sort key is called 'sideways'");
    check_failure(profile, &(ncalls_write_options){.sort = foreign, .sort_count = 1},
                  "pstats has no sort key 'amplification'");
    check_failure(profile, &(ncalls_write_options){.restrictions = beyond, .restriction_count = 1},
                  "'2.0' is no restriction: a fraction lies between 0 and 1");
    check_failure(without, NULL, "--format pstats needs calls and times, and this profile has no calls");
    ncalls_profile_free(profile);
    ncalls_profile_free(without);
}

/* As callgrind has it: time, and calls from nowhere. */
static void time_without_calls_is_not_printed_as_never_called(void **state)
{
    nc_builder *b = nc_builder_new(0);
    ncalls_profile *profile;

    (void)state;
    nc_builder_begin_source(b, "made", "test", 0);
    nc_builder_declare(b, ALL, NCALLS_UNIT_NANOSECONDS);
    nc_builder_add_calls(b, add(b, "/srv/app.py", 1, "main"), 0, 0, 0, 7);
    nc_builder_add_calls(b, add(b, "/srv/app.py", 9, "idle"), 0, 0, 0, 0);
    assert_int_equal(nc_builder_finish(b, &profile, NULL), NCALLS_OK);
    nc_builder_free(b);
    check_failure(profile, NULL,
                  "--format pstats needs the calls of every function, and of 1 they are not known");
    ncalls_profile_free(profile);
}

static void callers_are_printed_only_where_they_are_known(void **state)
{
    ncalls_profile *profile = make(NCALLS_HAS_CALLS | NCALLS_HAS_TIME);

    (void)state;
    check_failure(profile, &(ncalls_write_options){.table = NCALLS_PSTATS_CALLERS},
                  "--format pstats needs calls, times and callers, and this profile has no callers");
    ncalls_profile_free(profile);
}

/* Rows of some of the files are not the rows of their sum. */
static void verbatim_is_kept_only_if_every_source_has_it(void **state)
{
    static const struct {
        const char *path[3];
        bool kept;
    } cases[] = {
        {{"pstats/fib-memo-3.13.prof"}, true},
        {{"pstats/fib-memo-3.13.prof", "pstats/fib-memo-3.8.prof"}, true},
        {{"collapsed/busy.txt"}, false},
        {{"pstats/fib-memo-3.13.prof", "pstats_text/busy.txt"}, false},
        {{"pstats_text/busy.txt", "pstats/fib-memo-3.13.prof"}, false},
        {{"pstats/fib-memo-3.8.prof", "pstats_text/busy.txt", "pstats/fib-memo-3.13.prof"}, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ncalls_read_options options = {.keep = NCALLS_KEEP_VERBATIM};
        char text[3][4096];
        const char *paths[3];
        ncalls_profile *profile;
        ncalls_error error;
        size_t count = 0;

        for (; count < 3 && cases[i].path[count]; count++) {
            snprintf(text[count], sizeof text[count], "%s/%s", getenv("testdata"), cases[i].path[count]);
            paths[count] = text[count];
        }
        if (ncalls_profile_open(&profile, paths, count, &options, &error))
            fail_msg("%s", error.message);
        assert_int_equal(profile->verbatim != NULL, cases[i].kept);
        ncalls_profile_free(profile);
    }
}

/* Fails the n-th allocation, for every n until all is printed. */
static void check_memory(const ncalls_profile *profile, const ncalls_write_options *options)
{
    ncalls_results results = {.profile = profile, .whole = profile};
    char *expected = print(profile, options), *out;
    ncalls_status status;
    size_t size;

    for (long n = 0;; n++) {
        ncalls_error error = {0};

        nc_alloc_fail_after(n, false);
        status = ncalls_write_memory(&results, "pstats", &out, &size, options, &error);
        nc_alloc_fail_after(-1, false);
        if (!status)
            break;
        /* The sink says so too, in its own words. */
        assert_true(status == NCALLS_MEMORY || status == NCALLS_IO);
        assert_null(out);
    }
    assert_string_equal(out, expected);
    ncalls_free(out);
    ncalls_free(expected);
}

static void no_memory_leaves_nothing(void **state)
{
    static const char *const keys[] = {"stdname"}, *const restrictions[] = {"s|\xc3\xa9", "0.9"};
    char path[4096];

    (void)state;
    snprintf(path, sizeof path, "%s/pstats/fib-memo-profile-3.11.prof", getenv("testdata"));
    for (int table = 0; table < 3; table++)
        for (int strip = 0; strip < 2; strip++) {
            ncalls_write_options options = {.sort = keys,
                                            .sort_count = 1,
                                            .table = (ncalls_pstats_table)table,
                                            .strip_dirs = strip,
                                            .restrictions = restrictions,
                                            .restriction_count = 2};
            ncalls_profile *own = open_profile(path, NCALLS_KEEP_VERBATIM), *made = make(ALL);

            check_memory(own, &options);
            check_memory(made, &options);
            ncalls_profile_free(own);
            ncalls_profile_free(made);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_from_the_model_print_the_same),
        cmocka_unit_test(other_formats_are_printed_in_order_of_their_names),
        cmocka_unit_test(what_cannot_be_printed_is_said),
        cmocka_unit_test(time_without_calls_is_not_printed_as_never_called),
        cmocka_unit_test(callers_are_printed_only_where_they_are_known),
        cmocka_unit_test(verbatim_is_kept_only_if_every_source_has_it),
        cmocka_unit_test(no_memory_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
