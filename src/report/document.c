/* SPDX-License-Identifier: MIT */
#include "report/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

void nc_document_init(nc_document *d, const ncalls_results *results)
{
    memset(d, 0, sizeof *d);
    d->profile = results->profile;
    nc_naming_init(&d->naming, results);
    d->failed = nc_integrity_judge(&d->integrity, d->profile, NULL) != NCALLS_OK;
}

bool nc_document_knows_callers(const nc_document *d, nc_func function)
{
    return d->profile->has & NCALLS_HAS_EDGES && !(d->integrity.suspect && d->integrity.suspect[function.at]);
}

static void reset_block(nc_block *b)
{
    for (size_t i = 0; i < b->row_count * b->column_count; i++)
        if (b->cells[i].kind == NC_CELL_TEXT)
            nc_alloc_free((char *)b->cells[i].text);
    nc_alloc_free(b->cells);
    nc_alloc_free(b->row_kind);
    nc_alloc_free(b->depth);
    nc_alloc_free(b->columns);
    nc_alloc_free(b->text);
}

void nc_document_reset(nc_document *d)
{
    for (size_t i = 0; i < d->count; i++)
        reset_block(&d->blocks[i]);
    nc_alloc_free(d->blocks);
    nc_integrity_reset(&d->integrity);
    memset(d, 0, sizeof *d);
}

static nc_block *add_block(nc_document *d, nc_block_kind kind, const char *id)
{
    nc_block *block;

    if (d->failed || !nc_alloc_grow(&d->blocks, &d->room, d->count + 1, sizeof *d->blocks)) {
        d->failed = true;
        return NULL;
    }
    block = &d->blocks[d->count];
    memset(block, 0, sizeof *block);
    block->kind = kind;
    block->id = id;
    block->text = nc_alloc_text("", 0);
    if (!block->text) {
        d->failed = true;
        return NULL;
    }
    d->count++;
    return block;
}

NC_PRINTF(1, 0) static char *print(const char *format, va_list args)
{
    va_list again;
    int size;
    char *text;

    va_copy(again, args);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = size < 0 ? NULL : nc_alloc((size_t)size + 1);
    if (text)
        vsnprintf(text, (size_t)size + 1, format, args);
    return text;
}

/* Gives `text` (NULL: no memory) to `block` (NULL: likewise). */
static void set_text(nc_document *d, nc_block *block, char *text)
{
    if (!block || !text) {
        nc_alloc_free(text);
        d->failed = true;
        return;
    }
    nc_alloc_free(block->text);
    block->text = text;
    block->name_at = strlen(text);
}

void nc_document_add_heading(nc_document *d, unsigned level, const char *id, const char *format, ...)
{
    nc_block *block = add_block(d, NC_BLOCK_HEADING, id);
    va_list args;

    va_start(args, format);
    set_text(d, block, print(format, args));
    va_end(args);
    if (block)
        block->level = level;
}

void nc_document_add_paragraph(nc_document *d, const char *format, ...)
{
    nc_block *block = add_block(d, NC_BLOCK_PARAGRAPH, "");
    va_list args;

    va_start(args, format);
    set_text(d, block, print(format, args));
    va_end(args);
}

void nc_document_add_note(nc_document *d, const char *text)
{
    set_text(d, add_block(d, NC_BLOCK_NOTE, ""), nc_alloc_text(text, strlen(text)));
}

/* Escaped at once: a name may hold NULs, and to escape twice changes nothing. */
void nc_document_add_name(nc_document *d, const char *name, size_t size)
{
    nc_block *block = d->count ? &d->blocks[d->count - 1] : NULL;
    size_t name_at = block ? strlen(block->text) : 0;
    nc_text text;
    char *whole;

    if (d->failed || !block)
        return;
    nc_text_init(&text);
    nc_text_add_string(&text, block->text);
    nc_text_add_escaped(&text, name, size);
    whole = nc_text_take(&text);
    set_text(d, block, whole);
    if (whole)
        block->name_at = name_at;
}

