/* SPDX-License-Identifier: MIT */
#include "model/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "model/build.h"

struct nc_lines_rows {
    nc_map index; /* (function, line) to row + 1 */
    nc_line_row *rows;
    size_t count, room;
};

void nc_lines_free(nc_lines_rows *rows)
{
    if (!rows)
        return;
    nc_map_reset(&rows->index);
    nc_alloc_free(rows->rows);
    nc_alloc_free(rows);
}

static nc_lines_rows *rows_of(nc_builder *b)
{
    if (!b->lines) {
        b->lines = nc_alloc_zeroed(1, sizeof *b->lines);
        if (b->lines && !nc_map_init(&b->lines->index)) {
            nc_alloc_free(b->lines);
            b->lines = NULL;
        }
    }
    return b->lines;
}

static void add_optional(int64_t *sum, int64_t value, bool *saturated)
{
    if (*sum == NCALLS_ABSENT)
        *sum = value;
    else if (value != NCALLS_ABSENT)
        *sum = nc_number_add(*sum, value, saturated);
}

static void merge(nc_builder *b, nc_line_row *sum, const nc_line_row *row)
{
    add_optional(&sum->hits, row->hits, &b->saturated);
    add_optional(&sum->self, row->self, &b->saturated);
    add_optional(&sum->blocks, row->blocks, &b->saturated);
    /* Memory in use is a level, not an amount. */
    if (row->memory > sum->memory)
        sum->memory = row->memory;
    if (!sum->source.at)
        sum->source = row->source;
}

static uint64_t key_of(nc_func function, int32_t line)
{
    return (uint64_t)function.at << 32 | (uint32_t)line;
}

void nc_lines_prefetch(const nc_builder *b, nc_func function, int32_t line)
{
    if (b->lines)
        nc_map_prefetch(&b->lines->index, key_of(function, line));
}

uint32_t nc_lines_number(nc_builder *b, nc_func function, int32_t line)
{
    nc_lines_rows *r = rows_of(b);
    uint32_t *at = r ? nc_map_add(&r->index, key_of(function, line)) : NULL;

    if (!at || (!*at && !nc_alloc_grow(&r->rows, &r->room, r->count + 1, sizeof *r->rows))) {
        nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
        return 0;
    }
    if (!*at) {
        r->rows[r->count++] = NC_LINE_ROW(function, line);
        *at = (uint32_t)r->count;
    }
    __builtin_prefetch(&r->rows[*at - 1].self, 1);
    return *at;
}

void nc_lines_add_self(nc_builder *b, uint32_t number, int64_t self)
{
    add_optional(&b->lines->rows[number - 1].self, self, &b->saturated);
}

void nc_lines_add(nc_builder *b, nc_line_row row)
{
    uint32_t number = row.function.at ? nc_lines_number(b, row.function, row.line) : 0;

    if (number)
        merge(b, &b->lines->rows[number - 1], &row);
}

static int compare_rows(const void *a, const void *b)
{
    const nc_line_row *x = a, *y = b;

    if (x->function.at != y->function.at)
        return x->function.at < y->function.at ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool allocate(nc_lines *l, size_t count)
{
    l->function = nc_alloc_zeroed(count + 1, sizeof *l->function);
    l->line = nc_alloc_zeroed(count + 1, sizeof *l->line);
    l->hits = nc_alloc_zeroed(count + 1, sizeof *l->hits);
    l->self = nc_alloc_zeroed(count + 1, sizeof *l->self);
    l->memory = nc_alloc_zeroed(count + 1, sizeof *l->memory);
    l->blocks = nc_alloc_zeroed(count + 1, sizeof *l->blocks);
    l->source = nc_alloc_zeroed(count + 1, sizeof *l->source);
    return l->function && l->line && l->hits && l->self && l->memory && l->blocks && l->source;
}

bool nc_lines_finish(nc_builder *b, ncalls_profile *p)
{
    nc_lines_rows *r = b->lines;
    nc_lines *l = &p->lines;

    if (!r)
        return true;
    if (!allocate(l, r->count))
        return false;
    if (r->count > 1)
        qsort(r->rows, r->count, sizeof *r->rows, compare_rows);
    l->count = (uint32_t)r->count;
    for (uint32_t i = 1; i <= l->count; i++) {
        const nc_line_row *row = &r->rows[i - 1];

        l->function[i] = row->function;
        l->line[i] = row->line;
        l->hits[i] = row->hits;
        l->self[i] = row->self;
        l->memory[i] = row->memory;
        l->blocks[i] = row->blocks;
        l->source[i] = row->source;
    }
    return true;
}
