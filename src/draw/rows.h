/* SPDX-License-Identifier: MIT */
/*
 * The ranks that have nodes, which are what decides on crossings: a link leads
 * from one such row to the next, past all ranks between that have nothing but
 * pieces of edges. Those find their places afterwards, without another crossing.
 */
#ifndef NC_ROWS_H
#define NC_ROWS_H

#include "draw/layers.h"

typedef struct nc_rows_side { /* neighbours of item i on the row above (or below): ends[begin[i]] and on */
    uint32_t *begin;
    uint32_t *ends;
} nc_rows_side;

typedef struct nc_rows {
    uint32_t count, row_count, link_count;
    uint32_t *vertex;         /* [item] of the layers */
    uint32_t *row;            /* [item] */
    uint32_t *begin;          /* [row], row_count + 1 elements */
    uint32_t *order, *place;  /* items by row, then place; [item] its place in its row */
    nc_rows_side side[2];     /* above, below */
    uint32_t *fan;            /* used by count */
} nc_rows;

/* False: no memory; reset them in any case. */
bool nc_rows_make(nc_rows *rows, const nc_layers *layers);
void nc_rows_reset(nc_rows *rows);

/* Crossings of straight links, as inversions (Barth, Jünger and Mutzel 2002). */
uint64_t nc_rows_count(const nc_rows *rows);

/* Puts the vertices of all ranks in this order. False: no memory. */
bool nc_rows_apply(const nc_rows *rows, nc_layers *layers);

#endif
