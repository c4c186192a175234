/* SPDX-License-Identifier: MIT */
#include "draw/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

typedef struct build {
    nc_rows *rows;
    const nc_layers *l;
    uint32_t *row_of;  /* [rank]; NC_LAYERS_NONE: it has no node */
    uint32_t *item_of; /* [vertex]; likewise */
} build;

static bool start(build *b, size_t links)
{
    nc_rows *r = b->rows;
    size_t vertices = (size_t)b->l->vertex_count + 2, ranks = (size_t)b->l->rank_count + 2;
    bool fine = true;

    b->row_of = nc_alloc_zeroed(ranks, sizeof *b->row_of);
    b->item_of = nc_alloc_zeroed(vertices, sizeof *b->item_of);
    r->vertex = nc_alloc_zeroed(vertices, sizeof *r->vertex);
    r->row = nc_alloc_zeroed(vertices, sizeof *r->row);
    r->begin = nc_alloc_zeroed(ranks, sizeof *r->begin);
    r->order = nc_alloc_zeroed(vertices, sizeof *r->order);
    r->place = nc_alloc_zeroed(vertices, sizeof *r->place);
    r->fan = nc_alloc_zeroed(vertices, sizeof *r->fan);
    for (unsigned side = 0; side < 2; side++) {
        r->side[side].begin = nc_alloc_zeroed(vertices + 1, sizeof *r->side[side].begin);
        r->side[side].ends = nc_alloc_zeroed(links + 1, sizeof *r->side[side].ends);
        fine &= r->side[side].begin && r->side[side].ends;
    }
    return fine && b->row_of && b->item_of && r->vertex && r->row && r->begin && r->order && r->place && r->fan;
}

static bool has_node(const nc_layers *l, uint32_t rank)
{
    for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++)
        if (l->vertices[l->order[i]].node != NC_LAYERS_NONE)
            return true;
    return false;
}

static void add_rows(build *b)
{
    const nc_layers *l = b->l;
    nc_rows *r = b->rows;

    memset(b->item_of, 0xff, l->vertex_count * sizeof *b->item_of);
    for (uint32_t rank = 0; rank < l->rank_count; rank++) {
        if (!has_node(l, rank)) {
            b->row_of[rank] = NC_LAYERS_NONE;
            continue;
        }
        for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++) {
            b->item_of[l->order[i]] = r->count;
            r->vertex[r->count] = l->order[i];
            r->row[r->count] = r->row_count;
            r->order[r->count] = r->count;
            r->place[r->count++] = i - l->begin[rank];
        }
        b->row_of[rank] = r->row_count++;
        r->begin[r->row_count] = r->count;
    }
}

/* Counts into begin[2] and on, or fills in from begin[1] on: it ends up where it should. */
static void link_all(build *b, bool fill)
{
    const nc_layers *l = b->l;
    nc_rows *r = b->rows;

    for (uint32_t e = 0; e < l->graph->edge_count; e++)
        for (uint32_t i = l->chain_begin[e], above = NC_LAYERS_NONE; i < l->chain_begin[e + 1]; i++) {
            uint32_t item = b->item_of[l->chains[i]];

            if (item == NC_LAYERS_NONE)
                continue;
            if (above != NC_LAYERS_NONE && fill) {
                r->side[1].ends[r->side[1].begin[above + 1]++] = item;
                r->side[0].ends[r->side[0].begin[item + 1]++] = above;
            } else if (above != NC_LAYERS_NONE) {
                r->side[1].begin[above + 2]++;
                r->side[0].begin[item + 2]++;
                r->link_count++;
            }
            above = item;
        }
    for (unsigned side = 0; side < 2 && !fill; side++)
        for (uint32_t i = 2; i <= r->count; i++)
            r->side[side].begin[i] += r->side[side].begin[i - 1];
}

bool nc_rows_make(nc_rows *rows, const nc_layers *layers)
{
    build b = {.rows = rows, .l = layers};
    bool fine;

    *rows = (nc_rows){0};
    fine = start(&b, layers->up.begin[layers->vertex_count]);
    if (fine) {
        add_rows(&b);
        link_all(&b, false);
        link_all(&b, true);
    }
    nc_alloc_free(b.row_of);
    nc_alloc_free(b.item_of);
    return fine;
}

void nc_rows_reset(nc_rows *r)
{
    nc_alloc_free(r->vertex);
    nc_alloc_free(r->row);
    nc_alloc_free(r->begin);
    nc_alloc_free(r->order);
    nc_alloc_free(r->place);
    nc_alloc_free(r->fan);
    for (unsigned side = 0; side < 2; side++) {
        nc_alloc_free(r->side[side].begin);
        nc_alloc_free(r->side[side].ends);
    }
    *r = (nc_rows){0};
}

/* ---- counting ------------------------------------------------------------ */

/* Inversions among the places that the links down from one row lead to: a
 * binary indexed tree. */