void nc_document_drop_block(nc_document *d)
{
    if (d->count)
        reset_block(&d->blocks[--d->count]);
}

void nc_document_begin_table(nc_document *d, nc_block_kind kind, const char *id, const nc_column *columns, size_t count)
{
    nc_block *block = add_block(d, kind, id);

    if (!block)
        return;
    block->columns = nc_alloc_zeroed(count, sizeof *columns);
    if (!block->columns) {
        d->failed = true;
        return;
    }
    memcpy(block->columns, columns, count * sizeof *columns);
    block->column_count = count;
}

/* Makes room for one more row of the last table and returns its cells. */
static nc_cell *reserve_row(nc_document *d, nc_block **out)
{
    nc_block *b = d->count ? &d->blocks[d->count - 1] : NULL;

    if (d->failed || !b || !b->column_count ||
        !nc_alloc_grow(&b->cells, &b->cell_room, (b->row_count + 1) * b->column_count, sizeof *b->cells) ||
        !nc_alloc_grow(&b->row_kind, &b->row_room, b->row_count + 1, sizeof *b->row_kind) ||
        !nc_alloc_grow(&b->depth, &b->depth_room, b->row_count + 1, sizeof *b->depth)) {
        d->failed = true;
        return NULL;
    }
    *out = b;
    return b->cells + b->row_count * b->column_count;
}

static void add_row(nc_document *d, nc_row_kind kind, uint32_t depth, const nc_cell *cells)
{
    nc_block *b;
    nc_cell *row = reserve_row(d, &b);

    if (!row)
        return;
    memcpy(row, cells, b->column_count * sizeof *row);
    for (size_t i = 0; i < b->column_count; i++) {
        if (row[i].kind != NC_CELL_TEXT)
            continue;
        row[i].text = nc_alloc_text(cells[i].text, cells[i].size);
        if (!row[i].text) {
            row[i] = nc_document_empty();
            d->failed = true;
        }
    }
    b->row_kind[b->row_count] = (uint8_t)kind;
    b->depth[b->row_count] = depth;
    b->row_count++;
}

void nc_document_add_row(nc_document *d, const nc_cell *cells)
{
    add_row(d, NC_ROW_PLAIN, 0, cells);
}

void nc_document_add_strong_row(nc_document *d, const nc_cell *cells)
{
    add_row(d, NC_ROW_STRONG, 0, cells);
}

void nc_document_add_step(nc_document *d, uint32_t depth, const nc_cell *cells)
{
    add_row(d, NC_ROW_PLAIN, depth, cells);
}

void nc_document_add_title_row(nc_document *d, const char *format, ...)
{
    nc_block *b;
    nc_cell *row = reserve_row(d, &b);
    va_list args;
    char *text;

    if (!row)
        return;
    va_start(args, format);
    text = print(format, args);
    va_end(args);
    if (!text) {
        d->failed = true;
        return;
    }
    for (size_t i = 0; i + 1 < b->column_count; i++)
        row[i] = nc_document_empty();
    row[b->column_count - 1] = nc_document_text(text);
    b->row_kind[b->row_count] = NC_ROW_TITLE;
    b->depth[b->row_count] = 0;
    b->row_count++;
}

void nc_document_end_table(nc_document *d, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set_text(d, d->failed || !d->count ? NULL : &d->blocks[d->count - 1], print(format, args));
    va_end(args);
}

nc_cell nc_document_empty(void)
{
    return (nc_cell){.kind = NC_CELL_EMPTY, .text = ""};
}

nc_cell nc_document_text(const char *text)
{
    return nc_document_bytes(text, strlen(text));
}

nc_cell nc_document_bytes(const char *bytes, size_t size)
{
    return (nc_cell){.kind = NC_CELL_TEXT, .text = bytes, .size = size};
}

static nc_cell number_cell(nc_cell_kind kind, int64_t number, int64_t other)
{
    if (number == NCALLS_ABSENT || other == NCALLS_ABSENT)
        return nc_document_empty();
    return (nc_cell){.kind = kind, .number = number, .other = other, .text = ""};
}

