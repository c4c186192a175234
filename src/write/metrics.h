/* SPDX-License-Identifier: MIT */
/*
 * Figures of a profile that are worth a line in a chart over many commits, under
 * names that stay: no lines of files, no ids. Of functions mine, those that take
 * most (20, unless --limit says otherwise).
 */
#ifndef NC_METRICS_H
#define NC_METRICS_H

#include "analyze/results.h"
#include "base/text.h"
#include "ncalls/write.h"
#include "rules/finding.h"

/* In this order they are listed. */
typedef enum nc_metrics_what {
    NC_METRICS_CALLS,
    NC_METRICS_PRIMITIVE,
    NC_METRICS_COST,     /* in the profile's unit, here and below */
    NC_METRICS_FUNCTIONS,
    NC_METRICS_QUERIES,
    NC_METRICS_KIND,     /* cost of a kind of work, which `word` names */
    NC_METRICS_FINDINGS, /* of the severity that `word` names */
    NC_METRICS_FINDING,  /* calls of what a finding says repeats */
    NC_METRICS_FUNCTION_CALLS,
    NC_METRICS_FUNCTION_SELF,
    NC_METRICS_FUNCTION_TOTAL,
} nc_metrics_what;

typedef struct nc_metric {
    nc_metrics_what what;
    int64_t value;
    const char *word;
    const nc_finding *finding;
    nc_func function;
    uint32_t nth; /* from 1: functions of one name in one file, by line */
} nc_metric;

typedef struct nc_metrics {
    const ncalls_profile *profile;
    const ncalls_findings *findings; /* NULL: none were looked for */
    const char *prefix;              /* taken off paths */
    nc_metric *items;
    size_t count, room;
} nc_metrics;

ncalls_status nc_metrics_init(nc_metrics *metrics, const ncalls_results *results, const ncalls_write_options *options,
                              ncalls_error *error);
void nc_metrics_reset(nc_metrics *metrics);

/* The file's path below the prefix, and the name with "#2" behind a second one; escaped as text. */
void nc_metrics_add_file(nc_text *out, const nc_metrics *metrics, const nc_metric *metric);
void nc_metrics_add_name(nc_text *out, const nc_metrics *metrics, const nc_metric *metric);
/* "books/views.py(list_books)"; one that is very long is cut, and told apart by a digest. */
void nc_metrics_add_place(nc_text *out, const nc_metrics *metrics, const nc_metric *metric);

/* Nanoseconds as seconds or milliseconds, "1.250000000": all digits, no float. */
void nc_metrics_add_decimal(nc_text *out, int64_t nanoseconds, bool milliseconds);

#endif
