/* SPDX-License-Identifier: MIT */
#include "ncalls/ncalls.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"

static const char trace[] =
    "[{\"ph\": \"M\", \"name\": \"thread_name\", \"pid\": 7, \"tid\": 8, \"args\": {\"name\": \"worker\"}},"
    "{\"ph\": \"X\", \"name\": \"main (app.py:1)\", \"pid\": 7, \"tid\": 7, \"ts\": 1000, \"dur\": 900},"
    "{\"ph\": \"X\", \"name\": \"load (app.py:5)\", \"pid\": 7, \"tid\": 7, \"ts\": 1100, \"dur\": 300},"
    "{\"ph\": \"X\", \"name\": \"tick (app.py:9)\", \"pid\": 7, \"tid\": 7, \"ts\": 1500.1, \"dur\": 0.1},"
    "{\"ph\": \"X\", \"name\": \"tick (app.py:9)\", \"pid\": 7, \"tid\": 7, \"ts\": 1500.3, \"dur\": 0.1},"
    "{\"ph\": \"X\", \"name\": \"work (app.py:7)\", \"pid\": 7, \"tid\": 8, \"ts\": 1200, \"dur\": 100}]";

static ncalls_status write_as(const char *format, unsigned keep, const ncalls_analyze_options *filters,
                              const ncalls_write_options *options, char **out, ncalls_error *error)
{
    ncalls_read_options reading = {.keep = keep};
    ncalls_profile *p = NULL;
    ncalls_results *r = NULL;
    size_t size;
    ncalls_status status = ncalls_profile_parse(&p, trace, sizeof trace - 1, "app.json", &reading, error);

    *out = NULL;
    if (!status)
        status = ncalls_analyze(&r, p, NULL, filters, error);
    if (!status)
        status = ncalls_write_memory(r, format, out, &size, options, error);
    ncalls_results_free(r);
    ncalls_profile_free(p);
    return status;
}

static ncalls_status draw(unsigned keep, const ncalls_analyze_options *filters, ncalls_tree_options tree, char **out,
                          ncalls_error *error)
{
    const ncalls_write_options options = {.figure = "flamechart", .tree = &tree};

    return write_as("svg", keep, filters, &options, out, error);
}

static void each_call_stands_when_it_was(void **state)
{
    ncalls_error error = {0};
    char *svg;

    (void)state;
    assert_int_equal(draw(NCALLS_KEEP_ORDER, NULL, (ncalls_tree_options){0}, &svg, &error), NCALLS_OK);
    assert_non_null(strstr(svg, "900 \xc2\xb5s \xc2\xb7 5 calls on 2 threads"));
    assert_non_null(strstr(svg, "load (app.py:5) \xc2\xb7 300 \xc2\xb5s, 33.3% \xc2\xb7 from 100 \xc2\xb5s on"));
    assert_non_null(strstr(svg, "work (app.py:7) \xc2\xb7 100 \xc2\xb5s, 11.1% \xc2\xb7 from 200 \xc2\xb5s on"));
    assert_non_null(strstr(svg, "2 calls too short to draw \xc2\xb7"));
    assert_non_null(strstr(svg, ">worker</text>"));
    assert_non_null(strstr(svg, ">thread 7</text>"));
    ncalls_free(svg);
}

static void what_is_no_chart_is_said(void **state)
{
    ncalls_error error = {0};
    char *svg;

    (void)state;
    assert_int_equal(draw(0, NULL, (ncalls_tree_options){0}, &svg, &error), NCALLS_USAGE);
    assert_non_null(strstr(error.message, "does not say what ran when"));
    assert_int_equal(draw(NCALLS_KEEP_ORDER, NULL, (ncalls_tree_options){.inverted = true}, &svg, &error),
                     NCALLS_USAGE);
    assert_non_null(strstr(error.message, "one run as it went"));
}

static void each_failed_allocation_is_told(void **state)
{
    const ncalls_analyze_options filters = {.focus = "main", .hide = "load"};
    const char *const formats[] = {"svg", "html"};

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const ncalls_write_options options = {.figure = "flamechart"};
        ncalls_status status = NCALLS_MEMORY;
        long n = 0;

        for (; status; n++) {
            ncalls_error error = {0};
            char *out;

            nc_alloc_fail_after(n, n % 2);
            status = write_as(formats[i], NCALLS_KEEP_ORDER | NCALLS_KEEP_STACKS, &filters, &options, &out, &error);
            nc_alloc_fail_after(-1, false);
            if (status)
                assert_int_equal(status, NCALLS_MEMORY);
            assert_true((out != NULL) == !status);
            ncalls_free(out);
        }
        assert_true(n > 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_call_stands_when_it_was),
        cmocka_unit_test(what_is_no_chart_is_said),
        cmocka_unit_test(each_failed_allocation_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
