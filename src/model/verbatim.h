/* SPDX-License-Identifier: MIT */
/*
 * A pstats file as Python sees it: its own labels (addresses and all), its own
 * order, its own doubles.
 *
 * Only --format pstats needs this: pstats prints digits that depend on the
 * double and ties that depend on the dict's order, and the model keeps neither.
 * Several files are added up as pstats.Stats.add does it.
 */
#ifndef NC_VERBATIM_H
#define NC_VERBATIM_H

#include "base/strtab.h"

/* (file, line, name) exactly as in the file. */
typedef struct nc_label {
    nc_str file;
    nc_str name;
    int32_t line;
} nc_label;

typedef struct nc_verbatim_row {
    uint32_t label;       /* into labels */
    uint32_t first_edge;  /* into edges; the callers dict, in its own order */
    uint32_t edge_count;
    int64_t primitive;    /* cc */
    int64_t calls;        /* nc */
    double self;          /* tt */
    double total;         /* ct */
} nc_verbatim_row;

/* One item of a callers dict. Trap: in the file a row is (cc, nc, tt, ct) but
 * a caller's tuple is (nc, cc, tt, ct). */
typedef struct nc_verbatim_edge {
    uint32_t label;       /* the caller; need not have a row */
    bool is_count;        /* the profile module's plain int: only `calls` is set */
    int64_t calls;
    int64_t primitive;
    double self;
    double total;
} nc_verbatim_edge;

typedef struct nc_verbatim {
    nc_label *labels;
    size_t label_count, label_room;
    nc_verbatim_row *rows; /* in dict order */
    size_t row_count, row_room;
    nc_verbatim_edge *edges;
    size_t edge_count, edge_room;
    uint32_t *slots;       /* label + 1 by hash; only while building */
    size_t slot_mask;
    size_t file_count;     /* with more than one, finish merges */
    size_t file_first_row; /* where the current file's rows begin */
    bool has_gap;          /* a file before the current one brought no rows */
    double self;           /* the sum of all rows' self, file by file as pstats sums it */
    double file_self;      /* of the current file; 0 after finish */
} nc_verbatim;

nc_verbatim *nc_verbatim_new(void); /* NULL: no memory */
void nc_verbatim_free(nc_verbatim *verbatim);
void nc_verbatim_begin_file(nc_verbatim *verbatim);
/* Whether every file that was begun brought rows; if not, some were no pstats
 * files, and what the others brought is not their sum. */
bool nc_verbatim_is_whole(const nc_verbatim *verbatim);

/* All false when there is no memory. A row's edges must follow it directly;
 * first_edge and edge_count of `row` are ignored. */
bool nc_verbatim_label(nc_verbatim *verbatim, nc_label label, uint32_t *out);
bool nc_verbatim_add_row(nc_verbatim *verbatim, nc_verbatim_row row);
bool nc_verbatim_add_edge(nc_verbatim *verbatim, nc_verbatim_edge edge);
bool nc_verbatim_finish(nc_verbatim *verbatim);

#endif
