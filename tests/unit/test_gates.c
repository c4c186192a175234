/* SPDX-License-Identifier: MIT */
/* Gates on small profiles: what holds, what fails, what nobody can say. */
#include "sample.h"

#include "analyze/diff.h"
#include "analyze/results.h"
#include "ncalls/write.h"
#include "rules/baseline.h"
#include "rules/gates.h"
#include "rules/load.h"

#define EXECUTE "/v/lib/python3.11/site-packages/django/db/backends/utils.py:94(_execute)"
#define DRIVER "~:0(<method+'execute'+of+'sqlite3.Cursor'+objects>)"

/* list, called twice, runs 10 queries and one by other; the driver below them is no query of its own. */
static const char shop[] = "f /srv/shop/run.py:1(main) 1 1 10 1000000000\n"
                           "f /srv/shop/views.py:5(list) 2 2 20 900000000\n"
                           "f /srv/shop/views.py:9(other) 1 1 30 50000000\n"
                           "f " EXECUTE " 11 11 400000000 900000000\n"
                           "f " DRIVER " 11 11 500000000 500000000\n"
                           "e /srv/shop/run.py:1(main) /srv/shop/views.py:5(list) 2 2 20 900000000\n"
                           "e /srv/shop/run.py:1(main) /srv/shop/views.py:9(other) 1 1 30 50000000\n"
                           "e /srv/shop/views.py:5(list) " EXECUTE " 10 10 350000000 850000000\n"
                           "e /srv/shop/views.py:9(other) " EXECUTE " 1 1 50000000 50000000\n"
                           "e " EXECUTE " " DRIVER " 11 11 500000000 500000000\n";

typedef struct judged {
    ncalls_profile *profile;
    ncalls_rules *rules;
    ncalls_results *results;
    ncalls_findings *findings;
    ncalls_gates *gates;
} judged;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void forget(judged *j)
{
    ncalls_gates_free(j->gates);
    ncalls_findings_free(j->findings);
    ncalls_results_free(j->results);
    ncalls_rules_free(j->rules);
    ncalls_profile_free(j->profile);
}

static const char settings[] = "test_gates.yml";

static ncalls_status try(judged *j, const ncalls_gate_options *options, ncalls_error *error)
{
    const char *path = settings;
    ncalls_status status = ncalls_rules_open(&j->rules, &path, 1, error);

    if (!status)
        status = ncalls_analyze(&j->results, j->profile, NULL, NULL, error);
    if (!status)
        status = ncalls_findings_find(&j->findings, j->results, j->rules, NULL, error);
    if (!status)
        status = ncalls_gates_new(&j->gates, j->rules, options, error);
    if (!status)
        status = ncalls_gates_judge(j->gates, "dir/shop.prof", j->results, j->findings, NULL, error);
    return status;
}

static judged judge(const char *sample, const char *budgets, const char *condition)
{
    judged j = {.profile = sample_profile(sample)};
    ncalls_gate_options options = {.conditions = &condition, .condition_count = condition ? 1 : 0,
                                   .with_budgets = true};
    ncalls_error error = {0};

    write_file(settings, budgets);
    if (try(&j, &options, &error))
        fail_msg("%s: %s", condition ? condition : budgets, error.message);
    remove(settings);
    return j;
}

static const char *word_of(ncalls_gate_outcome outcome)
{
    static const char *const words[] = {"passed", "skipped", "failed", "unchecked"};

    return words[outcome];
}

