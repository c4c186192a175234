/* SPDX-License-Identifier: MIT */
/* Findings in the formats of code review. */
#include "sample.h"

#include "base/alloc.h"
#include "ncalls/write.h"
#include "write/review.h"

static const char *const formats[] = {"sarif",      "github", "gcc", "rdjsonl", "rdjson",  "gitlab",    "checkstyle",
                                      "junit", "csv", "comment", "summary", "benchmark", "bencher", "openmetrics"};

#define EXECUTE "/v/lib/python3.11/site-packages/django/db/backends/utils.py:94(_execute)"

/* list runs 847 queries. */
static const char loop[] = "f /srv/shop/run.py:1(main) 1 1 1000 1000000000\n"
                           "f /srv/shop/views.py:5(list) 1 1 99999000 999999000\n"
                           "f " EXECUTE " 847 847 900000000 900000000\n"
                           "e /srv/shop/run.py:1(main) /srv/shop/views.py:5(list) 1 1 99999000 999999000\n"
                           "e /srv/shop/views.py:5(list) " EXECUTE " 847 847 900000000 900000000\n";

static void whichever_allocation_fails_it_is_said(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    ncalls_write_options options = {.only_findings = true};
    ncalls_findings *findings;
    ncalls_results *results;

    (void)state;
    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_findings_find(&findings, results, NULL, NULL, NULL), NCALLS_OK);
    assert_true(findings->count > 0);
    options.findings = findings;
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
        ncalls_status status = NCALLS_MEMORY;
        char *want, *out;
        size_t size;

        assert_int_equal(ncalls_write_memory(results, formats[k], &want, &size, &options, NULL), NCALLS_OK);
        assert_non_null(strstr(want, "views.py"));
        for (long n = 0; status; n++) {
            nc_alloc_fail_after(n, n % 2);
            status = ncalls_write_memory(results, formats[k], &out, &size, &options, NULL);
            nc_alloc_fail_after(-1, false);
            assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !out));
        }
        assert_string_equal(out, want);
        ncalls_free(out);
        ncalls_free(want);
    }
    ncalls_findings_free(findings);
    ncalls_results_free(results);
    ncalls_profile_free(p);
}

/* What a path becomes as a URI, below the prefix. */
static void check_uri(const char *path, const char *prefix, const char *uri)
{
    nc_text text;
    size_t taken = strncmp(path, prefix, strlen(prefix)) == 0 ? strlen(prefix) : 0;
    nc_review_place place = {path + taken, strlen(path) - taken, 1};

    nc_text_init(&text);
    nc_review_add_uri(&text, &place);
    assert_string_equal(text.bytes, uri);
    nc_text_reset(&text);
}

static void a_uri_is_relative_where_the_path_is(void **state)
{
    (void)state;
    check_uri("/srv/shop/a b.py", "/srv/shop/", "a%20b.py");
    check_uri("/srv/shop/a.py", "", "file:///srv/shop/a.py");
    check_uri("C:\\shop\\a.py", "", "file:///C:/shop/a.py");
    check_uri("C:\\shop\\a.py", "C:\\", "shop/a.py");
    check_uri("shop/a\\b.py", "", "shop/a%5Cb.py");
    check_uri("x:y.py", "", "x%3Ay.py");
    check_uri("\xff\n%.py", "", "%FF%0A%25.py");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whichever_allocation_fails_it_is_said),
        cmocka_unit_test(a_uri_is_relative_where_the_path_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
