/* SPDX-License-Identifier: MIT */
/* Rows for spreadsheets: the findings where only those were asked for, else the functions. */
#include <string.h>

#include "analyze/naming.h"
#include "analyze/order.h"
#include "base/alloc.h"
#include "report/endpoints.h"
#include "report/report.h"
#include "write/review.h"
#include "write/writer.h"

typedef struct page {
    nc_sink *sink;
    nc_review review;
    nc_text word;
    bool within; /* a row that has a cell */
} page;

static void begin_cell(page *p)
{
    if (p->within)
        nc_sink_add_char(p->sink, ',');
    p->within = true;
}

/* What was put together in `word`, and empties it. What a spreadsheet would take
 * for a formula gets the quote that makes it text there. */
static void say(page *p)
{
    begin_cell(p);
    nc_sink_add_char(p->sink, '"');
    if (p->word.size && strchr("=+-@", p->word.bytes[0]))
        nc_sink_add_char(p->sink, '\'');
    for (size_t i = 0; i < p->word.size; i++) {
        if (p->word.bytes[i] == '"')
            nc_sink_add_char(p->sink, '"');
        nc_sink_add_char(p->sink, p->word.bytes[i]);
    }
    nc_sink_add_char(p->sink, '"');
    nc_text_clear(&p->word);
}

static void say_word(page *p, const char *word)
{
    nc_text_add_string(&p->word, word);
    say(p);
}

static void say_text(page *p, const ncalls_profile *profile, nc_str id)
{
    nc_text_add_escaped(&p->word, nc_profile_text(profile, id), nc_profile_size(profile, id));
    say(p);
}

/* Empty where nobody knows. */
static void say_int(page *p, bool known, int64_t value)
{
    begin_cell(p);
    if (known && value != NCALLS_ABSENT)
        nc_sink_add_int(p->sink, value);
}

static void end_row(page *p)
{
    nc_sink_add_char(p->sink, '\n');
    p->within = false;
}

static void say_place(page *p, const nc_review_place *place)
{
    if (place->path)
        nc_review_add_path(&p->word, place);
    say(p);
    say_int(p, place->line > 0, place->line);
}

static void say_finding(page *p, const nc_review_item *item)
{
    static const char *const confidences[] = {"hint", "estimated", "exact"};
    const ncalls_profile *profile = p->review.all->profile;
    const nc_finding *f = item->finding;

    say_word(p, f->rule->id);
    say_word(p, f->rule->name);
    say_word(p, nc_report_severity(f->severity));
    say_word(p, confidences[f->confidence]);
    say_place(p, &item->place);
    say_text(p, profile, profile->functions.name[f->function.at]);
    say_int(p, true, f->calls);
    say_int(p, true, f->cost);
    say_int(p, true, f->saving);
    say_word(p, f->message);
    say_word(p, f->fix);
    say_word(p, f->fingerprint);
    end_row(p);
}

static ncalls_status say_findings(page *p, const ncalls_results *results, const ncalls_write_options *options,
                                  ncalls_error *error)
{
    ncalls_status status = nc_review_init(&p->review, results, options, 0, false, error);

    if (!status) {
        nc_sink_add_string(p->sink, "rule,name,severity,confidence,file,line,function,calls,cost,saving,message,fix,"
                                    "fingerprint\n");
        for (size_t i = 0; i < p->review.count; i++)
            say_finding(p, &p->review.items[i]);
    }
    nc_review_reset(&p->review);
    return status;
}