static void budgets_hold_up_to_their_limit(void **state)
{
    static const char *const rows[][3] = {
        {"{queries: 11}",                                "passed",    "11 queries; at most 11"                },
        {"{queries: 10}",                                "failed",    "11 queries; at most 10"                },
        {"{queries: 10, under: views.py(list)}",         "passed",    "10 queries under views.py:5(list)"     },
        {"{queries: 9, under: 'views.py:5(list)'}",      "failed",    "10 queries under views.py:5(list)"     },
        {"{queries: 10, under: views.py(*)}",            "passed",    "10 queries under"                      },
        {"{queries: 5, per-call-of: list}",              "passed",    "5 queries per call (10 by 2)"          },
        {"{queries: 4.9, per-call-of: list}",            "failed",    "5 queries per call (10 by 2)"          },
        {"{calls: 2, function: list}",                   "passed",    "2 calls of views.py:5(list)"           },
        {"{calls: 1, function: list}",                   "failed",    "2 calls"                               },
        {"{calls: 26}",                                  "passed",    "26 calls"                              },
        {"{calls: 25}",                                  "failed",    "26 calls"                              },
        {"{calls: 11, category: db.*}",                  "passed",    "11 calls"                              },
        {"{calls: 2, function: list, under: main}",      "passed",    "2 calls under run.py:1(main)"          },
        {"{per-call: 5, function: _execute}",            "passed",    "5 calls per call (10 by 2)"            },
        {"{per-call: 4, function: _execute}",            "failed",    "5 calls per call"                      },
        {"{self: 500 ms}",                               "passed",    "500 ms of"                             },
        {"{self: 499999999 ns}",                         "failed",    "500 ms (500,000,000 ns) of"            },
        {"{cumulative: 900 ms, function: list}",         "passed",    "900 ms"                                },
        {"{time: 900000060 ns}",                         "passed",    "900 ms"                                },
        {"{time: 900000059 ns}",                         "failed",    "900 ms (900,000,060 ns)"               },
        {"{share: 100%, function: list}",                "passed",    "100.0% (900 ms)"                       },
        {"{share: 50%, function: list}",                 "failed",    "at most 50%"                           },
        {"{calls: 0, function: nowhere}",                "passed",    "no function in the profile is called so"},
        {"{calls: 1, function: nowhere}",                "unchecked", "no function in the profile is called so"},
        {"{queries: 1, under: nowhere}",                 "unchecked", "nothing fits"                          },
        {"{queries: 0, under: nowhere}",                 "unchecked", "nothing fits"                          },
        {"{queries: 1, profile: other.prof}",            "skipped",   "it is for other profiles"              },
        {"{queries: 11, profile: 'shop.*'}",             "passed",    "11 queries"                            },
        {"{self: 64 KiB}",                               "unchecked", "does not measure bytes"                },
        {"{self: 10}",                                   "unchecked", "no unit of time"                       },
        {"{requests: 0}",                                "passed",    "0 requests"                            },
        {"{findings: 1}",                                "passed",    "finding"                               },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        ncalls_gate gate;
        judged j;

        snprintf(text, sizeof text, "budgets: [%s]\n", rows[i][0]);
        j = judge(shop, text, NULL);
        assert_true(ncalls_gates_at(j.gates, 0, &gate));
        if (strcmp(word_of(gate.outcome), rows[i][1]) != 0 || !strstr(gate.message, rows[i][2]))
            fail_msg("%s: %s, %s", rows[i][0], word_of(gate.outcome), gate.message);
        assert_string_equal(gate.kind, "budget");
        assert_string_equal(gate.origin, settings);
        assert_false(ncalls_gates_at(j.gates, 1, &gate));
        forget(&j);
    }
}

