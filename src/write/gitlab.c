/* SPDX-License-Identifier: MIT */
/* Findings as GitLab's Code Quality report. */
#include "base/alloc.h"
#include "write/jsontext.h"
#include "write/review.h"
#include "write/writer.h"

/* What was put together in `text`, and empties it. */
static void say_text(nc_jsontext *out, nc_text *text, const char *key)
{
    nc_jsontext_add_word(out, key, text->bytes);
    nc_text_clear(text);
}

/* Issues of one fingerprint become one, so that it tells lines of a function apart. */
static void say_finding(nc_jsontext *out, nc_text *text, const nc_review_item *item)
{
    static const char *const severities[] = {"info", "minor", "major"};
    const nc_finding *f = item->finding;

    nc_text_add_format(text, "%s. %s.", f->message, f->fix);
    say_text(out, text, "{\"description\": ");
    nc_text_add_format(text, "%s %s", f->rule->id, f->rule->name);
    say_text(out, text, ", \"check_name\": ");
    nc_text_add_format(text, "%s:%u", f->fingerprint, item->occurrence);
    say_text(out, text, ", \"fingerprint\": ");
    nc_jsontext_add_word(out, ", \"severity\": ", severities[f->severity]);
    nc_review_add_path(text, &item->place);
    say_text(out, text, ", \"location\": {\"path\": ");
    NC_JSONTEXT(out, ", \"lines\": {\"begin\": ");
    nc_jsontext_add_int(out, item->place.line > 0 ? item->place.line : 1);
    NC_JSONTEXT(out, "}}}");
}

static void say_all(nc_jsontext *out, nc_text *text, const nc_review *review)
{
    NC_JSONTEXT(out, "[");
    for (size_t i = 0; i < review->count; i++) {
        nc_jsontext_add(out, i ? ",\n" : "\n", i ? 2 : 1);
        say_finding(out, text, &review->items[i]);
    }
    NC_JSONTEXT(out, "]\n");
    nc_jsontext_flush(out);
}

static ncalls_status write_gitlab(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    nc_jsontext *out = nc_alloc(sizeof *out);
    ncalls_status status;
    nc_review review;
    nc_text text;

    if (!out)
        return nc_fail_memory(error);
    nc_jsontext_init(out, sink, false);
    nc_text_init(&text);
    status = nc_review_init(&review, results, options, 0, true, error);
    if (!status) {
        say_all(out, &text, &review);
        status = nc_text_failed(&text) ? nc_fail_memory(error) : NCALLS_OK;
    }
    nc_review_reset(&review);
    nc_text_reset(&text);
    nc_alloc_free(out);
    return status;
}

const nc_writer nc_write_gitlab = {
    .row = {.name = "gitlab",
            .title = "findings as a Code Quality report of GitLab",
            .compares = true,
            .places = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_gitlab,
};
