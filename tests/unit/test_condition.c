/* SPDX-License-Identifier: MIT */
/* The language of --fail-on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "rules/condition.h"

typedef struct parsed {
    nc_condition *items;
    size_t count, room;
    nc_arena arena;
    ncalls_error error;
} parsed;

static ncalls_status parse(parsed *p, const char *text)
{
    *p = (parsed){0};
    return nc_condition_parse(&p->items, &p->count, &p->room, text, &p->arena, &nc_lexicon_builtin, &p->error);
}

static void forget(parsed *p)
{
    nc_alloc_free(p->items);
    nc_arena_reset(&p->arena);
}

static void conditions_say_what_how_and_how_much(void **state)
{
    static const struct {
        const char *text;
        nc_condition_kind kind;
        nc_measure measure;
        const char *function, *under;
        nc_amount_unit unit;
        int64_t value;
    } rows[] = {
        {"calls+10%", NC_CONDITION_GROWTH, NC_MEASURE_calls, NULL, NULL, NC_AMOUNT_PERCENT, 100},
        {"queries+0", NC_CONDITION_GROWTH, NC_MEASURE_queries, NULL, NULL, NC_AMOUNT_NUMBER, 0},
        {"queries:50", NC_CONDITION_LEVEL, NC_MEASURE_queries, NULL, NULL, NC_AMOUNT_NUMBER, 50000},
        {"requests(a.py(f)):2", NC_CONDITION_LEVEL, NC_MEASURE_requests, NULL, "a.py(f)", NC_AMOUNT_NUMBER, 2000},
        {"calls(f)+1", NC_CONDITION_GROWTH, NC_MEASURE_calls, "*(f)", NULL, NC_AMOUNT_NUMBER, 1000},
        {"self(a/b.py:14(f))+50 ms", NC_CONDITION_GROWTH,
         NC_MEASURE_self, "a/b.py(f)", NULL, NC_AMOUNT_TIME, 50000000},
        {"cumulative+12.5%", NC_CONDITION_GROWTH, NC_MEASURE_cumulative, NULL, NULL, NC_AMOUNT_PERCENT, 125},
        {"calls({built-in method x}):1", NC_CONDITION_LEVEL,
         NC_MEASURE_calls, "*(<built-in method x>)", NULL, NC_AMOUNT_NUMBER, 1000},
        {"share(dumps):20%", NC_CONDITION_LEVEL, NC_MEASURE_share, "*(dumps)", NULL, NC_AMOUNT_PERCENT, 200},
        {"per-call:2.5", NC_CONDITION_LEVEL, NC_MEASURE_per_call, NULL, NULL, NC_AMOUNT_NUMBER, 2500},
        {"self:64KiB", NC_CONDITION_LEVEL, NC_MEASURE_self, NULL, NULL, NC_AMOUNT_SIZE, 65536},
        {"cache.call+5", NC_CONDITION_GROWTH, NC_MEASURE_calls, NULL, NULL, NC_AMOUNT_NUMBER, 5000},
        {"orm.lazy.*(view):0", NC_CONDITION_LEVEL, NC_MEASURE_calls, NULL, "*(view)", NC_AMOUNT_NUMBER, 0},
        {"findings:3", NC_CONDITION_LEVEL, NC_MEASURE_findings, NULL, NULL, NC_AMOUNT_NUMBER, 3000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;

        if (parse(&p, rows[i].text))
            fail_msg("%s", p.error.message);
        assert_int_equal(p.count, 1);
        assert_string_equal(p.items->text, rows[i].text);
        assert_int_equal(p.items->kind, rows[i].kind);
        assert_int_equal(p.items->quantity.measure, rows[i].measure);
        assert_string_equal(p.items->quantity.function ? p.items->quantity.function : "-",
                            rows[i].function ? rows[i].function : "-");
        assert_string_equal(p.items->quantity.under ? p.items->quantity.under : "-",
                            rows[i].under ? rows[i].under : "-");
        assert_int_equal(p.items->amount.unit, rows[i].unit);
        assert_int_equal(p.items->amount.value, rows[i].value);
        forget(&p);
    }
}

static void findings_go_by_severity_or_rule(void **state)
{
    static const struct {
        const char *text, *rule;
        bool only_new;
        ncalls_severity severity;
    } rows[] = {
        {"findings",         NULL,              false, NCALLS_SEVERITY_INFO   },
        {"new-findings",     NULL,              true,  NCALLS_SEVERITY_INFO   },
        {"warning",          NULL,              false, NCALLS_SEVERITY_WARNING},
        {"new-error",        NULL,              true,  NCALLS_SEVERITY_ERROR  },
        {"NC101",            "NC101",           false, NCALLS_SEVERITY_INFO   },
        {"new-NC1",          "NC1",             true,  NCALLS_SEVERITY_INFO   },
        {"query-in-a-loop",  "query-in-a-loop", false, NCALLS_SEVERITY_INFO   },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;

        if (parse(&p, rows[i].text))
            fail_msg("%s", p.error.message);
        assert_int_equal(p.items->kind, NC_CONDITION_FINDINGS);
        assert_string_equal(p.items->rule ? p.items->rule : "-", rows[i].rule ? rows[i].rule : "-");
        assert_int_equal(p.items->only_new, rows[i].only_new);
        assert_int_equal(p.items->severity, rows[i].severity);
        forget(&p);
    }
}

static void commas_part_them_but_not_in_brackets(void **state)
{
    parsed p;

    (void)state;
    assert_int_equal(parse(&p, "new-findings, calls(f(a,b))+10% ,queries+0"), NCALLS_OK);
    assert_int_equal(p.count, 3);
    assert_string_equal(p.items[0].text, "new-findings");
    assert_string_equal(p.items[1].text, "calls(f(a,b))+10%");
    assert_string_equal(p.items[1].quantity.function, "f(a,b)");
    assert_string_equal(p.items[2].text, "queries+0");
    forget(&p);
}

static void a_mistake_names_the_condition_and_the_nearest_word(void **state)
{
    static const char *const rows[][2] = {
        {"querys+0",            "querys+0: nothing is called querys; did you mean queries?"},
        {"calls+1,new-finding", "new-finding: nothing is called new-finding; did you mean new-findings?"},
        {"errors",              "errors: nothing is called errors; did you mean error?"},
        {"cache.cal+1",         "cache.cal+1: nothing is called cache.cal; did you mean cache.call?"},
        {"xyzzy",               "xyzzy: nothing is called xyzzy; conditions are like"},
        {"",                    "a condition is empty"},
        {"calls+1,",            "a condition is empty"},
        {"calls",               "calls: behind it stands"},
        {"calls=1",             "calls=1: nothing is called"},
        {"calls(f)",            "calls(f): behind it stands"},
        {"calls(f",             "calls(f: the bracket is not closed"},
        {"calls()+1",           "calls()+1: there is no function"},
        {"calls+",              "calls+: no amount"},
        {"calls+ten",           "calls+ten: no amount"},
        {"calls+-1",            "calls+-1: no amount"},
        {"calls+1.5",           "calls+1.5: the amount must be a count or a percentage"},
        {"calls:10%",           "calls:10%: the amount must be a count"},
        {"calls:5 ms",          "calls:5 ms: the amount must be a count"},
        {"time(f)+1 s",         "time(f)+1 s: this is of the whole program"},
        {"share:20%",           "share:20%: of which function?"},
        {"share(f)+20%",        "share(f)+20%: shares are limited"},
        {"share(f):120%",       "share(f):120%: the amount must be a percentage"},
        {"findings+1",          "findings+1: write new-findings"},
        {"calls+99999999999999999999", "no amount"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;

        assert_int_equal(parse(&p, rows[i][0]), NCALLS_USAGE);
        if (!strstr(p.error.message, rows[i][1]))
            fail_msg("%s: %s", rows[i][0], p.error.message);
        forget(&p);
    }
}

static void whichever_allocation_fails_it_is_said(void **state)
{
    ncalls_status status = NCALLS_MEMORY;

    (void)state;
    for (long n = 0; status; n++) {
        parsed p;

        nc_alloc_fail_after(n, n % 2);
        status = parse(&p, "new-findings,calls(views.py:1(f))+10%,queries(g):5");
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || status == NCALLS_MEMORY);
        forget(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_say_what_how_and_how_much),
        cmocka_unit_test(findings_go_by_severity_or_rule),
        cmocka_unit_test(commas_part_them_but_not_in_brackets),
        cmocka_unit_test(a_mistake_names_the_condition_and_the_nearest_word),
        cmocka_unit_test(whichever_allocation_fails_it_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
