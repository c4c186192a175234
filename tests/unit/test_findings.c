/* SPDX-License-Identifier: MIT */
/* The built-in rules on small profiles whose truth is known. */
#include "sample.h"

#include "ncalls/findings.h"
#include "rules/finding.h"

#define EXECUTE "/venv/lib/python3.12/site-packages/django/db/backends/utils.py:94(_execute)"
#define RESPONSE "/venv/lib/python3.12/site-packages/django/core/handlers/base.py:130(get_response)"
#define VIEW "/srv/shop/views.py:10(view)"
#define ROW "/srv/shop/views.py:20(row)"

typedef struct judged {
    ncalls_profile *profile;
    ncalls_results *results;
    ncalls_findings *findings;
} judged;

static judged judge(const char *text)
{
    judged j = {.profile = sample_profile(text)};

    assert_int_equal(ncalls_analyze(&j.results, j.profile, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_findings_find(&j.findings, j.results, NULL, NULL, NULL), NCALLS_OK);
    return j;
}

static void forget(judged *j)
{
    ncalls_findings_free(j->findings);
    ncalls_results_free(j->results);
    ncalls_profile_free(j->profile);
}

/* The name of what the finding of this rule blames, "" if there is none. */
static const char *blamed(const judged *j, const char *rule)
{
    ncalls_finding f;

    for (size_t i = 0; ncalls_findings_at(j->findings, i, &f); i++)
        if (strcmp(f.rule, rule) == 0)
            return nc_profile_text(j->profile, j->profile->functions.name[f.function]);
    return "";
}

static const char loop[] = "f " RESPONSE " 1 1 0 100000000\n"
                           "f " VIEW " 1 1 0 99000000\ne " RESPONSE " " VIEW " 1 1 0 99000000\n"
                           "f " ROW " 50 50 0 90000000\ne " VIEW " " ROW " 50 50 0 90000000\n"
                           "f " EXECUTE " 50 50 80000000 80000000\ne " ROW " " EXECUTE " 50 50 80000000 80000000\n";

static void the_owner_of_the_loop_is_blamed(void **state)
{
    judged j = judge(loop);
    ncalls_finding f;

    (void)state;
    assert_string_equal(blamed(&j, "NC101"), "view");
    assert_true(ncalls_findings_at(j.findings, 0, &f));
    assert_int_equal(f.calls, 50);
    assert_int_equal(f.confidence, NCALLS_CONFIDENCE_EXACT);
    assert_int_equal(f.path_count, 3);
    assert_int_equal(f.path[1].calls, 50);
    assert_int_equal(f.cost, 80000000); /* what row() does beside its query is not the query's */
    assert_int_equal(f.saving, 80000000 / 50 * 49);
    assert_null(strstr(f.message, "{"));
    forget(&j);
}

static void many_requests_of_two_queries_are_no_loop(void **state)
{
    judged j = judge("f /srv/shop/load.py:1(main) 1 1 0 100000000\n"
                     "f " RESPONSE " 200 200 0 99000000\ne /srv/shop/load.py:1(main) " RESPONSE " 200 200 0 99000000\n"
                     "f " VIEW " 200 200 0 98000000\ne " RESPONSE " " VIEW " 200 200 0 98000000\n"
                     "f " EXECUTE " 400 400 90000000 90000000\ne " VIEW " " EXECUTE " 400 400 90000000 90000000\n");

    (void)state;
    assert_string_equal(blamed(&j, "NC101"), "");
    forget(&j);
}

static void many_places_are_no_loop(void **state)
{
    char text[8192] = "f /srv/app.py:1(main) 1 1 0 100000000\nf " EXECUTE " 30 30 90000000 90000000\n";

    (void)state;
    for (int i = 0; i < 30; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "f /srv/app.py:%d(step%d) 1 1 0 3000000\ne /srv/app.py:1(main) /srv/app.py:%d(step%d) 1 1 0 3000000\n"
                 "e /srv/app.py:%d(step%d) " EXECUTE " 1 1 3000000 3000000\n",
                 i + 10, i, i + 10, i, i + 10, i);
    judged j = judge(text);

    assert_string_equal(blamed(&j, "NC101"), "");
    forget(&j);
}

static void a_fingerprint_knows_no_line_and_no_count(void **state)
{
    judged a = judge(loop);
    judged b = judge("f " RESPONSE " 1 1 0 100000000\n"
                     "f /srv/elsewhere/shop/views.py:99(view) 1 1 0 99000000\n"
                     "e " RESPONSE " /srv/elsewhere/shop/views.py:99(view) 1 1 0 99000000\n"
                     "f " EXECUTE " 70 70 80000000 80000000\n"
                     "e /srv/elsewhere/shop/views.py:99(view) " EXECUTE " 70 70 80000000 80000000\n");
    ncalls_finding first, second;

    (void)state;
    assert_true(ncalls_findings_at(a.findings, 0, &first));
    assert_true(ncalls_findings_at(b.findings, 0, &second));
    assert_string_equal(first.rule, second.rule);
    assert_string_equal(first.fingerprint, second.fingerprint);
    assert_int_equal(strlen(first.fingerprint), 32);
    forget(&a);
    forget(&b);
}

static void samples_have_no_rules_of_calls(void **state)
{
    ncalls_profile *p = sample_profile_with(NCALLS_HAS_EDGES, loop);
    ncalls_findings *findings;
    ncalls_results *results;

    (void)state;
    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_findings_find(&findings, results, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(findings->count, 0);
    assert_true(findings->skipped_count > 20);
    assert_true(findings->missing & NCALLS_HAS_CALLS);
    ncalls_findings_free(findings);
    ncalls_results_free(results);
    ncalls_profile_free(p);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_profile *p = sample_profile(loop);
    ncalls_status status = NCALLS_MEMORY;
    ncalls_results *results;
    long n = 0;

    (void)state;
    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    for (; status; n++) {
        ncalls_findings *findings;

        nc_alloc_fail_after(n, false);
        status = ncalls_findings_find(&findings, results, NULL, NULL, NULL);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !findings));
        ncalls_findings_free(findings);
    }
    assert_true(n > 30);
    ncalls_results_free(results);
    ncalls_profile_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_owner_of_the_loop_is_blamed),
        cmocka_unit_test(many_requests_of_two_queries_are_no_loop),
        cmocka_unit_test(many_places_are_no_loop),
        cmocka_unit_test(a_fingerprint_knows_no_line_and_no_count),
        cmocka_unit_test(samples_have_no_rules_of_calls),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
