/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/alloc.h"
#include "rules/load.h"

/* A vocabulary and a rule, to be changed by what a test adds. */
static const char base[] = "library: Shop\n"
                           "functions:\n"
                           "  db.query:\n"
                           "    - shop/db.py(run)\n"
                           "    - \"{method 'execute' of 'sqlite3.Cursor' objects}\"\n"
                           "    - re:^.*mine\\.py\\(fetch_\\w+\\)$\n"
                           "  db.connect: shop/db.py:14(connect)\n"
                           "  orm.get: [shop/*.py(get_*), shop/orm.py(*)]\n"
                           "rules:\n"
                           "  SHOP1:\n"
                           "    name: query-in-a-loop\n"
                           "    detector: loop\n"
                           "    of: [db.*]\n"
                           "    boundary: orm.get\n"
                           "    calls: 10\n"
                           "    per-call: 2.5\n"
                           "    share: 0.5%\n"
                           "    time: 50 ms\n"
                           "    size: 64 KiB\n"
                           "    title: A query in a loop\n"
                           "    message: '{function} runs {calls} queries'\n"
                           "    fix: Ask once\n"
                           "    causes:\n"
                           "      - {through: orm.get, says: one by one, per-call: 5}\n"
                           "  SHOP0:\n"
                           "    {name: other, detector: share, title: t, message: m, fix: f, yields-to: [SHOP1]}\n";

static ncalls_status load(nc_lexicon **out, const char *more, ncalls_error *error)
{
    nc_load_text texts[] = {{"lexicon/shop.yml", base, sizeof base - 1}, {".ncalls.yml", more, strlen(more)}};

    return nc_load_texts(out, false, texts, 2, error);
}

static const nc_lexicon *lexicon(void)
{
    static nc_lexicon *out;
    ncalls_error error = {0};

    nc_load_free(out);
    if (load(&out, "", &error))
        fail_msg("%s", error.message);
    return out;
}

static void entry_is(const nc_entry *entry, nc_entry_kind kind, const char *file, const char *name)
{
    assert_int_equal(entry->kind, kind);
    assert_string_equal(entry->file, file);
    assert_string_equal(entry->name, name);
    assert_int_equal(entry->file_size, strlen(file));
    assert_int_equal(entry->name_size, strlen(name));
    assert_int_equal(!!entry->pattern, kind == NC_ENTRY_REGEX);
}

static void patterns_become_entries(void **state)
{
    const nc_lexicon *x = lexicon();

    (void)state;
    assert_int_equal(x->entry_count, 6);
    entry_is(&x->entries[0], NC_ENTRY_LITERAL, "shop/db.py", "run");
    entry_is(&x->entries[1], NC_ENTRY_LITERAL, "", "<method 'execute' of 'sqlite3.Cursor' objects>");
    entry_is(&x->entries[2], NC_ENTRY_REGEX, "", "");
    entry_is(&x->entries[3], NC_ENTRY_LITERAL, "shop/db.py", "connect");
    entry_is(&x->entries[4], NC_ENTRY_GLOB, "shop/*.py", "get_*");
    entry_is(&x->entries[5], NC_ENTRY_ANY, "shop/orm.py", "*");
    assert_string_equal(x->categories[x->entries[0].category.at], "db.query");
    assert_string_equal(x->libraries[x->entries[0].library], "Shop");
    assert_int_equal(x->category_count, 3);
}

static void built_ins_are_named_as_profiles_keep_them(void **state)
{
    static const char text[] = "only: stdlib\n"
                               "functions: {a: [copy.py(copy), '{function X.execute at 0x7f01fd}', "
                               "'<built-in method io.open>']}";
    nc_load_text texts[] = {{"a.yml", text, sizeof text - 1}};
    nc_lexicon *x;

    (void)state;
    assert_int_equal(nc_load_texts(&x, false, texts, 1, NULL), NCALLS_OK);
    assert_int_equal(x->entries[0].only, NCALLS_CLASS_STDLIB);
    entry_is(&x->entries[1], NC_ENTRY_LITERAL, "", "<function X.execute>");
    entry_is(&x->entries[2], NC_ENTRY_LITERAL, "", "<built-in method _io.open>");
    assert_int_equal(x->entries[1].only, -1);
    assert_int_equal(x->entries[0].library, 0);
    nc_load_free(x);
}

