/* SPDX-License-Identifier: MIT */
/* What a call graph says of its functions and calls; for pictures and dot. All
 * names are made harmless (base/utf8.h) and cut. */
#ifndef NC_WORDING_H
#define NC_WORDING_H

#include "analyze/naming.h"
#include "base/text.h"
#include "draw/selection.h"

typedef struct nc_wording {
    const ncalls_results *results;
    nc_naming naming;
} nc_wording;

void nc_wording_init(nc_wording *wording, const ncalls_results *results);

/* All append to `out`. */
void nc_wording_name(const nc_wording *wording, nc_text *out, nc_func function);  /* execute */
void nc_wording_place(const nc_wording *wording, nc_text *out, nc_func function); /* …/backends/utils.py:87, or "" */
void nc_wording_share(const nc_wording *wording, nc_text *out, nc_func function); /* 45.6%, self 12.3% */
void nc_wording_calls(const nc_wording *wording, nc_text *out, nc_func function); /* 9 calls (1 primitive), or "" */
/* All of these and the costs, for a tooltip: lines end with \n. */
void nc_wording_about(const nc_wording *wording, nc_text *out, nc_func function);

void nc_wording_edge_share(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge); /* 45.6% */
void nc_wording_edge_calls(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge); /* 1,234×, or "" */
void nc_wording_edge_about(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);

/* "Call graph of app.prof", and what is in it and what was left out. */
void nc_wording_title(const nc_wording *wording, nc_text *out);
void nc_wording_caption(const nc_wording *wording, nc_text *out, const nc_selection *selection, uint32_t undrawn);

#endif
