/* SPDX-License-Identifier: MIT */
/* Figures for github-action-benchmark, tool customSmallerIsBetter. */
#include "base/alloc.h"
#include "write/jsontext.h"
#include "write/metrics.h"
#include "write/writer.h"

typedef struct page {
    nc_jsontext out;
    nc_metrics metrics;
    nc_text text;
} page;

static const char *const units[] = {"ms", "samples", "bytes", "count"};
static const char *const wholes[] = {"time", "samples", "memory", "count"};

static const char *unit_of(const page *p, const nc_metric *metric)
{
    switch (metric->what) {
    case NC_METRICS_CALLS:
    case NC_METRICS_PRIMITIVE:
    case NC_METRICS_FINDING:
    case NC_METRICS_FUNCTION_CALLS: return "calls";
    case NC_METRICS_FUNCTIONS: return "functions";
    case NC_METRICS_QUERIES: return "queries";
    case NC_METRICS_FINDINGS: return "findings";
    case NC_METRICS_COST:
    case NC_METRICS_KIND:
    case NC_METRICS_FUNCTION_SELF:
    case NC_METRICS_FUNCTION_TOTAL: break;
    }
    return units[p->metrics.profile->unit];
}

static void add_name(page *p, const nc_metric *metric)
{
    static const char *const titles[] = {
        [NC_METRICS_CALLS] = "calls",
        [NC_METRICS_PRIMITIVE] = "primitive calls",
        [NC_METRICS_FUNCTIONS] = "functions",
        [NC_METRICS_QUERIES] = "queries",
        [NC_METRICS_FUNCTION_CALLS] = " calls",
        [NC_METRICS_FUNCTION_SELF] = " self",
        [NC_METRICS_FUNCTION_TOTAL] = " cumulative",
    };
    const char *whole = wholes[p->metrics.profile->unit];

    if (metric->finding)
        nc_text_add_format(&p->text, "%s %s ", metric->finding->rule->id, metric->finding->rule->name);
    if (metric->function.at)
        nc_metrics_add_place(&p->text, &p->metrics, metric);
    else if (metric->word)
        nc_text_add_format(&p->text, "%s: %s", metric->what == NC_METRICS_KIND ? whole : "findings", metric->word);
    else if (metric->what == NC_METRICS_COST)
        nc_text_add_string(&p->text, whole);
    if (!metric->finding && metric->what < sizeof titles / sizeof *titles && titles[metric->what])
        nc_text_add_string(&p->text, titles[metric->what]);
}

static void say_metric(page *p, const nc_metric *metric)
{
    const char *unit = unit_of(p, metric);

    add_name(p, metric);
    NC_JSONTEXT(&p->out, "{\"name\": ");
    nc_jsontext_add_string(&p->out, p->text.bytes, p->text.size);
    nc_text_clear(&p->text);
    nc_jsontext_add_word(&p->out, ", \"unit\": ", unit);
    NC_JSONTEXT(&p->out, ", \"value\": ");
    if (unit == units[NCALLS_UNIT_NANOSECONDS])
        nc_metrics_add_decimal(&p->text, metric->value, true);
    else
        nc_text_add_format(&p->text, "%lld", (long long)metric->value);
    nc_jsontext_add(&p->out, p->text.bytes, p->text.size);
    nc_text_clear(&p->text);
    NC_JSONTEXT(&p->out, "}");
}

static ncalls_status write_benchmark(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                     ncalls_error *error)
{
    page *p = nc_alloc(sizeof *p);
    ncalls_status status;

    if (!p)
        return nc_fail_memory(error);
    nc_jsontext_init(&p->out, sink, false);
    nc_text_init(&p->text);
    status = nc_metrics_init(&p->metrics, results, options, error);
    for (size_t i = 0; !status && i < p->metrics.count; i++) {
        nc_jsontext_add(&p->out, i ? ",\n" : "[\n", 2);
        say_metric(p, &p->metrics.items[i]);
    }
    NC_JSONTEXT(&p->out, "\n]\n");
    nc_jsontext_flush(&p->out);
    if (!status && nc_text_failed(&p->text))
        status = nc_fail_memory(error);
    nc_metrics_reset(&p->metrics);
    nc_text_reset(&p->text);
    nc_alloc_free(p);
    return status;
}

const nc_writer nc_write_benchmark = {
    .row = {.name = "benchmark",
            .suffix = ".benchmark.json",
            .title = "figures for github-action-benchmark: customSmallerIsBetter"},
    .write = write_benchmark,
};
