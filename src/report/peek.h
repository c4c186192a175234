/* SPDX-License-Identifier: MIT */
/* One function between its callers and its callees, edge by edge. */
#ifndef NC_PEEK_H
#define NC_PEEK_H

#include "ncalls/write.h"
#include "report/document.h"

/*
 * Appends one table: a title row and the callers, the function itself (a strong
 * row), a title row and the callees. A caller's figures are the function's
 * while called from there, a callee's are its own while called from the
 * function; shares are of the function's cumulative time. limit, sort, reverse
 * and min_share of the options count.
 */
void nc_peek_add(nc_document *document, const char *id, const ncalls_results *results,
                 const ncalls_write_options *options, nc_func function);

/* What the function is in the whole profile: file, cumulative and self time. */
void nc_peek_add_facts(nc_document *document, const ncalls_results *results, nc_func function);

#endif