static void say_function(page *p, const ncalls_profile *profile, nc_func f)
{
    static const char *const classes[] = {"mine", "stdlib", "package", "builtin", "generated", "unknown"};
    const nc_functions *all = &profile->functions;
    bool calls = profile->has & NCALLS_HAS_CALLS;
    nc_str path = nc_profile_path(profile, f);
    size_t taken = nc_naming_prefix(p->review.prefix, nc_profile_text(profile, path), nc_profile_size(profile, path));

    nc_text_add_escaped(&p->word, nc_profile_text(profile, path) + taken, nc_profile_size(profile, path) - taken);
    say(p);
    say_int(p, all->line[f.at] > 0, all->line[f.at]);
    say_text(p, profile, all->name[f.at]);
    say_word(p, classes[nc_profile_class(profile, f)]);
    say_text(p, profile, nc_profile_package(profile, f));
    say_int(p, calls, all->calls[f.at]);
    say_int(p, calls, all->primitive[f.at]);
    say_int(p, true, all->self[f.at]);
    say_int(p, true, all->total[f.at]);
    end_row(p);
}

/* Rows in the order that was asked for, by falling self otherwise. */
static nc_func *choose(const ncalls_profile *profile, const ncalls_write_options *options, size_t *count)
{
    nc_order_key keys[NC_ORDER_NONE] = {NC_ORDER_SELF};
    size_t key_count = 0;

    for (size_t i = 0; i < options->sort_count && key_count < NC_ORDER_NONE; i++) {
        nc_order_key key = nc_order_find_key(options->sort[i]);

        if (key != NC_ORDER_NONE)
            keys[key_count++] = key;
    }
    return nc_order_top_by(profile, keys, key_count ? key_count : 1, options->reverse,
                           options->limit > 0 ? (size_t)options->limit : 0, count);
}

static ncalls_status say_functions(page *p, const ncalls_results *results, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    static const char *const units[] = {"ns", "samples", "bytes", "count"};
    const char *unit = units[results->profile->unit];
    size_t count;
    nc_func *rows = choose(results->profile, options, &count);

    if (!rows)
        return nc_fail_memory(error);
    p->review.prefix = results->path_prefix ? results->path_prefix : "";
    nc_sink_add_format(p->sink, "file,line,function,class,package,calls,primitive,self_%s,total_%s\n", unit, unit);
    for (size_t i = 0; i < count && !nc_sink_failed(p->sink); i++)
        say_function(p, results->profile, rows[i]);
    nc_alloc_free(rows);
    return NCALLS_OK;
}

static void say_endpoint(page *p, const ncalls_endpoint *row)
{
    say_word(p, row->name);
    say_int(p, true, (int64_t)row->runs);
    say_int(p, true, row->total);
    say_int(p, true, row->median);
    say_int(p, true, row->worst);
    say_int(p, true, row->queries);
    say_int(p, true, row->queries_most);
    say_int(p, true, row->calls);
    nc_text_add_escaped(&p->word, row->worst_path, strlen(row->worst_path));
    say(p);
    end_row(p);
}

static ncalls_status say_endpoints(page *p, const ncalls_write_options *options, ncalls_error *error)
{
    size_t count;
    ncalls_endpoint *rows = nc_report_endpoints_sorted(options, &count);

    if (!rows)
        return nc_fail_memory(error);
    nc_sink_add_string(p->sink, "endpoint,runs,total,median,worst,queries,queries_most,calls,worst_file\n");
    for (size_t i = 0; i < count; i++)
        say_endpoint(p, &rows[i]);
    nc_alloc_free(rows);
    return NCALLS_OK;
}

static ncalls_status write_csv(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                               ncalls_error *error)
{
    page p = {.sink = sink};
    ncalls_status status;

    nc_text_init(&p.word);
    if (options->endpoints)
        status = say_endpoints(&p, options, error);
    else if (options->only_findings)
        status = say_findings(&p, results, options, error);
    else
        status = say_functions(&p, results, options, error);
    if (!status && nc_text_failed(&p.word))
        status = nc_fail_memory(error);
    nc_text_reset(&p.word);
    return status;
}

const nc_writer nc_write_csv = {
    .row = {.name = "csv",
            .suffix = ".csv",
            .title = "functions, or of ncalls findings the findings, for spreadsheets",
            .checks = NCALLS_CHECKS_ONE},
    .write = write_csv,
};
