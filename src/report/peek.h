/* SPDX-License-Identifier: MIT */
/* One function between its callers and its callees, edge by edge. */
#ifndef NC_PEEK_H
#define NC_PEEK_H

#include "ncalls/write.h"
#include "report/document.h"

/* Appends one table: callers, the function itself (a strong row), callees, each
 * group under a title row. At most `limit` callers and callees (< 0: all). */
void nc_peek_add(nc_document *document, const ncalls_results *results, nc_func function, long limit);

#endif
