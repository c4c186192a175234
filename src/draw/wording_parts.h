/* SPDX-License-Identifier: MIT */
/* What the files of draw/wording.h have in common. */
#ifndef NC_WORDING_PARTS_H
#define NC_WORDING_PARTS_H

#include "draw/wording.h"

enum { NC_WORDING_NAME_CELLS = 60 }; /* of a name */

/* wording.c: all append to `out`. Names and paths lose their end and their
 * beginning, where they have more than that many cells. */
void nc_wording_add_cut(nc_text *out, const char *text, size_t size, size_t cells);
void nc_wording_add_share(nc_text *out, int64_t part, int64_t whole);
void nc_wording_add_cost(const nc_wording *wording, nc_text *out, int64_t cost);
void nc_wording_add_count(nc_text *out, int64_t count);
void nc_wording_add_name(const nc_wording *wording, nc_text *out, nc_func function, size_t cells);
void nc_wording_add_place(const nc_wording *wording, nc_text *out, nc_func function, size_t cells);
int64_t nc_wording_whole(const nc_wording *wording); /* shares are of this */

/* wording_change.c: of a difference. */
const char *nc_wording_fate(const nc_wording *wording, nc_func function); /* "added", "removed", "" */
void nc_wording_add_change(const nc_wording *wording, nc_text *out, nc_wording_lines line, nc_func function);
void nc_wording_add_changes(const nc_wording *wording, nc_text *out, nc_func function);
void nc_wording_add_edge_change(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);
void nc_wording_add_edge_calls(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);
void nc_wording_add_edge_changes(const nc_wording *wording, nc_text *out, const nc_selection_edge *edge);

#endif