nc_cell nc_document_count(int64_t number)
{
    return number_cell(NC_CELL_COUNT, number, 0);
}

nc_cell nc_document_calls(int64_t calls, int64_t primitive)
{
    return number_cell(NC_CELL_CALLS, calls, primitive == NCALLS_ABSENT ? calls : primitive);
}

nc_cell nc_document_cost(int64_t cost)
{
    return number_cell(NC_CELL_COST, cost, 0);
}

nc_cell nc_document_memory(int64_t bytes)
{
    return number_cell(NC_CELL_MEMORY, bytes, 0);
}

nc_cell nc_document_share(int64_t part, int64_t whole)
{
    return number_cell(NC_CELL_SHARE, part, whole);
}

nc_cell nc_document_ratio(int64_t number, int64_t per)
{
    return number_cell(NC_CELL_RATIO, number, per);
}

nc_cell nc_document_cost_per(int64_t cost, int64_t calls)
{
    return number_cell(NC_CELL_COST_PER, cost, calls);
}

nc_cell nc_document_function(nc_func function)
{
    return (nc_cell){.kind = NC_CELL_FUNCTION, .function = function, .text = ""};
}

nc_cell nc_document_estimated(nc_cell cell)
{
    cell.estimated = cell.kind != NC_CELL_EMPTY;
    return cell;
}

static size_t format_calls(const nc_cell *cell, char out[NC_UNIT_ROOM])
{
    /* Two grouped int64 have 26 characters each; counts that long are hostile,
     * and the first one says so well enough. */
    char primitive[NC_UNIT_ROOM];
    size_t used = nc_unit_format_count(out, cell->number);
    size_t more = nc_unit_format_count(primitive, cell->other);

    if (cell->number == cell->other || used + more + 2 > NC_UNIT_ROOM)
        return used;
    out[used] = '/';
    memcpy(out + used + 1, primitive, more + 1);
    return used + 1 + more;
}

static size_t format_number(const nc_document *d, const nc_cell *cell, char out[NC_UNIT_ROOM])
{
    ncalls_unit unit = d->profile->unit;

    switch (cell->kind) {
    case NC_CELL_COUNT: return nc_unit_format_count(out, cell->number);
    case NC_CELL_CALLS: return format_calls(cell, out);
    case NC_CELL_COST: return nc_unit_format_cost(out, cell->number, unit);
    case NC_CELL_MEMORY: return nc_unit_format_bytes(out, cell->number);
    case NC_CELL_SHARE: return nc_unit_format_share(out, cell->number, cell->other);
    case NC_CELL_RATIO: return nc_unit_format_ratio(out, cell->number, cell->other);
    case NC_CELL_COST_PER: return nc_unit_format_cost_per(out, cell->number, cell->other, unit);
    case NC_CELL_EMPTY:
    case NC_CELL_TEXT:
    case NC_CELL_FUNCTION: break;
    }
    out[0] = '\0';
    return 0;
}

size_t nc_document_format(const nc_document *d, const nc_cell *cell, char out[NC_UNIT_ROOM])
{
    size_t size = format_number(d, cell, out);

    if (!cell->estimated || !size || size + 2 > NC_UNIT_ROOM)
        return size;
    memmove(out + 1, out, size + 1);
    out[0] = '~';
    return size + 1;
}

uint64_t nc_document_filled(const nc_block *b)
{
    uint64_t filled = 0;

    for (size_t row = 0; row < b->row_count; row++)
        for (size_t i = 0; b->row_kind[row] != NC_ROW_TITLE && i < b->column_count; i++)
            if (b->cells[row * b->column_count + i].kind != NC_CELL_EMPTY)
                filled |= (uint64_t)1 << i;
    return filled;
}

unsigned nc_document_permille(const nc_cell *cell)
{
    __int128 permille;

    if (cell->kind != NC_CELL_SHARE || cell->other <= 0 || cell->number <= 0)
        return 0;
    permille = ((__int128)cell->number * 1000 + cell->other / 2) / cell->other;
    return permille > 1000 ? 1000 : (unsigned)permille;
}
