/* SPDX-License-Identifier: MIT */
/* Requests by endpoint, as a document. */
#ifndef NC_REPORT_ENDPOINTS_H
#define NC_REPORT_ENDPOINTS_H

#include "ncalls/write.h"
#include "report/document.h"

/* options->endpoints; false: no memory. */
bool nc_report_endpoints_add(nc_document *document, const ncalls_write_options *options);

/* Rows in the order that is asked for (options->sort: the first of total, median, worst, runs, queries, name);
 * NULL: no memory. */
ncalls_endpoint *nc_report_endpoints_sorted(const ncalls_write_options *options, size_t *count);

#endif
