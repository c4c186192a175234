/* SPDX-License-Identifier: MIT */
/* Findings for reviewdog: a diagnostic a line, without the locations of the evidence:
 * a reviewdog that does not know a key refuses all of it. */
#include "write/rdjsonl.h"

#include "base/alloc.h"
#include "write/jsontext.h"
#include "write/review.h"
#include "write/writer.h"

typedef struct page {
    nc_jsontext out;
    nc_review review;
    nc_text text; /* for one word */
} page;

#define SAY(page, literal) NC_JSONTEXT(&(page)->out, literal)

/* What was put together in `text`, and empties it. */
static void say_text(page *p, const char *key)
{
    nc_jsontext_add_word(&p->out, key, p->text.bytes);
    nc_text_clear(&p->text);
}

static void say_place(page *p, const nc_review_place *place)
{
    nc_review_add_path(&p->text, place);
    say_text(p, "\"location\": {\"path\": ");
    if (place->line > 0) {
        SAY(p, ", \"range\": {\"start\": {\"line\": ");
        nc_jsontext_add_int(&p->out, place->line);
        SAY(p, "}}");
    }
    SAY(p, "}");
}

static void say_diagnostic(page *p, const nc_review_item *item)
{
    static const char *const severities[] = {"INFO", "WARNING", "ERROR"};
    const nc_finding *f = item->finding;

    nc_text_add_format(&p->text, "%s. %s.", f->message, f->fix);
    say_text(p, "{\"message\": ");
    SAY(p, ", ");
    say_place(p, &item->place);
    nc_jsontext_add_word(&p->out, ", \"severity\": ", severities[f->severity]);
    nc_jsontext_add_word(&p->out, ", \"source\": {\"name\": \"ncalls\"}, \"code\": {\"value\": ", f->rule->id);
    SAY(p, "}}");
}

static void say_all(page *p, bool document)
{
    if (document)
        SAY(p, "{\"source\": {\"name\": \"ncalls\"},\n\"diagnostics\": [\n");
    for (size_t i = 0; i < p->review.count && !nc_sink_failed(p->out.sink); i++) {
        if (document && i)
            SAY(p, ",\n");
        say_diagnostic(p, &p->review.items[i]);
        if (!document)
            SAY(p, "\n");
    }
    if (document)
        SAY(p, "]\n}\n");
    nc_jsontext_flush(&p->out);
}

ncalls_status nc_rdjsonl_write(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               bool document, ncalls_error *error)
{
    page *p = nc_alloc(sizeof *p);
    ncalls_status status;

    if (!p)
        return nc_fail_memory(error);
    nc_jsontext_init(&p->out, sink, false);
    nc_text_init(&p->text);
    status = nc_review_init(&p->review, results, options, 0, true, error);
    if (!status) {
        say_all(p, document);
        status = nc_text_failed(&p->text) ? nc_fail_memory(error) : NCALLS_OK;
    }
    nc_review_reset(&p->review);
    nc_text_reset(&p->text);
    nc_alloc_free(p);
    return status;
}

static ncalls_status write_rdjsonl(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    return nc_rdjsonl_write(sink, results, options, false, error);
}

const nc_writer nc_write_rdjsonl = {
    .row = {.name = "rdjsonl",
            .suffix = ".rdjsonl",
            .title = "findings for reviewdog -f=rdjsonl",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_rdjsonl,
};
