/* SPDX-License-Identifier: MIT */
/* Results to a document: each section is one file and one row in sections.def. */
#ifndef NC_REPORT_H
#define NC_REPORT_H

#include "analyze/results.h"
#include "base/error.h"
#include "ncalls/write.h"
#include "report/document.h"

typedef struct nc_section {
    const char *name;
    unsigned needs; /* NCALLS_HAS_...: without them the section is left out, and the report says so once */
    void (*add)(nc_document *document, const ncalls_results *results, const ncalls_write_options *options);
} nc_section;

/* The whole report, or (options->peek) one function with its callers and
 * callees. `options` is never NULL here. */
ncalls_status nc_report_build(nc_document *document, const ncalls_results *results,
                              const ncalls_write_options *options, ncalls_error *error);

#endif
