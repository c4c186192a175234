/* SPDX-License-Identifier: MIT */
/* The report as text and Markdown, from the public call on. */
#include "sample.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "ncalls/list.h"
#include "ncalls/write.h"

/*  main ──1──▶ list ──847──▶ query     list also calls <len> once */
static const char loop[] = "f /srv/shop/run.py:1(main) 1 1 1000 1000000\n"
                           "f /srv/shop/views.py:5(list) 1 1 99000 999000\n"
                           "f /v/lib/python3.11/site-packages/orm/base.py:9(query) 847 847 890000 890000\n"
                           "f ~:0(<len>) 1 1 10000 10000\n"
                           "e /srv/shop/run.py:1(main) /srv/shop/views.py:5(list) 1 1 99000 999000\n"
                           "e /srv/shop/views.py:5(list) "
                           "/v/lib/python3.11/site-packages/orm/base.py:9(query) 847 847 890000 890000\n"
                           "e /srv/shop/views.py:5(list) ~:0(<len>) 1 1 10000 10000\n";

static char *print(const ncalls_profile *p, const char *format, const ncalls_write_options *options)
{
    ncalls_results *results;
    ncalls_error error = {0};
    char *out;
    size_t size;

    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    if (ncalls_write_memory(results, format, &out, &size, options, &error))
        fail_msg("%s", error.message);
    assert_int_equal(strlen(out), size);
    assert_true(nc_utf8_valid(out, size));
    ncalls_results_free(results);
    return out;
}

static void check_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is missing", part);
}

static void check_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is there", part);
}

static ncalls_profile *recorded(const char *const pythons[2])
{
    nc_builder *b = nc_builder_new(0);

    for (unsigned i = 0; i < 2; i++) {
        nc_builder_begin_source(b, "a.prof", "pstats", 0);
        nc_builder_set_tool(b, "cProfile");
        if (*pythons[i])
            nc_builder_set_python(b, pythons[i]);
    }
    nc_builder_declare(b, SAMPLE_HAS, NCALLS_UNIT_NANOSECONDS);
    nc_builder_add_calls(b, sample_function(b, "main"), 1, 1, 5, 5);
    return sample_finish(b);
}

