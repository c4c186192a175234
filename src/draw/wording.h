/* SPDX-License-Identifier: MIT */
/* What a call graph says of its functions and calls; for pictures and dot. All
 * names are made harmless (base/utf8.h) and cut. */
#ifndef NC_WORDING_H
#define NC_WORDING_H

#include "analyze/naming.h"
#include "analyze/overlay.h"
#include "base/text.h"
#include "draw/selection.h"

typedef struct nc_wording {
    const ncalls_results *results;
    const nc_overlay *overlay; /* NULL: no difference */
    nc_naming naming;
} nc_wording;

/* `results`: the overlay's, where there is one. */
void nc_wording_init(nc_wording *wording, const ncalls_results *results, const nc_overlay *overlay);

/* The lines in a function's box, some of which are empty; of a difference: on
 * the right. */
typedef enum nc_wording_lines {
    NC_WORDING_NAME,  /* execute */
    NC_WORDING_PLACE, /* …/backends/utils.py:87                added · …/backends/utils.py:87 */
    NC_WORDING_COST,  /* 45.6%, self 12.3%                     +924 ms: 50.1 ms → 974 ms */
    NC_WORDING_SELF,  /*                                       self +12.0 ms: 1.00 ms → 13.0 ms */
    NC_WORDING_CALLS, /* 9 calls (1 primitive)                 1 → 847 calls */
    NC_WORDING_LINES,
} nc_wording_lines;

/* All append to `out`. */
void nc_wording_line(const nc_wording *wording, nc_text *out, nc_wording_lines line, nc_func function);
/* All of these and the costs, for a tooltip: lines end with \n. */
void nc_wording_about(const nc_wording *wording, nc_text *out, nc_func function);

/* "45.6%"; "+924 ms". "1,234×"; "1 → 847×"; "". */
void nc_wording_edge_cost(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);
void nc_wording_edge_calls(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);
void nc_wording_edge_about(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);

/* "Call graph of app.prof" (of a difference "Call graph of before.prof → after.prof"),
 * and what is in it and what was left out. */
void nc_wording_title(const nc_wording *wording, nc_text *out);
void nc_wording_caption(const nc_wording *wording, nc_text *out, const nc_selection *selection, uint32_t undrawn);

/* "Filtered: focus list_books, only your code.", behind a blank where there is something before it; or "". */
void nc_wording_add_filters(nc_text *out, const ncalls_analyze_options *filters);

#endif
