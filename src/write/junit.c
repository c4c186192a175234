/* SPDX-License-Identifier: MIT */
/* A test for each rule, as JUnit's XML: those that found nothing show, too. */
#include "base/alloc.h"
#include "write/markup.h"
#include "write/review.h"
#include "write/writer.h"

typedef struct page {
    nc_sink *sink;
    nc_review review;
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

static void begin_case(page *p, const char *id, const char *name)
{
    nc_sink_add_string(p->sink, "<testcase classname=\"ncalls\" name=\"");
    nc_text_add_format(&p->word, "%s%s%s", id, *id ? " " : "", name);
    say(p);
    nc_sink_add_string(p->sink, "\"");
}

static void say_rule(page *p, const nc_rule *rule)
{
    size_t at = 0;
    const nc_review_item *first = find(p, rule, true, &at);

    begin_case(p, rule->id, rule->name);
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

static void say_counts(page *p, uint32_t failures)
{
    const ncalls_findings *all = p->review.all;

    nc_sink_add_format(p->sink, " name=\"ncalls\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
                       all->judged_count + all->skipped_count, failures, all->skipped_count);
}

static void say_all(page *p)
{
    const ncalls_findings *all = p->review.all;
    uint32_t failures = 0;

    for (uint32_t i = 0; i < all->judged_count; i++)
        failures += is_failed(p, all->judged[i]);
    nc_sink_add_string(p->sink, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites");
    say_counts(p, failures);
    nc_sink_add_string(p->sink, "<testsuite");
    say_counts(p, failures);
    for (uint32_t i = 0; i < all->judged_count; i++)
        say_rule(p, all->judged[i]);
    for (uint32_t i = 0; i < all->skipped_count; i++) {
        begin_case(p, "", all->skipped[i]);
        nc_sink_add_string(p->sink, "><skipped message=\"the profile does not know what this needs\"/></testcase>\n");
    }
    nc_sink_add_string(p->sink, "</testsuite>\n</testsuites>\n");
}

static ncalls_status write_junit(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                 ncalls_error *error)
{
    page p = {.sink = sink};
    ncalls_status status = nc_review_init(&p.review, results, options, 0, false, error);

    nc_text_init(&p.word);
    nc_text_init(&p.markup);
    if (!status) {
        say_all(&p);
        if (nc_text_failed(&p.word) || nc_text_failed(&p.markup))
            status = nc_fail_memory(error);
    }
    nc_text_reset(&p.word);
    nc_text_reset(&p.markup);
    nc_review_reset(&p.review);
    return status;
}

const nc_writer nc_write_junit = {
    .row = {"junit", ".junit.xml", "a test for each rule, as JUnit's XML", 0, false, false, true},
    .write = write_junit,
};
