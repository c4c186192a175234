/* SPDX-License-Identifier: MIT */
/* Workflow commands of GitHub Actions: annotations of the lines that are to blame. */
#include "base/alloc.h"
#include "write/review.h"
#include "write/writer.h"

/* Of each kind, in one step of a workflow; what is more vanishes without a word. */
enum { MOST = 10, KINDS = 3 };

typedef struct page {
    nc_sink *sink;
    nc_text text; /* for one word */
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

/* How many would be shown, if there are so many notices at most. */
static size_t count_shown(const nc_review *review, size_t notices)
{
    size_t shown = 0, seen[KINDS] = {0};

    for (size_t i = 0; i < review->count; i++) {
        ncalls_severity severity = review->items[i].finding->severity;

        shown += seen[severity]++ < (severity == NCALLS_SEVERITY_INFO ? notices : MOST);
    }
    return shown;
}

/* That there is more takes the place of a notice. */
static void say_all(page *p, const nc_review *review)
{
    size_t notices = count_shown(review, MOST) == review->total ? MOST : MOST - 1, seen[KINDS] = {0};
    size_t more = review->total - count_shown(review, notices);

    for (size_t i = 0; i < review->count; i++) {
        ncalls_severity severity = review->items[i].finding->severity;

        if (seen[severity]++ < (severity == NCALLS_SEVERITY_INFO ? notices : MOST))
            say_finding(p, &review->items[i]);
    }
    if (more)
        nc_sink_add_format(p->sink, "::notice title=ncalls::%zu more finding%s; ncalls findings says all\n", more,
                           more == 1 ? "" : "s");
}

static ncalls_status write_github(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    page p = {.sink = sink};
    nc_review review;
    ncalls_status status = nc_review_init(&review, results, options, 0, false, error);

    nc_text_init(&p.text);
    if (!status)
        say_all(&p, &review);
    if (!status && nc_text_failed(&p.text))
        status = nc_fail_memory(error);
    nc_text_reset(&p.text);
    nc_review_reset(&review);
    return status;
}

const nc_writer nc_write_github = {
    .row = {"github", NULL, "findings as workflow commands: annotations in GitHub Actions", 0, false, false, true},
    .write = write_github,
};