static void rules_are_in_order_and_found_by_either_name(void **state)
{
    const nc_lexicon *x = lexicon();

    (void)state;
    assert_int_equal(x->rule_count, 2);
    assert_string_equal(x->rules[0].id, "SHOP0");
    assert_ptr_equal(nc_lexicon_find_rule(x, "SHOP1"), &x->rules[1]);
    assert_ptr_equal(nc_lexicon_find_rule(x, "query-in-a-loop"), &x->rules[1]);
    assert_null(nc_lexicon_find_rule(x, "SHOP2"));
    assert_string_equal(x->rules[0].yields_to[0], "query-in-a-loop");
    assert_int_equal(x->rules[0].severity, NCALLS_SEVERITY_WARNING);
    assert_string_equal(x->rules[0].origin, "lexicon/shop.yml");
    assert_string_equal(x->rules[0].example, "");
}

static void limits_have_units_and_sets_have_stars(void **state)
{
    const nc_lexicon *x = lexicon();
    const nc_rule *rule = nc_lexicon_find_rule(x, "SHOP1");

    (void)state;
    assert_int_equal(rule->limits[NC_LIMIT_calls], 10);
    assert_int_equal(rule->limits[NC_LIMIT_per_call], 2500);
    assert_int_equal(rule->limits[NC_LIMIT_share], 5);
    assert_int_equal(rule->limits[NC_LIMIT_time], 50000000);
    assert_int_equal(rule->limits[NC_LIMIT_size], 65536);
    assert_int_equal(rule->limits[NC_LIMIT_depth], -1);
    assert_true(nc_category_set_has(&rule->sets[NC_SET_of], nc_lexicon_find_category(x, "db.query")));
    assert_true(nc_category_set_has(&rule->sets[NC_SET_of], nc_lexicon_find_category(x, "db.connect")));
    assert_false(nc_category_set_has(&rule->sets[NC_SET_of], nc_lexicon_find_category(x, "orm.get")));
    assert_true(nc_category_set_has(&rule->sets[NC_SET_boundary], nc_lexicon_find_category(x, "orm.get")));
    assert_int_equal(rule->cause_count, 1);
    assert_string_equal(rule->causes[0].says, "one by one");
    assert_int_equal(rule->causes[0].limits[NC_LIMIT_per_call], 5000);
    assert_int_equal(rule->causes[0].limits[NC_LIMIT_calls], -1);
}

static void a_later_file_changes_what_it_names(void **state)
{
    static const char more[] = "functions: {db.query: [mine.py(ask)], queue.put: [mine.py(put)]}\n"
                               "rules:\n"
                               "  query-in-a-loop: {calls: 20, severity: error, of: [queue.put]}\n"
                               "  SHOP0: off\n"
                               "  OWN7: {name: own, detector: loop, of: db.query, title: t, message: m, fix: f}\n"
                               "mine: [services, 'lib/*']\n"
                               "not-mine: vendored\n"
                               "suppress:\n"
                               "  - {rule: SHOP1, function: 'a.py(b)', reason: small, expires: 2027-01-31}\n"
                               "  - {rule: '*', reason: old}\n";
    nc_lexicon *x;
    const nc_rule *rule;

    (void)state;
    assert_int_equal(load(&x, more, NULL), NCALLS_OK);
    rule = nc_lexicon_find_rule(x, "SHOP1");
    assert_int_equal(rule->limits[NC_LIMIT_calls], 20);
    assert_int_equal(rule->limits[NC_LIMIT_per_call], 2500);
    assert_int_equal(rule->severity, NCALLS_SEVERITY_ERROR);
    assert_true(nc_category_set_has(&rule->sets[NC_SET_of], nc_lexicon_find_category(x, "queue.put")));
    assert_false(nc_category_set_has(&rule->sets[NC_SET_of], nc_lexicon_find_category(x, "db.query")));
    assert_true(nc_lexicon_find_rule(x, "SHOP0")->is_off);
    assert_string_equal(nc_lexicon_find_rule(x, "own")->origin, ".ncalls.yml");
    assert_int_equal(x->entries[6].library, 0);
    assert_int_equal(x->mine_count, 2);
    assert_string_equal(x->mine[1], "lib/*");
    assert_string_equal(x->not_mine[0], "vendored");
    assert_int_equal(x->suppression_count, 2);
    assert_int_equal(x->suppressions[0].expires, 20849);
    assert_int_equal(x->suppressions[0].line, 9);
    assert_true(x->suppressions[1].expires == INT64_MAX);
    nc_load_free(x);
}