static void a_recorder_is_named_once(void **state)
{
    static const struct {
        const char *pythons[2], *said;
    } cases[] = {{{"3.11", "3.11"}, "profiler   cProfile, Python 3.11\n"},
                 {{"3.11", ""}, "profiler   cProfile, Python 3.11\n"},
                 {{"", "3.11"}, "profiler   cProfile, Python 3.11\n"},
                 {{"", ""}, "profiler   cProfile\n"},
                 {{"3.8", "3.11"}, "profiler   cProfile, Python 3.8; cProfile, Python 3.11\n"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ncalls_profile *p = recorded(cases[i].pythons);
        char *text = print(p, "text", NULL);

        check_has(text, cases[i].said);
        ncalls_free(text);
        ncalls_profile_free(p);
    }
}

static void the_overview_says_who_calls_what_how_often(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    char *text = print(p, "text", NULL);

    (void)state;
    check_has(text, "calls      850 function calls of 4 functions\n");
    check_has(text, "time       1.00 ms\n");
    check_has(text, "\nCalls that multiply\n");
    check_has(text, "     847    847      890 µs  89.0%  orm/base.py:9(query)  views.py:5(list)\n");
    check_has(text, "\n    847   890 µs   1.05 µs      890 µs   1.05 µs  89.0%  orm/base.py:9(query)\n");
    check_has(text, "\nHeaviest call path\n");
    check_has(text, "  orm/base.py:9(query)\n");
    check_has(text, "\nTime by package\n");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void a_sort_key_asks_for_one_table(void **state)
{
    static const char *const keys[] = {"ncalls"};
    ncalls_profile *p = sample_profile(loop);
    ncalls_write_options options = {.sort = keys, .sort_count = 1, .limit = 2};
    char *text = print(p, "text", &options);

    (void)state;
    check_has(text, "\nFunctions by calls\n");
    check_has(text, "\n  2 more functions, 0.2% of the calls\n");
    check_lacks(text, "Hotspots");
    check_lacks(text, "package");
    ncalls_free(text);
    options.reverse = true;
    options.limit = -1;
    text = print(p, "text", &options);
    check_has(text, "\nFunctions by calls, reversed\n");
    assert_true(strstr(text, "(main)") < strstr(text, "(query)"));
    check_lacks(text, "more functions");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void every_sort_key_has_its_table(void **state)
{
    ncalls_profile *p = sample_profile(loop);

    (void)state;
    for (size_t i = 0; ncalls_sort_key_at(i); i++) {
        const char *key = ncalls_sort_key_at(i)->name;
        ncalls_write_options options = {.sort = &key, .sort_count = 1, .width = 200};
        char *text = print(p, "text", &options);

        check_has(text, "\nFunctions by ");
        check_has(text, "orm/base.py:9(query)");
        ncalls_free(text);
    }
    ncalls_profile_free(p);
}

static void small_rows_are_folded(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    ncalls_write_options options = {.min_share = 0.05};
    char *text = print(p, "text", &options);

    (void)state;
    check_has(text, "  2 more functions, 1.1% of the time\n"); /* main and len by self time */
    ncalls_free(text);
    options.min_share = 2;
    text = print(p, "text", &options);
    check_has(text, "  4 more functions, 100.0% of the time\n");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void peek_shows_a_function_between_its_edges(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    ncalls_write_options options = {.peek = "list"};
    char *text = print(p, "text", &options);

    (void)state;
    check_has(
        text,
        "views.py:5(list)\n  profile  sample\n  time     cumulative 999 µs, 99.9%; self 99.0 µs, 9.9% of 1.00 ms\n");
    check_has(text, "  called by 1 function\n");
    check_has(text, "  calls 2 functions\n");
    check_has(text, "\n    847       847   890 µs      890 µs   89.1% ");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void what_the_file_lacks_is_said_once(void **state)
{
    ncalls_profile *p = sample_profile_with(NCALLS_HAS_TIME, "f main 0 0 10 100\nf leaf 0 0 90 90\n");
    char *text = print(p, "text", NULL);
    const char *note;

    (void)state;
    note = strstr(text, "note: the input has no call counts and no callers; not shown:");
    assert_non_null(note);
    assert_null(strstr(note + 1, "note: the input"));
    check_lacks(text, "per call");
    check_lacks(text, "  -");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void zero_totals_print_a_dash_and_nothing_divides(void **state)
{
    ncalls_profile *p = sample_profile("f main 0 0 0 0\nf leaf 0 0 0 0\ne main leaf 0 0 0 0\n");
    char *text = print(p, "text", &(ncalls_write_options){.width = 200});

    (void)state;
    check_has(text, " - ");
    check_lacks(text, "inf");
    check_lacks(text, "nan");
    check_lacks(text, "%");
    ncalls_free(text);
    ncalls_profile_free(p);
}

static void a_profile_without_functions_is_no_failure(void **state)
{
    ncalls_profile *p = sample_profile("");
    char *text = print(p, "text", NULL);

    (void)state;
    check_has(text, "There is no function in this profile.");
    check_lacks(text, "Hotspots");
    ncalls_free(text);
    ncalls_profile_free(p);
}

/* Lines of tables are never wider than asked for, at any width that can hold
 * one column and a short name. */
static void lines_keep_to_the_width(void **state)
{
    ncalls_profile *p = sample_profile(loop);

    (void)state;
    for (unsigned width = 40; width < 260; width += 3) {
        char *text = print(p, "text", &(ncalls_write_options){.width = width});

        for (char *line = strstr(text, "\n\n"), *end; line && (end = strchr(line, '\n')); line = end + 1)
            assert_true(nc_utf8_width(line, (size_t)(end - line)) <= width);
        ncalls_free(text);
    }
    for (unsigned width = 1; width < 40; width++)
        ncalls_free(print(p, "text", &(ncalls_write_options){.width = width}));
    ncalls_free(print(p, "text", &(ncalls_write_options){.width = UINT32_MAX}));
    ncalls_profile_free(p);
}

static void colour_adds_sequences_and_nothing_else(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    char *plain = print(p, "text", NULL), *colored = print(p, "text", &(ncalls_write_options){.color = true});
    size_t used = 0;

    (void)state;
    assert_null(strchr(plain, '\033'));
    assert_non_null(strchr(colored, '\033'));
    for (const char *c = colored; *c;) {
        if (*c == '\033') {
            c = strchr(c, 'm') + 1;
            continue;
        }
        assert_int_equal(*c++, plain[used++]);
    }
    assert_int_equal(used, strlen(plain));
    ncalls_free(plain);
    ncalls_free(colored);
    ncalls_profile_free(p);
}

/* The n-th allocation fails, for every n: an error or the same bytes. */
static void without_memory_there_is_an_error_and_no_leak(void **state)
{
    static const char *const formats[] = {"text", "markdown"};
    static const char *const peeks[] = {NULL, "list"};
    ncalls_profile *p = sample_profile(loop);
    ncalls_results *results;

    (void)state;
    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    for (size_t k = 0; k < 4; k++) {
        ncalls_write_options options = {.peek = peeks[k / 2], .width = 200};
        char *want = print(p, formats[k % 2], &options), *out;
        ncalls_status status = NCALLS_MEMORY;
        size_t size;

        for (long n = 0; status; n++) {
            nc_alloc_fail_after(n, n % 2);
            status = ncalls_write_memory(results, formats[k % 2], &out, &size, &options, NULL);
            nc_alloc_fail_after(-1, false);
            assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !out));
        }
        assert_string_equal(out, want);
        ncalls_free(out);
        ncalls_free(want);
    }
    ncalls_results_free(results);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recorder_is_named_once),
        cmocka_unit_test(the_overview_says_who_calls_what_how_often),
        cmocka_unit_test(a_sort_key_asks_for_one_table),
        cmocka_unit_test(every_sort_key_has_its_table),
        cmocka_unit_test(small_rows_are_folded),
        cmocka_unit_test(peek_shows_a_function_between_its_edges),
        cmocka_unit_test(what_the_file_lacks_is_said_once),
        cmocka_unit_test(zero_totals_print_a_dash_and_nothing_divides),
        cmocka_unit_test(a_profile_without_functions_is_no_failure),
        cmocka_unit_test(lines_keep_to_the_width),
        cmocka_unit_test(colour_adds_sequences_and_nothing_else),
        cmocka_unit_test(without_memory_there_is_an_error_and_no_leak),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
