/* SPDX-License-Identifier: MIT */
/*
 * A test for each rule and for each gate, as JUnit's XML: those that found nothing
 * show, too. A check is its gates alone, in a suite for each profile.
 */
#include <string.h>

#include "base/alloc.h"
#include "write/markup.h"
#include "write/review.h"
#include "write/writer.h"

typedef struct counts {
    uint32_t tests, failures, errors, skipped;
} counts;

typedef struct page {
    nc_sink *sink;
    nc_review review;
    const ncalls_gates *gates; /* NULL = none */
    nc_text word, markup;
} page;

/* What was put together in `word`, and empties it. */
static void say(page *p)
{
    nc_text_clear(&p->markup);
    nc_markup_escape(&p->markup, p->word.bytes, p->word.size);
    nc_sink_add(p->sink, p->markup.bytes, p->markup.size);
    nc_text_clear(&p->word);
}

/* Information is no failure. */
static bool fails(const nc_finding *f)
{
    return f->severity > NCALLS_SEVERITY_INFO;
}

/* The next finding of the rule from this one on that is, or is not, a failure; NULL if there is none. */
static const nc_review_item *find(const page *p, const nc_rule *rule, bool failing, size_t *at)
{
    while (*at < p->review.count) {
        const nc_review_item *item = &p->review.items[(*at)++];

        if (item->finding->rule == rule && fails(item->finding) == failing)
            return item;
    }
    return NULL;
}

static bool is_failed(const page *p, const nc_rule *rule)
{
    return find(p, rule, true, &(size_t){0});
}

static void say_line(page *p, const nc_review_item *item)
{
    const nc_finding *f = item->finding;

    if (item->place.path) {
        nc_review_add_path(&p->word, &item->place);
        nc_text_add_format(&p->word, ":%d: ", item->place.line);
    }
    nc_text_add_format(&p->word, "%s. %s.", f->message, f->fix);
    say(p);
    nc_sink_add_char(p->sink, '\n');
}

static void say_findings(page *p, const nc_rule *rule, bool failing)
{
    const nc_review_item *item;
    size_t at = 0;

    item = find(p, rule, failing, &at);
    if (!item)
        return;
    if (failing) {
        nc_sink_add_string(p->sink, "\n<failure type=\"");
        nc_text_add_string(&p->word, rule->name);
        say(p);
        nc_sink_add_string(p->sink, "\" message=\"");
        nc_text_add_string(&p->word, item->finding->message);
        say(p);
        nc_sink_add_string(p->sink, "\">");
    } else {
        nc_sink_add_string(p->sink, "\n<system-out>");
    }
    for (; item; item = find(p, rule, failing, &at))
        say_line(p, item);
    nc_sink_add_string(p->sink, failing ? "</failure>" : "</system-out>");
}

static void begin_case(page *p, const char *class_, const char *id, const char *name)
{
    nc_sink_add_string(p->sink, "<testcase classname=\"");
    nc_text_add_string(&p->word, class_);
    say(p);
    nc_sink_add_string(p->sink, "\" name=\"");
    nc_text_add_format(&p->word, "%s%s%s", id, *id ? " " : "", name);
    say(p);
    nc_sink_add_string(p->sink, "\"");
}

static void say_rule(page *p, const nc_rule *rule)
{
    size_t at = 0;
    const nc_review_item *first = find(p, rule, true, &at);

    begin_case(p, "ncalls", rule->id, rule->name);
    if (first && first->place.path) {
        nc_sink_add_string(p->sink, " file=\"");
        nc_review_add_path(&p->word, &first->place);
        say(p);
        nc_sink_add_format(p->sink, "\" line=\"%d\"", first->place.line);
    }
    nc_sink_add_string(p->sink, ">");
    say_findings(p, rule, true);
    say_findings(p, rule, false);
    nc_sink_add_string(p->sink, "</testcase>\n");
}

/* ---- suites ------------------------------------------------------------------- */

static void begin_suite(page *p, const char *element, const char *name, const counts *c)
{
    nc_sink_add_format(p->sink, "<%s name=\"", element);
    nc_text_add_string(&p->word, name);
    say(p);
    nc_sink_add_format(p->sink, "\" tests=\"%u\" failures=\"%u\" errors=\"%u\"", c->tests, c->failures, c->errors);
    if (strcmp(element, "testsuite") == 0)
        nc_sink_add_format(p->sink, " skipped=\"%u\"", c->skipped);
    nc_sink_add_string(p->sink, ">\n");
}

static counts count_rules(const page *p)
{
    const ncalls_findings *all = p->review.all;
    counts c = {0};

    if (!all)
        return c;
    for (uint32_t i = 0; i < all->judged_count; i++)
        c.failures += is_failed(p, all->judged[i]);
    c.tests = all->judged_count + all->skipped_count;
    c.skipped = all->skipped_count;
    return c;
}