static void a_mistake_has_file_line_column_and_the_nearest_word(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"ruels: {}", "line 1, column 1: no such key: ruels; did you mean rules?"},
        {"rules:\n  SHOP1: {cals: 3}", "line 2, column 11: no such key of a rule: cals; did you mean calls?"},
        {"rules:\n  SHOP1: {percall: 3}", "line 2, column 11: no such key of a rule: percall; did you mean per-call?"},
        {"rules: {SHOP1: {calls: many}}", "line 1, column 24: many is not a count, as 1000"},
        {"rules: {SHOP1: {calls: -1}}", "line 1, column 24: -1 is not a count, as 1000"},
        {"rules: {SHOP1: {calls: 1.5}}", "line 1, column 24: 1.5 is not a count, as 1000"},
        {"rules: {SHOP1: {calls: 99999999999999999999}}",
         "line 1, column 24: 99999999999999999999 is not a count, as 1000"},
        {"rules: {SHOP1: {share: 5}}", "line 1, column 24: 5 is not a percentage up to 100, as 5% or 0.5%"},
        {"rules: {SHOP1: {share: 101%}}", "line 1, column 24: 101% is not a percentage up to 100, as 5% or 0.5%"},
        {"rules: {SHOP1: {share: 0.05%}}", "line 1, column 24: 0.05% is not a percentage up to 100, as 5% or 0.5%"},
        {"rules: {SHOP1: {time: 5 min}}",
         "line 1, column 23: 5 min is not a time, as 50 ms; units are ns, us, ms and s"},
        {"rules: {SHOP1: {of: [db.qeury]}}", "line 1, column 22: no such category: db.qeury; did you mean db.query?"},
        {"rules: {SHOP1: {of: [cache.*]}}", "line 1, column 22: no such category: cache.*"},
        {"rules: {SHOP1: {severity: eror}}", "line 1, column 27: no such severity: eror; did you mean error?"},
        {"rules: {SHOP1: {detector: lopo}}", "line 1, column 27: no such detector: lopo; did you mean loop?"},
        {"rules: {SHOP1: {yields-to: [othr]}}", "line 1, column 29: no such rule: othr; did you mean other?"},
        {"rules: {SHOP9: {calls: 20}}", "line 1, column 9: no such rule: SHOP9; did you mean SHOP1?"},
        {"rules: {XYZ: off}", "line 1, column 9: no such rule: XYZ; a new one needs a detector"},
        {"rules: {shop: {detector: loop}}",
         "line 1, column 9: shop: the id of a rule is capitals and digits, as SHOP101"},
        {"rules: {OWN1: {detector: loop, name: own}}", "line 1, column 9: OWN1 has no title"},
        {"rules: {SHOP0: {name: query-in-a-loop}}", "line 1, column 23: query-in-a-loop is the name of SHOP1"},
        {"rules: {SHOP1: {causes: [{says: x}]}}", "line 1, column 26: a cause needs through and says"},
        {"rules: {SHOP1: {causes: [{thruogh: x}]}}",
         "line 1, column 27: no such key of a cause: thruogh; did you mean through?"},
        {"rules: [SHOP1]", "line 1, column 8: rules must be a map (key: value), not a list"},
        {"rules: {SHOP1: {source: 'a(b'}}",
         "line 1, column 25: 'a(b' is no regular expression: missing closing parenthesis at character 4"},
        {"functions: {DB: [a.py(b)]}",
         "line 1, column 13: DB: a category is small letters and digits, with points between, as db.query"},
        {"functions: {db: [query]}",
         "line 1, column 18: query is no pattern: file.py(name), <built-in method name> or re:expression"},
        {"functions: {db: [a.py()]}",
         "line 1, column 18: a.py() is no pattern: file.py(name), <built-in method name> or re:expression"},
        {"functions: {db: ['re:a(b']}",
         "line 1, column 18: 'a(b' is no regular expression: missing closing parenthesis at character 4"},
        {"functions:\n  db:\n", "line 2, column 6: db must be a list, not nothing"},
        {"cures: {db.qery: Ask once}", "line 1, column 9: no such category: db.qery; did you mean db.query?"},
        {"cures: {db.query: 'Ask {time} {x}'}", "line 1, column 19: no such placeholder: {x}"},
        {"cures: {db.query: {fix: 'Ask {x}'}}", "line 1, column 25: no such placeholder: {x}"},
        {"cures: {db.query: {exmple: x}}", "line 1, column 20: no such key of a cure: exmple; did you mean example?"},
        {"cures: {db.query: [x]}", "line 1, column 19: a cure must be a text, not a list"},
        {"suppress: [{rule: SHOP1}]", "line 1, column 12: a suppression needs a reason"},
        {"suppress: [{reason: x}]", "line 1, column 12: a suppression needs a rule"},
        {"suppress: [{rule: SHOP2, reason: x}]", "line 1, column 19: no such rule: SHOP2; did you mean SHOP0?"},
        {"suppress: [{rule: SHOP1, reason: ''}]", "line 1, column 34: reason must not be empty"},
        {"suppress: [{rule: SHOP1, reason: x, expires: 2027-02-29}]",
         "line 1, column 46: 2027-02-29 is no day, as 2027-01-31"},
        {"only: pakage", "line 1, column 7: no such value of only: pakage; did you mean package?"},
        {"- a", "line 1, column 1: a file of settings must be a map (key: value), not a list"},
        {"a: 1\nb: &x 2", "line 2, column 4: anchors (&name) are not supported"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ncalls_error error = {0};
        nc_lexicon *x = (nc_lexicon *)&error;

        assert_int_equal(load(&x, cases[i].text, &error), NCALLS_USAGE);
        assert_null(x);
        assert_int_equal(strncmp(error.message, ".ncalls.yml: ", 13), 0);
        assert_string_equal(error.message + 13, cases[i].message);
    }
}

