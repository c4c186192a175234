/* SPDX-License-Identifier: MIT */
#include "model/verbatim.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "base/number.h"

enum { FIRST_SLOTS = 256 };

nc_verbatim *nc_verbatim_new(void)
{
    nc_verbatim *v = nc_alloc_zeroed(1, sizeof *v);

    if (!v)
        return NULL;
    v->slots = nc_alloc_zeroed(FIRST_SLOTS, sizeof *v->slots);
    v->slot_mask = FIRST_SLOTS - 1;
    if (!v->slots) {
        nc_alloc_free(v);
        return NULL;
    }
    return v;
}

void nc_verbatim_free(nc_verbatim *v)
{
    if (!v)
        return;
    nc_alloc_free(v->labels);
    nc_alloc_free(v->rows);
    nc_alloc_free(v->edges);
    nc_alloc_free(v->slots);
    nc_alloc_free(v);
}

void nc_verbatim_begin_file(nc_verbatim *v)
{
    v->self += v->file_self;
    v->file_self = 0;
    v->has_gap = !nc_verbatim_is_whole(v);
    v->file_first_row = v->row_count;
    v->file_count++;
}

bool nc_verbatim_is_whole(const nc_verbatim *v)
{
    return !v->has_gap && (!v->file_count || v->row_count > v->file_first_row);
}

static size_t find_slot(const nc_verbatim *v, nc_label label)
{
    uint64_t key = nc_hash_key();
    uint64_t hash = nc_hash_pair((uint64_t)label.file.at << 32 | label.name.at, (uint32_t)label.line, key);
    size_t i = hash & v->slot_mask;

    for (; v->slots[i]; i = (i + 1) & v->slot_mask) {
        const nc_label *l = &v->labels[v->slots[i] - 1];

        if (l->file.at == label.file.at && l->name.at == label.name.at && l->line == label.line)
            break;
    }
    return i;
}

static bool grow_slots(nc_verbatim *v)
{
    uint32_t *slots = nc_alloc_zeroed(2 * (v->slot_mask + 1), sizeof *slots);

    if (!slots)
        return false;
    nc_alloc_free(v->slots);
    v->slots = slots;
    v->slot_mask = 2 * v->slot_mask + 1;
    for (size_t i = 0; i < v->label_count; i++)
        v->slots[find_slot(v, v->labels[i])] = (uint32_t)i + 1;
    return true;
}

bool nc_verbatim_label(nc_verbatim *v, nc_label label, uint32_t *out)
{
    size_t slot = find_slot(v, label);

    if (!v->slots[slot]) {
        if (v->label_count >= v->slot_mask / 2) {
            if (!grow_slots(v))
                return false;
            slot = find_slot(v, label);
        }
        if (!nc_alloc_grow(&v->labels, &v->label_room, v->label_count + 1, sizeof *v->labels))
            return false;
        v->labels[v->label_count++] = label;
        v->slots[slot] = (uint32_t)v->label_count;
    }
    *out = v->slots[slot] - 1;
    return true;
}

bool nc_verbatim_add_row(nc_verbatim *v, nc_verbatim_row row)
{
    if (!nc_alloc_grow(&v->rows, &v->row_room, v->row_count + 1, sizeof *v->rows))
        return false;
    row.first_edge = (uint32_t)v->edge_count;
    row.edge_count = 0;
    v->file_self += row.self;
    v->rows[v->row_count++] = row;
    return true;
}

bool nc_verbatim_add_edge(nc_verbatim *v, nc_verbatim_edge edge)
{
    if (!nc_alloc_grow(&v->edges, &v->edge_room, v->edge_count + 1, sizeof *v->edges))
        return false;
    v->edges[v->edge_count++] = edge;
    v->rows[v->row_count - 1].edge_count++;
    return true;
}

/* Edges of all rows with one label, in order of file: a dict's own order, then
 * what later files bring. `at[caller] - 1` is where the caller's edge of the
 * current row stands; `stamp` tells whether it belongs to this row. */
typedef struct merge {
    nc_verbatim *v;
    uint32_t *first_row;  /* [label]: merged row + 1 */
    uint32_t *next;       /* [row]: next row with the same label + 1 */
    uint32_t *last;       /* [label]: last row with it + 1 */
    uint32_t *at, *stamp; /* [label] */
    nc_verbatim_edge *edges;
    size_t edge_count;
} merge;

