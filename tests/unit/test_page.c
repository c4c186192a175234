/* SPDX-License-Identifier: MIT */
#include "ncalls/ncalls.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"

static const char stacks[] = "main (app.py:1);view (app.py:5);query (db.py:9) 50\n"
                             "main (app.py:1);view (app.py:5);</script><script>alert(1)</script> (x\x01.py:2) 10\n"
                             "main (app.py:1);job (app.py:20) 15\n";

typedef struct made {
    ncalls_profile *profile;
    ncalls_results *results;
    ncalls_findings *findings;
} made;

static made make(const char *text)
{
    ncalls_read_options options = {.from = "collapsed", .keep = NCALLS_KEEP_STACKS};
    made m = {0};

    assert_int_equal(ncalls_profile_parse(&m.profile, text, strlen(text), "app.folded", &options, NULL), NCALLS_OK);
    assert_int_equal(ncalls_analyze(&m.results, m.profile, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_findings_find(&m.findings, m.results, NULL, NULL, NULL), NCALLS_OK);
    return m;
}

static void reset(made *m)
{
    ncalls_findings_free(m->findings);
    ncalls_results_free(m->results);
    ncalls_profile_free(m->profile);
}

static char *write_page(const made *m)
{
    ncalls_write_options options = {.findings = m->findings};
    size_t size;
    char *out;

    assert_int_equal(ncalls_write_memory(m->results, "html", &out, &size, &options, NULL), NCALLS_OK);
    assert_int_equal(strlen(out), size);
    return out;
}

/* What stands between this and the end of the JSON string that it begins. */
static void assert_column(const char *page, const char *key, const char *digits)
{
    const char *at = strstr(page, key);

    assert_non_null(at);
    at += strlen(key);
    assert_int_equal(strncmp(at, digits, strlen(digits)), 0);
    assert_int_equal(at[strlen(digits)], '"');
}

static void columns_hold_the_figures(void **state)
{
    made m = make("main (app.py:1);view (app.py:5);query (db.py:9) 50\nmain (app.py:1);job (app.py:20) 15\n");
    char *page = write_page(&m);

    (void)state;
    /* job, main, view and query: n is 2n + 1 to the base of 32, the lowest digit first */
    assert_column(page, "\"functions\": {\"count\": 4,\n\"name\": \"", "DFHJ");
    assert_column(page, "\"form\": \"DDDD\",\n\"self\": \"", "fBBlD");
    assert_column(page, "\"total\": \"", "fjElDlD");
    assert_column(page, "\"edges\": {\"count\": 3,\n\"step\": \"", "FBD");
    assert_column(page, "\"callee\": \"", "DHJ");
    assert_column(page, "\"below\": \"", "BlDB");
    ncalls_free(page);
    reset(&m);
}

static void names_end_no_script(void **state)
{
    made m = make(stacks);
    char *page = write_page(&m);

    (void)state;
    assert_null(strstr(page, "<script>alert"));
    assert_non_null(strstr(page, "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)"));
    assert_null(strchr(page, '\x01'));
    ncalls_free(page);
    reset(&m);
}

static void no_memory_leaves_nothing(void **state)
{
    made m = make(stacks);
    ncalls_write_options options = {.findings = m.findings, .source_folder = "."};
    ncalls_status status = NCALLS_MEMORY;
    ncalls_error error;
    size_t size;
    char *out;

    (void)state;
    for (long n = 0; status; n += 1 + n / 50) {
        nc_alloc_fail_after(n, n % 2);
        status = ncalls_write_memory(m.results, "html", &out, &size, &options, &error);
        nc_alloc_fail_after(-1, false);
        assert_true(status ? status == NCALLS_MEMORY && !out : out && n > 10);
    }
    ncalls_free(out);
    reset(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_hold_the_figures),
        cmocka_unit_test(names_end_no_script),
        cmocka_unit_test(no_memory_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
