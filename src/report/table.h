/* SPDX-License-Identifier: MIT */
/* The table that most sections are: the first functions of an order, with the
 * columns that a reader of pstats knows. */
#ifndef NC_TABLE_H
#define NC_TABLE_H

#include "analyze/order.h"
#include "ncalls/write.h"
#include "report/document.h"

/* How many rows were asked for: options->limit, or the default; 0 = all. */
size_t nc_table_limit(const ncalls_write_options *options);

/* True if a row with this part of the whole is to be left out (min_share). */
bool nc_table_is_below(const ncalls_write_options *options, int64_t part, int64_t whole);

/* "1,184 more functions, 12.1% of the time": what the `shown` rows, which hold
 * `held` of the measure (CALLS, SELF; CUMULATIVE does not add up), leave out. */
void nc_table_end(nc_document *document, const ncalls_results *results, nc_order_key measure, size_t shown,
                  int64_t held);

/* False where no function has a cumulative figure. */
bool nc_table_knows_totals(const ncalls_profile *profile);

/* What shares are of: "time", "samples", "memory". */
const char *nc_table_cost_noun(const ncalls_profile *profile);

/* A title or a help text of ours, which speaks of time: "Memory by package"
 * where that is what the profile measured. In `out`, or `ours` itself. */
enum { NC_TABLE_WORDS = 200 };
const char *nc_table_words(char out[NC_TABLE_WORDS], const ncalls_profile *profile, const char *ours);

/* The first key says what the table is about, the others order equals. */
void nc_table_add_functions(nc_document *document, const char *id, const ncalls_results *results,
                            const ncalls_write_options *options, const nc_order_key *keys, size_t key_count);

#endif
