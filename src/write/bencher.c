/* SPDX-License-Identifier: MIT */
/* Bencher Metric Format: {benchmark: {measure: {"value": number}}}. Its own measure of time, latency, is in
 * nanoseconds. */
#include "base/alloc.h"
#include "write/jsontext.h"
#include "write/metrics.h"
#include "write/writer.h"

typedef struct page {
    nc_jsontext out;
    nc_metrics metrics;
    nc_text text;
    bool within;
} page;

static const char *measure_of(const page *p, const nc_metric *metric)
{
    static const char *const costs[] = {"latency", "samples", "memory", "count"};

    switch (metric->what) {
    case NC_METRICS_CALLS:
    case NC_METRICS_FINDING:
    case NC_METRICS_FUNCTION_CALLS: return "calls";
    case NC_METRICS_PRIMITIVE: return "primitive-calls";
    case NC_METRICS_FUNCTIONS: return "functions";
    case NC_METRICS_QUERIES: return "queries";
    case NC_METRICS_FINDINGS: return "findings";
    case NC_METRICS_FUNCTION_SELF: return "self";
    case NC_METRICS_COST:
    case NC_METRICS_KIND:
    case NC_METRICS_FUNCTION_TOTAL: break;
    }
    return costs[p->metrics.profile->unit];
}

static void say_value(page *p, const nc_metric *metric)
{
    nc_jsontext_add_word(&p->out, p->within ? ", " : "", measure_of(p, metric));
    NC_JSONTEXT(&p->out, ": {\"value\": ");
    nc_jsontext_add_int(&p->out, metric->value);
    NC_JSONTEXT(&p->out, "}");
    p->within = true;
}

/* Opens a benchmark, named by what its first figure is of. */
static void say_name(page *p, const nc_metric *metric, bool first)
{
    if (metric->finding)
        nc_text_add_format(&p->text, "%s %s ", metric->finding->rule->id, metric->finding->rule->name);
    if (metric->function.at)
        nc_metrics_add_place(&p->text, &p->metrics, metric);
    else if (metric->word)
        nc_text_add_format(&p->text, "%s: %s", metric->what == NC_METRICS_KIND ? "kind" : "severity", metric->word);
    else
        nc_text_add_string(&p->text, "all");
    nc_jsontext_add(&p->out, first ? "{\n" : "},\n", first ? 2 : 3);
    nc_jsontext_add_string(&p->out, p->text.bytes, p->text.size);
    NC_JSONTEXT(&p->out, ": {");
    nc_text_clear(&p->text);
    p->within = false;
}

/* The figures of functions stand by kind, each kind in the same order and the first with all of them: one place in
 * each goes along. */
static void say_functions(page *p, size_t begin)
{
    const nc_metric *items = p->metrics.items;
    size_t count = p->metrics.count, at[NC_METRICS_FUNCTION_TOTAL + 1];

    for (unsigned what = NC_METRICS_FUNCTION_CALLS; what <= NC_METRICS_FUNCTION_TOTAL; what++)
        for (at[what] = begin; at[what] < count && items[at[what]].what < what;)
            at[what]++;
    for (size_t i = begin; i < count && items[i].what == items[begin].what; i++) {
        say_name(p, &items[i], !i);
        for (unsigned what = items[begin].what; what <= NC_METRICS_FUNCTION_TOTAL; what++)
            if (at[what] < count && items[at[what]].what == what && items[at[what]].function.at == items[i].function.at)
                say_value(p, &items[at[what]++]);
    }
}

static void say_all(page *p)
{
    const nc_metric *items = p->metrics.items;
    size_t i;

    for (i = 0; i < p->metrics.count && items[i].what < NC_METRICS_FUNCTION_CALLS; i++) {
        if (!i || items[i].word || items[i].function.at)
            say_name(p, &items[i], !i);
        say_value(p, &items[i]);
    }
    if (i < p->metrics.count)
        say_functions(p, i);
}

static ncalls_status write_bencher(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                   ncalls_error *error)
{
    page *p = nc_alloc(sizeof *p);
    ncalls_status status;

    if (!p)
        return nc_fail_memory(error);
    nc_jsontext_init(&p->out, sink, false);
    nc_text_init(&p->text);
    p->within = false;
    status = nc_metrics_init(&p->metrics, results, options, error);
    if (!status)
        say_all(p);
    NC_JSONTEXT(&p->out, "}\n}\n");
    nc_jsontext_flush(&p->out);
    if (!status && nc_text_failed(&p->text))
        status = nc_fail_memory(error);
    nc_metrics_reset(&p->metrics);
    nc_text_reset(&p->text);
    nc_alloc_free(p);
    return status;
}

const nc_writer nc_write_bencher = {
    .row = {.name = "bencher", .suffix = ".bmf.json", .title = "figures for Bencher: Bencher Metric Format"},
    .write = write_bencher,
};
