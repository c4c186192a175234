/* SPDX-License-Identifier: MIT */
/* Results to a document: each section is one file and one row in sections.def. */
#ifndef NC_REPORT_H
#define NC_REPORT_H

#include "analyze/results.h"
#include "base/error.h"
#include "ncalls/write.h"
#include "report/document.h"

typedef enum nc_section_when {
    NC_SECTION_OVERVIEW, /* unless one table was asked for with a sort key */
    NC_SECTION_EXTRA,    /* likewise; few inputs have what it needs, so that its absence is not worth a word */
    NC_SECTION_SORTED,   /* only then */
} nc_section_when;

typedef struct nc_section {
    const char *title; /* of its heading; NULL: it makes its own */
    const char *id;    /* of its heading, for links */
    nc_section_when when;
    unsigned needs; /* NCALLS_HAS_...: without them the section is left out, and the report says so once */
    /* A failure (no memory) is the document's. */
    void (*add)(nc_document *document, const ncalls_results *results, const ncalls_write_options *options);
} nc_section;

/* Rows of a table when options->limit is 0; writers for larger places (a page)
 * set their own limit before they build. */
enum { NC_REPORT_ROWS = 10 };

/* "info", "warning", "error" */
const char *nc_report_severity(ncalls_severity severity);

/* The whole report, or (options->peek) one function with its callers and
 * callees. `options` is never NULL here. Reset the document in any case. */
ncalls_status nc_report_build(nc_document *document, const ncalls_results *results, const ncalls_write_options *options,
                              ncalls_error *error);

#define SECTION(name) extern const nc_section nc_report_##name;
#include "report/sections.def"
#undef SECTION

#endif
