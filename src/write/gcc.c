/* SPDX-License-Identifier: MIT */
/* A finding a line, as compilers print warnings: editors and matchers know them. */
#include "base/alloc.h"
#include "report/report.h"
#include "write/review.h"
#include "write/writer.h"

/* path:line: severity: message [RULE] */
static void say_finding(nc_sink *sink, nc_text *text, const nc_review_item *item)
{
    const nc_finding *f = item->finding;

    nc_text_clear(text);
    if (item->place.path)
        nc_review_add_path(text, &item->place);
    else
        nc_text_add_string(text, "ncalls");
    if (item->place.line > 0)
        nc_text_add_format(text, ":%d", item->place.line);
    nc_text_add_format(text, ": %s: %s. %s. [%s]\n",
                       f->severity == NCALLS_SEVERITY_INFO ? "note" : nc_report_severity(f->severity), f->message,
                       f->fix, f->rule->id);
    nc_sink_add(sink, text->bytes, text->size);
}

static ncalls_status write_gcc(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    nc_review review;
    nc_text text;
    ncalls_status status = nc_review_init(&review, results, options, 0, false, error);

    nc_text_init(&text);
    for (size_t i = 0; !status && i < review.count; i++)
        say_finding(sink, &text, &review.items[i]);
    if (!status && nc_text_failed(&text))
        status = nc_fail_memory(error);
    nc_text_reset(&text);
    nc_review_reset(&review);
    return status;
}

const nc_writer nc_write_gcc = {
    .row = {.name = "gcc",
            .title = "findings as path:line: severity: message, for editors",
            .compares = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_gcc,
};
