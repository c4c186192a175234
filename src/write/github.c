/* SPDX-License-Identifier: MIT */
/* Workflow commands of GitHub Actions: annotations of the lines that are to blame. */
#include "base/alloc.h"
#include "write/review.h"
#include "write/writer.h"

/* Of each kind, in one step of a workflow; what is more vanishes without a word. */
enum { MOST = 10, KINDS = 3 };

typedef struct page {
    nc_sink *sink;
    nc_text text;     /* for one word */
    size_t most[KINDS]; /* findings by severity: gates are errors, too */
} page;

/* What was put together in `text`, and empties it. Properties end at , and : as well. */
static void say(page *p, bool property)
{
    for (size_t i = 0; i < p->text.size; i++) {
        unsigned char c = (unsigned char)p->text.bytes[i];

        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            nc_sink_add_format(p->sink, "%%%02X", c);
        else
            nc_sink_add_char(p->sink, (char)c);
    }
    nc_text_clear(&p->text);
}

static void say_place(page *p, const nc_review_place *place)
{
    if (!place->path)
        return;
    nc_review_add_path(&p->text, place);
    nc_sink_add_string(p->sink, "file=");
    say(p, true);
    nc_sink_add_format(p->sink, ",line=%d,", place->line > 0 ? place->line : 1);
}

static void say_finding(page *p, const nc_review_item *item)
{
    static const char *const kinds[KINDS] = {"notice", "warning", "error"};
    const nc_finding *f = item->finding;

    nc_sink_add_format(p->sink, "::%s ", kinds[f->severity]);
    say_place(p, &item->place);
    nc_text_add_format(&p->text, "%s %s", f->rule->id, f->rule->name);
    nc_sink_add_string(p->sink, "title=");
    say(p, true);
    nc_sink_add_string(p->sink, "::");
    nc_text_add_format(&p->text, "%s.\n%s.", f->message, f->fix);
    say(p, false);
    nc_sink_add_char(p->sink, '\n');
}

/* What does not hold, with what it has; how many there are. */
static size_t say_gates(page *p, const ncalls_gates *gates)
{
    size_t count = 0;
    ncalls_gate gate;

    for (size_t i = 0; gates && ncalls_gates_at(gates, i, &gate); i++) {
        if (gate.outcome < NCALLS_GATE_FAILED || count++ >= MOST)
            continue;
        nc_sink_add_string(p->sink, "::error ");
        if (*gate.file) {
            nc_text_add_string(&p->text, gate.file);
            nc_sink_add_string(p->sink, "file=");
            say(p, true);
            nc_sink_add_format(p->sink, ",line=%d,", gate.line > 0 ? gate.line : 1);
        }
        nc_sink_add_string(p->sink, "title=");
        nc_text_add_string(&p->text, gate.name);
        say(p, true);
        nc_sink_add_string(p->sink, gate.outcome == NCALLS_GATE_FAILED ? "::" : "::cannot be checked: ");
        nc_text_add_string(&p->text, gate.message);
        say(p, false);
        nc_sink_add_char(p->sink, '\n');
    }
    return count;
}

static size_t count_shown(const page *p, const nc_review *review)
{
    size_t shown = 0, seen[KINDS] = {0};

    for (size_t i = 0; i < review->count; i++) {
        ncalls_severity severity = review->items[i].finding->severity;

        shown += seen[severity]++ < p->most[severity];
    }
    return shown;
}

/* That there is more takes the place of a notice. */
static void say_all(page *p, const nc_review *review, const ncalls_gates *gates)
{
    size_t count = say_gates(p, gates), shown = count < MOST ? count : MOST, seen[KINDS] = {0}, more;

    for (unsigned kind = 0; kind < KINDS; kind++)
        p->most[kind] = kind == NCALLS_SEVERITY_ERROR ? MOST - shown : MOST;
    p->most[NCALLS_SEVERITY_INFO] -= count_shown(p, review) != review->total;
    more = review->total - count_shown(p, review);
    for (size_t i = 0; i < review->count; i++) {
        ncalls_severity severity = review->items[i].finding->severity;

        if (seen[severity]++ < p->most[severity])
            say_finding(p, &review->items[i]);
    }
    if (count > shown)
        nc_sink_add_format(p->sink, "::notice title=ncalls::%zu more gates do not hold\n", count - shown);
    if (more)
        nc_sink_add_format(p->sink, "::notice title=ncalls::%zu more finding%s; ncalls findings says all\n", more,
                           more == 1 ? "" : "s");
}

static ncalls_status write_github(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    page p = {.sink = sink};
    nc_review review = {0};
    bool reviewed = options->findings || !options->only_gates;
    ncalls_status status = reviewed ? nc_review_init(&review, results, options, 0, false, error) : NCALLS_OK;

    nc_text_init(&p.text);
    if (!status)
        say_all(&p, &review, options->gates);
    if (!status && nc_text_failed(&p.text))
        status = nc_fail_memory(error);
    nc_text_reset(&p.text);
    nc_review_reset(&review);
    return status;
}

const nc_writer nc_write_github = {
    .row = {.name = "github",
            .title = "findings and gates as workflow commands: annotations in GitHub Actions",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_github,
};