static bool start_merge(merge *m, nc_verbatim *v)
{
    *m = (merge){.v = v};
    m->first_row = nc_alloc_zeroed(v->label_count, sizeof *m->first_row);
    m->last = nc_alloc_zeroed(v->label_count, sizeof *m->last);
    m->at = nc_alloc_zeroed(v->label_count, sizeof *m->at);
    m->stamp = nc_alloc_zeroed(v->label_count, sizeof *m->stamp);
    m->next = nc_alloc_zeroed(v->row_count, sizeof *m->next);
    m->edges = nc_alloc_zeroed(v->edge_count, sizeof *m->edges);
    return m->first_row && m->last && m->at && m->stamp && m->next && m->edges;
}

static void end_merge(merge *m)
{
    nc_alloc_free(m->first_row);
    nc_alloc_free(m->last);
    nc_alloc_free(m->at);
    nc_alloc_free(m->stamp);
    nc_alloc_free(m->next);
    nc_alloc_free(m->edges);
}

/* Python's integers know no end; ours stop at it instead of wrapping. */
static int64_t add_calls(int64_t a, int64_t b)
{
    bool saturated;

    return nc_number_add(a, b, &saturated);
}

static void merge_edge(merge *m, const nc_verbatim_edge *edge, uint32_t row)
{
    if (m->stamp[edge->label] == row + 1) {
        nc_verbatim_edge *sum = &m->edges[m->at[edge->label]];

        /* Python: tuple + tuple, item by item; int + int otherwise. A pair of
         * one int and one tuple fails there; adding what both have is the
         * least surprise. */
        sum->calls = add_calls(sum->calls, edge->calls);
        sum->primitive = add_calls(sum->primitive, edge->primitive);
        sum->self = edge->self + sum->self;
        sum->total = edge->total + sum->total;
        sum->is_count = sum->is_count && edge->is_count;
        return;
    }
    m->stamp[edge->label] = row + 1;
    m->at[edge->label] = (uint32_t)m->edge_count;
    m->edges[m->edge_count++] = *edge;
}

static void merge_row(merge *m, uint32_t row)
{
    nc_verbatim *v = m->v;
    nc_verbatim_row sum = v->rows[row];
    size_t first = m->edge_count;

    for (uint32_t r = row;; r = m->next[r] - 1) {
        const nc_verbatim_row *add = &v->rows[r];

        if (r != row) {
            sum.primitive = add_calls(sum.primitive, add->primitive);
            sum.calls = add_calls(sum.calls, add->calls);
            sum.self = add->self + sum.self;
            sum.total = add->total + sum.total;
        }
        for (uint32_t i = 0; i < add->edge_count; i++)
            merge_edge(m, &v->edges[add->first_edge + i], row);
        if (!m->next[r])
            break;
    }
    sum.first_edge = (uint32_t)first;
    sum.edge_count = (uint32_t)(m->edge_count - first);
    v->rows[row] = sum;
}

static void link_rows(merge *m)
{
    for (uint32_t r = 0; r < m->v->row_count; r++) {
        uint32_t label = m->v->rows[r].label;

        if (m->last[label])
            m->next[m->last[label] - 1] = r + 1;
        else
            m->first_row[label] = r + 1;
        m->last[label] = r + 1;
    }
}

static void merge_all(merge *m)
{
    nc_verbatim *v = m->v;
    size_t kept = 0;

    link_rows(m);
    for (uint32_t r = 0; r < v->row_count; r++)
        if (m->first_row[v->rows[r].label] == r + 1) {
            merge_row(m, r);
            v->rows[kept++] = v->rows[r];
        }
    v->row_count = kept;
    nc_alloc_free(v->edges);
    v->edges = m->edges;
    v->edge_count = m->edge_count;
    m->edges = NULL;
}

bool nc_verbatim_finish(nc_verbatim *v)
{
    nc_alloc_free(v->slots);
    v->slots = NULL;
    v->self += v->file_self;
    v->file_self = 0;
    if (v->file_count > 1) {
        merge m;
        bool fine = start_merge(&m, v);

        if (fine)
            merge_all(&m);
        end_merge(&m);
        return fine;
    }
    return true;
}
