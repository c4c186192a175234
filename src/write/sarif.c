/* SPDX-License-Identifier: MIT */
/* SARIF 2.1.0, the part of it that GitHub's code scanning reads, within its caps. */
#include <string.h>

#include "analyze/naming.h"
#include "base/alloc.h"
#include "ncalls/api.h"
#include "write/jsontext.h"
#include "write/review.h"
#include "write/writer.h"

enum {
    RESULTS = 5000,   /* GitHub keeps so many of a run, and not always the worst */
    RELATED = 100,    /* locations of one result */
    STEPS = 1000,     /* of a code flow */
    TEXT_SIZE = 1024, /* of a rule's descriptions */
};

typedef struct page {
    nc_jsontext out;
    nc_review review;
    nc_naming naming;
    nc_text text; /* for one word */
} page;

#define SAY(page, literal) NC_JSONTEXT(&(page)->out, literal)

static const char *const levels[] = {"note", "warning", "error"};

/* What was put together in `text`, and empties it. */
static void say_text(page *p, const char *key)
{
    nc_jsontext_add(&p->out, key, strlen(key));
    nc_jsontext_add_string(&p->out, p->text.bytes, p->text.size);
    nc_text_clear(&p->text);
}

static void say_int(page *p, const char *key, int64_t value)
{
    if (value == NCALLS_ABSENT)
        return;
    nc_jsontext_add(&p->out, key, strlen(key));
    nc_jsontext_add_int(&p->out, value);
}

/* Never empty, never longer than allowed, never half a character. */
static void say_description(page *p, const char *key, const char *text, const char *otherwise)
{
    size_t size = strlen(*text ? text : otherwise);

    if (size > TEXT_SIZE)
        for (size = TEXT_SIZE; size && ((unsigned char)text[size] & 0xc0) == 0x80;)
            size--;
    nc_text_add(&p->text, *text ? text : otherwise, size);
    say_text(p, key);
}

/* In messages [text](1) is a link. */
static void add_message(nc_text *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '[' || *text == ']' || *text == '\\')
            nc_text_add_char(out, '\\');
        nc_text_add_char(out, *text);
    }
}

static void say_rule(page *p, const nc_rule *rule)
{
    static const char *const precisions[] = {"medium", "high", "very-high"};
    static const char *const problems[] = {"recommendation", "warning", "error"};

    nc_jsontext_add_word(&p->out, "{\"id\": ", rule->id);
    nc_jsontext_add_word(&p->out, ", \"name\": ", rule->name);
    say_description(p, ", \"shortDescription\": {\"text\": ", rule->title, rule->name);
    say_description(p, "}, \"fullDescription\": {\"text\": ", rule->help, rule->title);
    nc_text_add_string(&p->text, *rule->help ? rule->help : rule->title);
    if (*rule->example)
        nc_text_add_format(&p->text, "\n\n```python\n%s\n```\n", rule->example);
    nc_jsontext_add_word(&p->out, "}, \"help\": {\"text\": ", *rule->help ? rule->help : rule->title);
    say_text(p, ", \"markdown\": ");
    nc_jsontext_add_word(&p->out, "}, \"defaultConfiguration\": {\"level\": ", levels[rule->severity]);
    nc_jsontext_add_word(
        &p->out, "}, \"properties\": {\"tags\": [\"performance\"], \"precision\": ", precisions[rule->confidence]);
    nc_jsontext_add_word(&p->out, ", \"problem.severity\": ", problems[rule->severity]);
    SAY(p, "}}");
}

static void say_rules(page *p)
{
    const ncalls_findings *all = p->review.all;

    SAY(p, "\"rules\": [");
    for (uint32_t i = 0; i < all->judged_count; i++) {
        nc_jsontext_add(&p->out, i ? ",\n" : "\n", i ? 2 : 1);
        say_rule(p, all->judged[i]);
    }
    SAY(p, "]");
}

static void say_place(page *p, const nc_review_place *place)
{
    nc_review_add_uri(&p->text, place);
    say_text(p, "\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    say_int(p, "}, \"region\": {\"startLine\": ", place->line > 0 ? place->line : 1);
    SAY(p, "}}");
}

static bool is_mine(const page *p, nc_func f)
{
    return nc_profile_class(p->review.all->profile, f) == NCALLS_CLASS_MINE;
}

/* "serialize, called 847 times on this path"; what is not shown where it is written says where that is. */
static void add_step(page *p, const ncalls_finding_step *step, bool first)
{
    nc_func f = {step->function};
    nc_text name;

    nc_text_init(&name);
    if (is_mine(p, f))
        nc_review_add_name(&name, &p->review, f);
    else
        nc_naming_add(&name, &p->naming, f);
    add_message(&p->text, name.bytes);
    p->text.failed |= nc_text_failed(&name);
    nc_text_reset(&name);
    if (step->calls != NCALLS_ABSENT)
        nc_text_add_format(&p->text, ", called %s%lld time%s%s", step->estimated ? "about " : "",
                           (long long)step->calls, step->calls == 1 ? "" : "s", first ? "" : " on this path");
}

/* Of the evidence, each with a number. What lies in a library is no file of the repository: its place is that of
 * my function which led there. */