static void the_built_in_lexicon_is_sound(void **state)
{
    nc_lexicon *x;
    ncalls_error error = {0};

    (void)state;
    if (nc_load_files(&x, NULL, 0, &error))
        fail_msg("%s", error.message);
    assert_true(x->entry_count > 50);
    nc_load_free(x);
}

static void without_memory_it_says_so(void **state)
{
    ncalls_status status = NCALLS_MEMORY;
    nc_lexicon *x = NULL;
    long n = 0;

    (void)state;
    for (; status == NCALLS_MEMORY; n++) {
        ncalls_error error = {0};

        nc_alloc_fail_after(n, true);
        status = load(&x, "mine: [a]\nsuppress: [{rule: SHOP1, reason: r}]", &error);
        nc_alloc_fail_after(-1, false);
        assert_true(status == NCALLS_OK || (status == NCALLS_MEMORY && !x));
        assert_true(status == NCALLS_OK || strcmp(error.message, "out of memory") == 0);
    }
    assert_int_equal(status, NCALLS_OK);
    assert_true(n > 20);
    nc_load_free(x);
}

static void same_text(const char *a, const char *b)
{
    assert_true((a && b) || a == b);
    if (a)
        assert_string_equal(a, b);
}

static void same_rule(const nc_rule *a, const nc_rule *b)
{
    same_text(a->id, b->id);
    same_text(a->name, b->name);
    same_text(a->title, b->title);
    same_text(a->message, b->message);
    same_text(a->fix, b->fix);
    same_text(a->help, b->help);
    same_text(a->example, b->example);
    same_text(a->detector, b->detector);
    same_text(a->source, b->source);
    same_text(a->origin, b->origin);
    assert_int_equal(a->severity, b->severity);
    assert_int_equal(a->confidence, b->confidence);
    assert_int_equal(a->is_off, b->is_off);
    assert_memory_equal(a->sets, b->sets, sizeof a->sets);
    assert_memory_equal(a->limits, b->limits, sizeof a->limits);
    assert_int_equal(a->cause_count, b->cause_count);
    for (uint32_t i = 0; i < a->cause_count; i++) {
        same_text(a->causes[i].says, b->causes[i].says);
        same_text(a->causes[i].fix, b->causes[i].fix);
        same_text(a->causes[i].example, b->causes[i].example);
        assert_memory_equal(&a->causes[i].through, &b->causes[i].through, sizeof a->causes[i].through);
        assert_memory_equal(a->causes[i].limits, b->causes[i].limits, sizeof a->causes[i].limits);
    }
    assert_int_equal(a->yield_count, b->yield_count);
    for (uint32_t i = 0; i < a->yield_count; i++)
        same_text(a->yields_to[i], b->yields_to[i]);
}