static uint64_t count_row(const nc_rows *r, uint32_t row)
{
    uint32_t width = r->begin[row + 2] - r->begin[row + 1];
    const nc_rows_side *down = &r->side[1];
    uint64_t crossings = 0, links = 0;

    memset(r->fan, 0, ((size_t)width + 1) * sizeof *r->fan);
    for (uint32_t i = r->begin[row]; i < r->begin[row + 1]; i++) {
        uint32_t begin = down->begin[r->order[i]], end = down->begin[r->order[i] + 1];

        for (uint32_t k = begin; k < end; k++) { /* what was put further right crosses */
            uint64_t before = 0;

            for (uint32_t at = r->place[down->ends[k]] + 1; at; at &= at - 1)
                before += r->fan[at];
            crossings += links - before;
        }
        for (uint32_t k = begin; k < end; k++)
            for (uint32_t at = r->place[down->ends[k]] + 1; at <= width; at += at & -at)
                r->fan[at]++;
        links += end - begin;
    }
    return crossings;
}

uint64_t nc_rows_count(const nc_rows *rows)
{
    uint64_t crossings = 0;

    for (uint32_t row = 0; row + 1 < rows->row_count; row++)
        crossings += count_row(rows, row);
    return crossings;
}

/* ---- back to the layers -------------------------------------------------- */

typedef struct piece {
    uint64_t at; /* between its ends above and below, in their order */
    uint32_t above, below, vertex;
} piece;

static int compare_pieces(const void *left, const void *right)
{
    const piece *a = left, *b = right;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->above != b->above)
        return a->above < b->above ? -1 : 1;
    if (a->below != b->below)
        return a->below < b->below ? -1 : 1;
    return a->vertex < b->vertex ? -1 : a->vertex > b->vertex;
}

/* What stands between the rows, each where its link would be half way. Order
 * above and below decide, so that links that do not cross do not here either. */
static void find_pieces(const nc_rows *r, const nc_layers *l, const uint32_t *item_of, piece *pieces)
{
    for (uint32_t e = 0; e < l->graph->edge_count; e++)
        for (uint32_t i = l->chain_begin[e] + 1, from = i - 1; i < l->chain_begin[e + 1]; i++) {
            uint32_t above = item_of[l->chains[from]], below = item_of[l->chains[i]];

            if (below == NC_LAYERS_NONE)
                continue;
            uint64_t wide = r->begin[r->row[above] + 1] - r->begin[r->row[above]];
            uint64_t wide_below = r->begin[r->row[below] + 1] - r->begin[r->row[below]];
            for (uint32_t k = from + 1; k < i; k++)
                pieces[l->chains[k]] = (piece){
                    .at = (2 * r->place[above] + 1) * wide_below + (2 * r->place[below] + 1) * wide,
                    .above = r->place[above],
                    .below = r->place[below],
                    .vertex = l->chains[k],
                };
            from = i;
        }
}

static void place_rank(nc_layers *l, uint32_t rank, const piece *pieces, piece *scratch)
{
    uint32_t *order = l->order + l->begin[rank], size = nc_layers_size(l, rank);

    for (uint32_t i = 0; i < size; i++)
        scratch[i] = pieces[order[i]];
    if (size)
        qsort(scratch, size, sizeof *scratch, compare_pieces);
    for (uint32_t i = 0; i < size; i++)
        order[i] = scratch[i].vertex;
}

bool nc_rows_apply(const nc_rows *rows, nc_layers *l)
{
    uint32_t *item_of = nc_alloc(((size_t)l->vertex_count + 1) * sizeof *item_of), row = 0;
    piece *pieces = nc_alloc_zeroed((size_t)l->vertex_count + 1, sizeof *pieces);
    piece *scratch = nc_alloc_zeroed((size_t)l->vertex_count + 1, sizeof *scratch);
    bool fine = item_of && pieces && scratch;

    if (fine) {
        memset(item_of, 0xff, ((size_t)l->vertex_count + 1) * sizeof *item_of);
        for (uint32_t i = 0; i < rows->count; i++)
            item_of[rows->vertex[i]] = i;
        find_pieces(rows, l, item_of, pieces);
    }
    for (uint32_t rank = 0; fine && rank < l->rank_count; rank++) {
        if (!has_node(l, rank))
            place_rank(l, rank, pieces, scratch);
        else if (row < rows->row_count)
            for (uint32_t i = 0, from = rows->begin[row++]; i < nc_layers_size(l, rank); i++)
                l->order[l->begin[rank] + i] = rows->vertex[rows->order[from + i]];
        for (uint32_t i = l->begin[rank]; i < l->begin[rank + 1]; i++)
            l->vertices[l->order[i]].place = i - l->begin[rank];
    }
    nc_alloc_free(item_of);
    nc_alloc_free(pieces);
    nc_alloc_free(scratch);
    return fine;
}