static void say_steps(page *p, const nc_review_item *item, bool is_flow, uint32_t most)
{
    const nc_finding *f = item->finding;
    nc_review_place place = item->place;

    for (uint32_t i = 0; i < f->path_count && i < most; i++) {
        nc_func function = {f->path[i].function};
        nc_review_place own = nc_review_place_of(&p->review, function);

        if (own.path && is_mine(p, function))
            place = own;
        if (i)
            SAY(p, ", ");
        SAY(p, "{");
        if (is_flow)
            SAY(p, "\"location\": {");
        else
            say_int(p, "\"id\": ", i + 1);
        if (!is_flow)
            SAY(p, ", ");
        say_place(p, &place);
        add_step(p, &f->path[i], i == 0);
        say_text(p, ", \"message\": {\"text\": ");
        if (is_flow)
            SAY(p, "}");
        SAY(p, "}}");
    }
}

/* GitHub shows those related locations that the message links: where the
 * evidence ends. */
static void add_links(page *p, const nc_finding *f)
{
    uint32_t last = f->path_count < RELATED ? f->path_count : RELATED;
    nc_text name;

    if (last < 2)
        return;
    nc_text_init(&name);
    nc_review_add_name(&name, &p->review, (nc_func){f->path[last - 1].function});
    nc_text_add_string(&p->text, " The calls lead to [");
    add_message(&p->text, name.bytes);
    nc_text_add_format(&p->text, "](%u).", last);
    p->text.failed |= nc_text_failed(&name);
    nc_text_reset(&name);
}

static uint32_t index_of(const ncalls_findings *all, const nc_rule *rule)
{
    uint32_t i = 0;

    while (i < all->judged_count && all->judged[i] != rule)
        i++;
    return i;
}

static void say_message(page *p, const nc_finding *f)
{
    add_message(&p->text, f->message);
    nc_text_add_string(&p->text, ". ");
    add_message(&p->text, f->fix);
    nc_text_add_char(&p->text, '.');
    add_links(p, f);
    say_text(p, ", \"message\": {\"text\": ");
    SAY(p, "}");
}

static void say_result(page *p, const nc_review_item *item)
{
    static const char *const confidences[] = {"hint", "estimated", "exact"};
    const nc_finding *f = item->finding;

    nc_jsontext_add_word(&p->out, "{\"ruleId\": ", f->rule->id);
    say_int(p, ", \"ruleIndex\": ", index_of(p->review.all, f->rule));
    nc_jsontext_add_word(&p->out, ", \"level\": ", levels[f->severity]);
    say_message(p, f);
    SAY(p, ", \"locations\": [{");
    say_place(p, &item->place);
    SAY(p, "}], \"relatedLocations\": [");
    say_steps(p, item, false, RELATED);
    SAY(p, "]");
    if (f->path_count > 1) {
        SAY(p, ", \"codeFlows\": [{\"threadFlows\": [{\"locations\": [");
        say_steps(p, item, true, STEPS);
        SAY(p, "]}]}]");
    }
    nc_text_add_format(&p->text, "%s:%u", f->fingerprint, item->occurrence);
    say_text(p, ", \"partialFingerprints\": {\"primaryLocationLineHash\": ");
    nc_jsontext_add_word(&p->out, "}, \"properties\": {\"confidence\": ", confidences[f->confidence]);
    say_int(p, ", \"cost\": ", f->cost);
    say_int(p, ", \"saving\": ", f->saving);
    say_int(p, ", \"calls\": ", f->calls);
    SAY(p, "}}");
}

static void say_all(page *p, const char *id)
{
    SAY(p, "{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\": \"2.1.0\",\n"
           "\"runs\": [{\n\"tool\": {\"driver\": {\"name\": \"ncalls\", ");
    nc_jsontext_add_word(&p->out, "\"semanticVersion\": ", ncalls_version());
    SAY(p, ", ");
    say_rules(p);
    SAY(p, "}},\n");
    if (id) {
        /* Of several reports of one commit the later would take the place of the former. */
        nc_text_add_format(&p->text, "ncalls/%s/", id);
        say_text(p, "\"automationDetails\": {\"id\": ");
        SAY(p, "},\n");
    }
    SAY(p, "\"columnKind\": \"utf16CodeUnits\",\n\"results\": [");
    for (size_t i = 0; i < p->review.count && !nc_sink_failed(p->out.sink); i++) {
        nc_jsontext_add(&p->out, i ? ",\n" : "\n", i ? 2 : 1);
        say_result(p, &p->review.items[i]);
    }
    SAY(p, "]\n}]\n}\n");
    nc_jsontext_flush(&p->out);
}

static ncalls_status write_sarif(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                 ncalls_error *error)
{
    page *p = nc_alloc(sizeof *p);
    ncalls_status status;

    if (!p)
        return nc_fail_memory(error);
    nc_jsontext_init(&p->out, sink, false);
    nc_text_init(&p->text);
    status = nc_review_check(options, error);
    p->review = (nc_review){0};
    if (!status)
        status = nc_review_init(&p->review, results, options, RESULTS, true, error);
    if (!status) {
        ncalls_results whole = *results;

        whole.profile = whole.whole;
        nc_naming_init(&p->naming, &whole);
        say_all(p, options->id);
        status = nc_text_failed(&p->text) ? nc_fail_memory(error) : NCALLS_OK;
    }
    nc_review_reset(&p->review);
    nc_text_reset(&p->text);
    nc_alloc_free(p);
    return status;
}

const nc_writer nc_write_sarif = {
    .row = {.name = "sarif",
            .suffix = ".sarif",
            .title = "findings as SARIF 2.1.0, for GitHub code scanning and editors",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_sarif,
};
