/* SPDX-License-Identifier: MIT */
/* Findings as Checkstyle's XML, which most servers for builds take. */
#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "report/report.h"
#include "write/markup.h"
#include "write/review.h"
#include "write/writer.h"

typedef struct page {
    nc_sink *sink;
    nc_text word, markup;
} page;

/* What was put together in `word`, and empties it. */
static void say(page *p, const char *attribute)
{
    nc_text_clear(&p->markup);
    nc_markup_escape(&p->markup, p->word.bytes, p->word.size);
    nc_sink_add_format(p->sink, " %s=\"", attribute);
    nc_sink_add(p->sink, p->markup.bytes, p->markup.size);
    nc_sink_add_char(p->sink, '"');
    nc_text_clear(&p->word);
}

static int compare_paths(const nc_review_place *a, const nc_review_place *b)
{
    int order = memcmp(a->path, b->path, a->size < b->size ? a->size : b->size);

    return order ? order : (a->size > b->size) - (a->size < b->size);
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_review_item *a = left, *b = right;
    int order = compare_paths(&a->place, &b->place);

    (void)payload;
    if (order)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->finding > b->finding) - (a->finding < b->finding);
}

static void say_finding(page *p, const nc_review_item *item)
{
    const nc_finding *f = item->finding;

    nc_sink_add_format(p->sink, "<error line=\"%d\" severity=\"%s\"", item->place.line > 0 ? item->place.line : 1,
                       nc_report_severity(f->severity));
    nc_text_add_format(&p->word, "%s. %s.", f->message, f->fix);
    say(p, "message");
    nc_text_add_format(&p->word, "ncalls.%s", f->rule->id);
    say(p, "source");
    nc_sink_add_string(p->sink, "/>\n");
}

static void say_all(page *p, const nc_review *review)
{
    nc_sink_add_string(p->sink, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (size_t i = 0; i < review->count; i++) {
        const nc_review_item *item = &review->items[i];

        if (!i || compare_paths(&item->place, &item[-1].place) != 0) {
            nc_sink_add_string(p->sink, i ? "</file>\n<file" : "<file");
            nc_review_add_path(&p->word, &item->place);
            say(p, "name");
            nc_sink_add_string(p->sink, ">\n");
        }
        say_finding(p, item);
    }
    nc_sink_add_string(p->sink, review->count ? "</file>\n</checkstyle>\n" : "</checkstyle>\n");
}

static ncalls_status write_checkstyle(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                      ncalls_error *error)
{
    page p = {.sink = sink};
    nc_review review;
    ncalls_status status = nc_review_init(&review, results, options, 0, true, error);

    nc_text_init(&p.word);
    nc_text_init(&p.markup);
    if (!status) {
        nc_sort(review.items, review.count, sizeof *review.items, compare, NULL);
        say_all(&p, &review);
        if (nc_text_failed(&p.word) || nc_text_failed(&p.markup))
            status = nc_fail_memory(error);
    }
    nc_text_reset(&p.word);
    nc_text_reset(&p.markup);
    nc_review_reset(&review);
    return status;
}

const nc_writer nc_write_checkstyle = {
    .row = {.name = "checkstyle",
            .suffix = ".checkstyle.xml",
            .title = "findings as Checkstyle's XML",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_checkstyle,
};
