/* SPDX-License-Identifier: MIT */
/* Figures for Prometheus and others: OpenMetrics text, gauges without a time. */
#include <string.h>

#include "write/metrics.h"
#include "write/writer.h"

typedef struct family {
    const char *name; /* without the unit */
    const char *help;
    bool is_cost;
} family;

static const family families[] = {
    [NC_METRICS_CALLS] = {"ncalls_calls",               "Function calls.",                           false},
    [NC_METRICS_PRIMITIVE] = {"ncalls_primitive_calls",     "Function calls that are not recursive.",    false},
    [NC_METRICS_COST] = {"ncalls_cost",                "What the whole profile took.",              true },
    [NC_METRICS_FUNCTIONS] = {"ncalls_functions",           "Functions that were called.",               false},
    [NC_METRICS_QUERIES] = {"ncalls_queries",             "Round trips to databases.",                 false},
    [NC_METRICS_KIND] = {"ncalls_work",                "What each kind of work took.",              true },
    [NC_METRICS_FINDINGS] = {"ncalls_findings",            "Findings of each severity.",                false},
    [NC_METRICS_FINDING] = {"ncalls_finding_calls",       "Calls of what a finding says repeats.",     false},
    [NC_METRICS_FUNCTION_CALLS] = {"ncalls_function_calls",      "Calls of a function.",                      false},
    [NC_METRICS_FUNCTION_SELF] = {"ncalls_function_self",       "What a function took without its callees.", true },
    [NC_METRICS_FUNCTION_TOTAL] = {"ncalls_function_cumulative", "What a function took with its callees.",    true },
};

typedef struct page {
    nc_sink *sink;
    nc_metrics metrics;
    nc_text text;
    bool within; /* labels */
} page;

static const char *unit_of(const page *p, const family *f)
{
    static const char *const units[] = {"seconds", "samples", "bytes", ""};

    return f->is_cost ? units[p->metrics.profile->unit] : "";
}

static void say_family(page *p, const family *f)
{
    const char *unit = unit_of(p, f), *join = *unit ? "_" : "";

    nc_sink_add_format(p->sink, "# HELP %s%s%s %s\n", f->name, join, unit, f->help);
    nc_sink_add_format(p->sink, "# TYPE %s%s%s gauge\n", f->name, join, unit);
    if (*unit)
        nc_sink_add_format(p->sink, "# UNIT %s%s%s %s\n", f->name, join, unit, unit);
}

/* What was put together in `text`, and empties it. */
static void say_label(page *p, const char *name)
{
    nc_sink_add_format(p->sink, "%c%s=\"", p->within ? ',' : '{', name);
    for (size_t i = 0; i < p->text.size; i++) {
        if (p->text.bytes[i] == '"' || p->text.bytes[i] == '\\')
            nc_sink_add_char(p->sink, '\\');
        nc_sink_add_char(p->sink, p->text.bytes[i]);
    }
    nc_sink_add_char(p->sink, '"');
    nc_text_clear(&p->text);
    p->within = true;
}

static void say_labels(page *p, const nc_metric *metric)
{
    p->within = false;
    if (metric->word) {
        nc_text_add_string(&p->text, metric->word);
        say_label(p, metric->what == NC_METRICS_KIND ? "kind" : "severity");
    }
    if (metric->finding) {
        nc_text_add_string(&p->text, metric->finding->rule->id);
        say_label(p, "rule");
        nc_text_add_string(&p->text, metric->finding->rule->name);
        say_label(p, "name");
    }
    if (metric->function.at) {
        nc_metrics_add_file(&p->text, &p->metrics, metric);
        say_label(p, "file");
        nc_metrics_add_name(&p->text, &p->metrics, metric);
        say_label(p, "function");
    }
    nc_sink_add_string(p->sink, p->within ? "} " : " ");
}

static void say_metric(page *p, const nc_metric *metric)
{
    const family *f = &families[metric->what];
    const char *unit = unit_of(p, f);

    nc_sink_add_format(p->sink, "%s%s%s", f->name, *unit ? "_" : "", unit);
    say_labels(p, metric);
    if (f->is_cost && p->metrics.profile->unit == NCALLS_UNIT_NANOSECONDS) {
        nc_metrics_add_decimal(&p->text, metric->value, false);
        nc_sink_add(p->sink, p->text.bytes, p->text.size);
        nc_text_clear(&p->text);
    } else {
        nc_sink_add_int(p->sink, metric->value);
    }
    nc_sink_add_char(p->sink, '\n');
}

static ncalls_status write_openmetrics(nc_sink *sink, const ncalls_results *results,
                                       const ncalls_write_options *options, ncalls_error *error)
{
    page p = {.sink = sink};
    ncalls_status status = nc_metrics_init(&p.metrics, results, options, error);

    nc_text_init(&p.text);
    for (size_t i = 0; !status && i < p.metrics.count; i++) {
        if (!i || p.metrics.items[i].what != p.metrics.items[i - 1].what)
            say_family(&p, &families[p.metrics.items[i].what]);
        say_metric(&p, &p.metrics.items[i]);
    }
    nc_sink_add_string(sink, "# EOF\n");
    if (!status && nc_text_failed(&p.text))
        status = nc_fail_memory(error);
    nc_text_reset(&p.text);
    nc_metrics_reset(&p.metrics);
    return status;
}

const nc_writer nc_write_openmetrics = {
    .row = {.name = "openmetrics",
            .suffix = ".prom",
            .title = "figures as OpenMetrics text, for Prometheus and dashboards"},
    .write = write_openmetrics,
};