static void say_rules(page *p)
{
    const ncalls_findings *all = p->review.all;
    counts c = count_rules(p);

    begin_suite(p, "testsuite", "ncalls", &c);
    for (uint32_t i = 0; i < all->judged_count; i++)
        say_rule(p, all->judged[i]);
    for (uint32_t i = 0; i < all->skipped_count; i++) {
        begin_case(p, "ncalls", "", all->skipped[i]);
        nc_sink_add_string(p->sink, "><skipped message=\"the profile does not know what this needs\"/></testcase>\n");
    }
    nc_sink_add_string(p->sink, "</testsuite>\n");
}

/* ---- gates -------------------------------------------------------------------- */

/* Of all profiles (NULL), or of one. */
static counts count_gates(const page *p, const char *profile)
{
    counts c = {0};
    ncalls_gate gate;

    for (size_t i = 0; p->gates && ncalls_gates_at(p->gates, i, &gate); i++) {
        if (profile && strcmp(gate.profile, profile) != 0)
            continue;
        c.tests++;
        c.failures += gate.outcome == NCALLS_GATE_FAILED;
        c.errors += gate.outcome == NCALLS_GATE_UNCHECKED;
        c.skipped += gate.outcome == NCALLS_GATE_SKIPPED;
    }
    return c;
}

/* Line ends of the text itself stay: names in it hold none any more. */
static void say_lines(page *p, const char *text)
{
    for (;;) {
        size_t size = strcspn(text, "\n");

        nc_text_add(&p->word, text, size);
        say(p);
        if (!text[size])
            return;
        nc_sink_add_char(p->sink, '\n');
        text += size + 1;
    }
}

/* <failure type="budget" message="...">...</failure> */
static void say_outcome(page *p, const ncalls_gate *gate)
{
    static const char *const elements[] = {
        [NCALLS_GATE_PASSED] = "system-out",
        [NCALLS_GATE_SKIPPED] = "skipped",
        [NCALLS_GATE_FAILED] = "failure",
        [NCALLS_GATE_UNCHECKED] = "error",
    };
    bool passed = gate->outcome == NCALLS_GATE_PASSED;

    nc_sink_add_format(p->sink, "<%s", elements[gate->outcome]);
    if (gate->outcome >= NCALLS_GATE_FAILED)
        nc_sink_add_format(p->sink, " type=\"%s\"", gate->kind);
    if (!passed) {
        nc_sink_add_string(p->sink, " message=\"");
        nc_text_add_string(&p->word, gate->message);
        say(p);
        nc_sink_add_char(p->sink, '"');
    }
    nc_sink_add_char(p->sink, '>');
    say_lines(p, *gate->details && !passed ? gate->details : gate->message);
    nc_sink_add_format(p->sink, "</%s>", elements[gate->outcome]);
}

static void say_gate(page *p, const ncalls_gate *gate)
{
    begin_case(p, gate->profile, "", gate->name);
    if (*gate->file) {
        nc_sink_add_string(p->sink, " file=\"");
        nc_text_add_string(&p->word, gate->file);
        say(p);
        nc_sink_add_format(p->sink, "\" line=\"%d\"", gate->line);
    }
    nc_sink_add_char(p->sink, '>');
    say_outcome(p, gate);
    nc_sink_add_string(p->sink, "</testcase>\n");
}

static void say_gates(page *p)
{
    const char *profile = NULL;
    ncalls_gate gate;

    for (size_t i = 0; p->gates && ncalls_gates_at(p->gates, i, &gate); i++) {
        if (!profile || strcmp(profile, gate.profile) != 0) {
            counts c = count_gates(p, gate.profile);

            nc_sink_add_string(p->sink, profile ? "</testsuite>\n" : "");
            begin_suite(p, "testsuite", gate.profile, &c);
        }
        profile = gate.profile;
        say_gate(p, &gate);
    }
    nc_sink_add_string(p->sink, profile ? "</testsuite>\n" : "");
}

static void say_all(page *p, bool rules)
{
    counts sum = count_gates(p, NULL), c = {0};

    if (rules)
        c = count_rules(p);
    sum = (counts){sum.tests + c.tests, sum.failures + c.failures, sum.errors, 0};
    nc_sink_add_string(p->sink, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    begin_suite(p, "testsuites", "ncalls", &sum);
    say_gates(p);
    if (rules)
        say_rules(p);
    nc_sink_add_string(p->sink, "</testsuites>\n");
}

static ncalls_status write_junit(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                 ncalls_error *error)
{
    page p = {.sink = sink, .gates = options->gates};
    ncalls_status status = NCALLS_OK;

    if (!options->only_gates)
        status = nc_review_init(&p.review, results, options, 0, false, error);

    nc_text_init(&p.word);
    nc_text_init(&p.markup);
    if (!status) {
        say_all(&p, !options->only_gates);
        if (nc_text_failed(&p.word) || nc_text_failed(&p.markup))
            status = nc_fail_memory(error);
    }
    nc_text_reset(&p.word);
    nc_text_reset(&p.markup);
    nc_review_reset(&p.review);
    return status;
}

const nc_writer nc_write_junit = {
    .row = {.name = "junit",
            .suffix = ".junit.xml",
            .title = "a test for each rule, budget and condition, as JUnit's XML",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_junit,
};