static void samples_have_no_calls_to_count(void **state)
{
    ncalls_rules *rules;
    ncalls_profile *p;
    ncalls_results *results;
    ncalls_gates *gates;
    const char *const condition[] = {"calls:1", "queries:1", "self:1 s", "self:2", "self:1", "share(f):10%"};
    const char *const outcome[] = {"unchecked", "unchecked", "unchecked", "passed", "failed", "failed"};
    ncalls_gate_options options = {.conditions = condition, .condition_count = 6};

    (void)state;
    assert_int_equal(ncalls_profile_parse(&p, "main;f 2\nmain 1\n", 16, "a", NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_rules_open(&rules, NULL, 0, NULL), NCALLS_OK);
    assert_int_equal(ncalls_analyze(&results, p, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_gates_new(&gates, rules, &options, NULL), NCALLS_OK);
    assert_int_equal(ncalls_gates_judge(gates, "a", results, NULL, NULL, NULL), NCALLS_OK);
    for (size_t i = 0; i < options.condition_count; i++) {
        ncalls_gate gate;

        assert_true(ncalls_gates_at(gates, i, &gate));
        if (strcmp(word_of(gate.outcome), outcome[i]) != 0)
            fail_msg("%s: %s, %s", condition[i], word_of(gate.outcome), gate.message);
    }
    assert_int_equal(ncalls_gates_outcome(gates), NCALLS_GATE_UNCHECKED);
    ncalls_gates_free(gates);
    ncalls_results_free(results);
    ncalls_rules_free(rules);
    ncalls_profile_free(p);
}

/* A name that is in one of the profiles is no mistyped one. */
static void a_function_need_be_in_one_profile_only(void **state)
{
    judged j = judge(shop, "budgets: [{calls: 9, function: 'list'}]\n", NULL);
    ncalls_profile *other = sample_profile("f x 1 1 1 1\n");
    ncalls_results *results;
    ncalls_gate gate;

    (void)state;
    assert_int_equal(ncalls_analyze(&results, other, NULL, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_gates_judge(j.gates, "other", results, NULL, NULL, NULL), NCALLS_OK);
    assert_true(ncalls_gates_at(j.gates, 1, &gate));
    assert_int_equal(gate.outcome, NCALLS_GATE_SKIPPED);
    assert_int_equal(ncalls_gates_outcome(j.gates), NCALLS_GATE_PASSED);
    ncalls_results_free(results);
    ncalls_profile_free(other);
    forget(&j);
}

/* ---- growth ---------------------------------------------------------------------- */

/* The outcome of one condition between two profiles; `vary`: of this function the runs do not agree. */
static ncalls_gate grown(const char *before, const char *after, const char *condition, const char *vary,
                         char words[300])
{
    ncalls_profile *base = sample_profile(before), *now = sample_profile(after);
    ncalls_gate_options options = {.conditions = &condition, .condition_count = 1, .with_base = true};
    ncalls_results *results;
    ncalls_gates *gates;
    ncalls_error error = {0};
    ncalls_gate gate;

    assert_int_equal(ncalls_analyze(&results, now, base, NULL, NULL), NCALLS_OK);
    if (vary)
        results->diff->rows[results->diff->pairing.of_now[sample_find(now, vary).at]].varies = true;
    if (ncalls_gates_new(&gates, NULL, &options, &error) ||
        ncalls_gates_judge(gates, "now", results, NULL, NULL, &error))
        fail_msg("%s: %s", condition, error.message);
    assert_true(ncalls_gates_at(gates, 0, &gate));
    snprintf(words, 300, "%s", gate.message);
    ncalls_gates_free(gates);
    ncalls_results_free(results);
    ncalls_profile_free(now);
    ncalls_profile_free(base);
    return gate;
}

static const char before[] = "f main 1 1 1000 100000\nf a 10 10 40000 50000\nf b 100 100 49000 49000\n"
                             "e main a 10 10 40000 50000\ne a b 100 100 49000 49000\n";
static const char after[] = "f main 1 1 1000 160000\nf a 10 10 40000 109000\nf b 111 111 108000 108000\n"
                            "f c 1 1 1000 1000\n"
                            "e main a 10 10 40000 109000\ne a b 111 111 108000 108000\ne main c 1 1 1000 1000\n";

static void growth_is_of_what_there_was(void **state)
{
    static const char *const rows[][3] = {
        {"calls+10%",           "failed",    "123 calls, was 111 calls"     },
        {"calls+10.9%",         "passed",    "123 calls, was 111 calls"     },
        {"calls+12",            "passed",    "123 calls, was 111 calls"     },
        {"calls+11",            "failed",    "123 calls, was 111 calls"     },
        {"calls(b)+10%",        "failed",    "111 calls, was 100 calls"     },
        {"calls(b)+11%",        "passed",    "no function has grown so much"},
        {"calls(a)+0",          "passed",    "no function has grown so much"},
        {"calls(*)+0",          "failed",    "and 1 more"                   },
        {"calls(z)+0",          "unchecked", "no function in the profiles"  },
        {"per-call+0",          "failed",    "11.1 calls per call (111 by 10), was 10 calls per call (100 by 10)"},
        {"per-call(b)+1.1",     "passed",    "no function"                  },
        {"per-call(b)+1",       "failed",    "11.1"                         },
        {"time+66%",            "failed",    "150 µs, was 90"               },
        {"time+67%",            "passed",    "150 µs, was 90"               },
        {"self+120%",           "failed",    "108 µs, was 49"               },
        {"self+121%",           "passed",    "no function"                  },
        {"cumulative(a)+58 us", "failed",    "109 µs, was 50"               },
        {"cumulative(a)+59 us", "passed",    "no function"                  },
        {"self(c)+0",           "passed",    "no function"                  }, /* below the noise */
        {"queries+0",           "passed",    "0 queries, was 0 queries"     },
        {"queries(z)+0",        "unchecked", "no function in the profiles"  },
        {"self+5 KiB",          "unchecked", "bytes"                        },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char words[300];
        ncalls_gate gate = grown(before, after, rows[i][0], NULL, words);

        if (strcmp(word_of(gate.outcome), rows[i][1]) != 0)
            fail_msg("%s: %s, %s", rows[i][0], word_of(gate.outcome), words);
        if (!strstr(words, rows[i][2]))
            fail_msg("%s: %s", rows[i][0], words);
    }
}

static void what_does_not_repeat_is_not_gated_on(void **state)
{
    char words[300];

    (void)state;
    assert_int_equal(grown(before, after, "calls(b)+0", "b", words).outcome, NCALLS_GATE_SKIPPED);
    assert_non_null(strstr(words, "do not agree"));
    assert_int_equal(grown(before, after, "calls(*)+0", "b", words).outcome, NCALLS_GATE_FAILED); /* c */
    assert_int_equal(grown(before, after, "calls+1", "b", words).outcome, NCALLS_GATE_PASSED);
    assert_non_null(strstr(words, "without 1 function"));
    assert_int_equal(grown(before, after, "calls+0", "b", words).outcome, NCALLS_GATE_FAILED);
}

/* ---- the baseline ------------------------------------------------------------------ */

static const char known[] = "test_gates_baseline.yml";

static void a_baseline_knows_what_it_was_made_of(void **state)
{
    judged j = judge(shop, "rules: {NC101: {calls: 5, per-call: 2, share: 0%}}\n", NULL);
    ncalls_baseline *baseline;
    ncalls_find_options options = {0};
    ncalls_findings *again;

    (void)state;
    assert_true(j.findings->count > 0);
    assert_int_equal(ncalls_baseline_open(&baseline, NULL, NULL), NCALLS_OK);
    assert_int_equal(ncalls_baseline_add(baseline, j.findings, NULL), NCALLS_OK);
    assert_int_equal(ncalls_baseline_write(baseline, known, NULL), NCALLS_OK);
    ncalls_baseline_free(baseline);
    assert_int_equal(ncalls_baseline_open(&baseline, known, NULL), NCALLS_OK);
    assert_int_equal(ncalls_baseline_count(baseline), j.findings->count);
    options.baseline = baseline;
    assert_int_equal(ncalls_findings_find(&again, j.results, j.rules, &options, NULL), NCALLS_OK);
    assert_int_equal(again->count, 0);
    assert_int_equal(again->known, j.findings->count);
    ncalls_findings_free(again);
    ncalls_baseline_free(baseline);
    remove(known);
    forget(&j);
}

static void a_damaged_baseline_has_line_and_column(void **state)
{
#define PRINT "fingerprint: \"0123456789abcdef0123456789abcdef\""
    static const char *const rows[][2] = {
        {"",                                                            "this is no baseline"                        },
        {"findings: []\n",                                              "this is no baseline"                        },
        {"budgets: []\n",                                               "line 1, column 1: no such key: budgets"     },
        {"baseline: 2\nfindings: []\n",                                 "line 1, column 11: a baseline of version 2" },
        {"baseline: 1\nfindings: {}\n",                                 "line 2, column 11: findings must be a list" },
        {"baseline: 1\nfindings:\n  - {rule: NC101}\n",                 "line 3, column 5: a finding has no fingerpr"},
        {"baseline: 1\nfindings:\n  - {fingerprint: 12}\n",             "12 is no fingerprint"                       },
        {"baseline: 1\nfindings:\n  - {" PRINT ", times: 0}\n",         "0 is no count"                              },
        {"baseline: 1\nfindings:\n  - {" PRINT ", fil: x}\n",           "did you mean file?"                         },
        {"<<<<<<< HEAD\nbaseline: 1\n",                                 "line "                                      },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ncalls_baseline *baseline;
        ncalls_error error = {0};

        write_file(known, rows[i][0]);
        assert_int_equal(ncalls_baseline_open(&baseline, known, &error), NCALLS_USAGE);
        assert_null(baseline);
        if (!strstr(error.message, rows[i][1]) || strncmp(error.message, known, strlen(known)) != 0)
            fail_msg("%s: %s", rows[i][0], error.message);
    }
    remove(known);
}

/* ---- no memory --------------------------------------------------------------------- */

static void whichever_allocation_fails_it_is_said(void **state)
{
    const char *condition = "error,queries:5,self:1 s,queries(list):5,per-call:3";
    ncalls_gate_options options = {.conditions = &condition, .condition_count = 1, .with_budgets = true,
                                   .no_findings = true};
    ncalls_status status = NCALLS_MEMORY;

    (void)state;
    write_file(settings, "rules: {NC101: {calls: 5, per-call: 2, share: 0%}}\n"
                         "suppress: [{rule: NC101, function: nothing, reason: r, expires: 2001-01-01}]\n"
                         "budgets: [{queries: 3, under: list}, {calls: 1, function: x}, {share: 1%, category: time.*}, "
                         "{findings: 0}, {share: 2%, category: db.query}]\n");
    for (long n = 0; status; n++) {
        judged j = {.profile = sample_profile(shop)};
        char *out = NULL;
        size_t size;

        nc_alloc_fail_after(n, n % 2);
        status = try(&j, &options, NULL);
        for (size_t i = 0; !status && i < 7; i++) {
            static const char *const formats[] = {"text", "markdown", "json", "junit", "github", "comment", "html"};
            ncalls_write_options write = {.gates = j.gates, .only_gates = true};

            status = ncalls_write_memory(j.results, formats[i], &out, &size, &write, NULL);
            ncalls_free(out);
        }
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        forget(&j);
    }
    remove(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budgets_hold_up_to_their_limit),
        cmocka_unit_test(samples_have_no_calls_to_count),
        cmocka_unit_test(a_function_need_be_in_one_profile_only),
        cmocka_unit_test(growth_is_of_what_there_was),
        cmocka_unit_test(what_does_not_repeat_is_not_gated_on),
        cmocka_unit_test(a_baseline_knows_what_it_was_made_of),
        cmocka_unit_test(a_damaged_baseline_has_line_and_column),
        cmocka_unit_test(whichever_allocation_fails_it_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