static void the_tables_are_what_the_files_say(void **state)
{
    const nc_lexicon *a = &nc_lexicon_builtin;
    nc_lexicon *b;

    (void)state;
    assert_int_equal(nc_load_texts(&b, true, NULL, 0, NULL), NCALLS_OK);
    assert_int_equal(a->category_count, b->category_count);
    for (uint32_t i = 1; i <= a->category_count; i++)
        same_text(a->categories[i], b->categories[i]);
    assert_int_equal(a->library_count, b->library_count);
    for (uint32_t i = 1; i <= a->library_count; i++)
        same_text(a->libraries[i], b->libraries[i]);
    assert_int_equal(a->entry_count, b->entry_count);
    for (uint32_t i = 0; i < a->entry_count; i++) {
        same_text(a->entries[i].file, b->entries[i].file);
        same_text(a->entries[i].name, b->entries[i].name);
        assert_int_equal(a->entries[i].kind, b->entries[i].kind);
        assert_int_equal(a->entries[i].file_size, b->entries[i].file_size);
        assert_int_equal(a->entries[i].name_size, b->entries[i].name_size);
        assert_int_equal(a->entries[i].category.at, b->entries[i].category.at);
        assert_int_equal(a->entries[i].library, b->entries[i].library);
        assert_int_equal(a->entries[i].only, b->entries[i].only);
    }
    assert_int_equal(a->cure_count, b->cure_count);
    for (uint32_t i = 0; i < a->cure_count; i++) {
        assert_memory_equal(&a->cures[i].of, &b->cures[i].of, sizeof a->cures[i].of);
        assert_int_equal(a->cures[i].library, b->cures[i].library);
        same_text(a->cures[i].fix, b->cures[i].fix);
        same_text(a->cures[i].example, b->cures[i].example);
    }
    assert_int_equal(a->rule_count, b->rule_count);
    for (uint32_t i = 0; i < a->rule_count; i++)
        same_rule(&a->rules[i], &b->rules[i]);
    nc_load_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_become_entries),
        cmocka_unit_test(built_ins_are_named_as_profiles_keep_them),
        cmocka_unit_test(rules_are_in_order_and_found_by_either_name),
        cmocka_unit_test(limits_have_units_and_sets_have_stars),
        cmocka_unit_test(a_later_file_changes_what_it_names),
        cmocka_unit_test(a_mistake_has_file_line_column_and_the_nearest_word),
        cmocka_unit_test(the_built_in_lexicon_is_sound),
        cmocka_unit_test(the_tables_are_what_the_files_say),
        cmocka_unit_test(without_memory_it_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
