/* SPDX-License-Identifier: MIT */
#include "write/grid.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "write/branches.h"
#include "write/columns.h"
#include "write/cut.h"

enum {
    INDENT = 2,
    GAP = 2,
    BAR = 8,
    BAR_RANK = 5, /* bars go before most columns do */
    DEEPEST = 24, /* steps of a path that are indented one cell each */
    LEAST_NAME = 20, /* cells that indentation leaves to a name */
};

/* A table with the widths that it got. A SHARE column counts twice: digits and,
 * behind them, the bar. */
typedef struct grid {
    const nc_ansi *terminal;
    const nc_document *document;
    const nc_block *block;
    nc_columns_want *wants; /* [2 * column], and behind each its bar */
    size_t *widths;
    unsigned *longest; /* [column] permille of its longest bar */
    size_t pending;    /* spaces that are due before the next text */
    nc_branches branches;
    nc_text scratch;
} grid;

static const nc_cell *cell_at(const grid *g, size_t row, size_t column)
{
    return &g->block->cells[row * g->block->column_count + column];
}

static size_t step_indent(const grid *g, size_t row)
{
    uint32_t depth = g->block->kind == NC_BLOCK_PATH ? g->block->depth[row] : 0;

    if (g->block->kind == NC_BLOCK_TREE)
        return nc_branches_width(&g->branches, row, SIZE_MAX);
    return depth < DEEPEST ? depth : DEEPEST;
}

static bool is_last(const grid *g, size_t column)
{
    return column + 1 == g->block->column_count;
}

static size_t natural_width(const grid *g, size_t row, size_t column)
{
    const nc_cell *cell = cell_at(g, row, column);
    char digits[NC_UNIT_ROOM];
    nc_naming_parts parts;

    switch (cell->kind) {
    case NC_CELL_EMPTY:
        return 0;
    case NC_CELL_TEXT:
        return nc_cut_width(cell->text, cell->size, NC_CUT_MOST) + (is_last(g, column) ? step_indent(g, row) : 0);
    case NC_CELL_FUNCTION:
        parts = nc_naming_of(&g->document->naming, cell->function);
        return nc_cut_function_width(&parts, NC_CUT_MOST) + step_indent(g, row);
    default:
        return nc_utf8_width(digits, nc_document_format(g->document, cell, digits));
    }
}

static bool is_flexible(nc_cell_kind kind)
{
    return kind == NC_CELL_FUNCTION || kind == NC_CELL_TEXT;
}

/* A column of functions or texts that always stays. */
static bool is_main(const grid *g, size_t column)
{
    return g->block->row_count && is_flexible(cell_at(g, g->block->row_count - 1, column)->kind) &&
           g->block->columns[column].rank == 0;
}

static size_t between(size_t value, size_t least, size_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Cells with which a function's name is still of use: half of the line, more
 * where it is indented, less where two functions must share it. */
static size_t least_width(const grid *g, size_t column)
{
    size_t mains = 0, width = g->terminal->width;

    for (size_t i = 0; i < g->block->column_count; i++)
        mains += is_main(g, i);
    if (!is_main(g, column) || mains > 1)
        return between(width / 4 + 2, 14, 28);
    return g->block->kind >= NC_BLOCK_PATH ? between(width * 6 / 10, 20, 48) : between(width / 2, 20, 40);
}

/* What a column wants: its widest cell, and how much of that it needs. */
static void measure(grid *g, size_t column)
{
    const nc_column *c = &g->block->columns[column];
    nc_columns_want *want = &g->wants[2 * column];
    size_t title = nc_utf8_width(c->title, strlen(c->title)), least = least_width(g, column);
    bool flexible = false;

    for (size_t row = 0; row < g->block->row_count; row++) {
        const nc_cell *cell = cell_at(g, row, column);
        size_t width = natural_width(g, row, column);
        unsigned permille = nc_document_permille(cell);

        if (g->block->row_kind[row] == NC_ROW_TITLE)
            continue;
        want->natural = width > want->natural ? width : want->natural;
        flexible |= is_flexible(cell->kind);
        g->longest[column] = permille > g->longest[column] ? permille : g->longest[column];
    }
    if (want->natural && title > want->natural)
        want->natural = title;
    want->least = flexible && want->natural > least ? least : want->natural;
    want->rank = c->rank;
    want->late = flexible && c->rank;
    want->rigid = !flexible;
    if (g->longest[column])
        g->wants[2 * column + 1] = (nc_columns_want){BAR, BAR, BAR_RANK, true, true};
}

/* Spaces are held back until something follows them: no line ends in one. */
static void space(grid *g, size_t cells)
{
    g->pending += cells;
}

static void put(grid *g, nc_ansi_style style, const char *bytes, size_t size)
{
    if (!size)
        return;
    nc_ansi_pad(g->terminal, g->pending);
    g->pending = 0;
    nc_ansi_put(g->terminal, style, bytes, size);
}

static void end_line(grid *g)
{
    g->pending = 0;
    nc_sink_add_char(g->terminal->sink, '\n');
}

/* Eighths of a cell. */
static void put_bar(grid *g, unsigned permille, unsigned longest, size_t width)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    size_t eighths = (size_t)permille * width * 8 / longest;

    nc_text_clear(&g->scratch);
    for (size_t i = 0; i < eighths / 8; i++)
        nc_text_add_string(&g->scratch, "█");
    nc_text_add_string(&g->scratch, parts[eighths % 8]);
    put(g, NC_ANSI_BAR, g->scratch.bytes, g->scratch.size);
    space(g, width - (eighths + 7) / 8);
}

/* The path steps back behind the name, and the user's own names come forward. */
static void put_function(grid *g, const nc_cell *cell, size_t width, bool strong)
{
    nc_naming_parts parts = nc_naming_of(&g->document->naming, cell->function);
    bool mine = nc_profile_class(g->document->profile, cell->function) == NCALLS_CLASS_MINE;
    nc_ansi_style name = strong || mine ? NC_ANSI_KEY : NC_ANSI_PLAIN;
    nc_ansi_style path = strong ? NC_ANSI_KEY : NC_ANSI_QUIET;
    size_t begin, end, used;

    nc_text_clear(&g->scratch);
    used = nc_cut_function(&g->scratch, &parts, width, &begin, &end);
    put(g, path, g->scratch.bytes, begin);
    put(g, name, g->scratch.bytes + begin, end - begin);
    put(g, path, g->scratch.bytes + end, g->scratch.size - end);
    space(g, width - used);
}

static void put_aligned(grid *g, nc_ansi_style style, nc_align align, size_t used, size_t width)
{
    size_t rest = width > used ? width - used : 0;

    if (align == NC_ALIGN_RIGHT)
        space(g, rest);
    put(g, style, g->scratch.bytes, g->scratch.size);
    if (align == NC_ALIGN_LEFT)
        space(g, rest);
}

/* What stands before a name: blanks, or the lines of a tree. Returns what is
 * left of the width. */
static size_t put_indent(grid *g, size_t row, size_t width)
{
    size_t indent = step_indent(g, row), name = natural_width(g, row, g->block->column_count - 1) - indent;
    size_t least = name < LEAST_NAME ? name : LEAST_NAME, most = width > least ? width - least : 0;

    if (g->block->kind != NC_BLOCK_TREE) {
        indent = indent < most ? indent : most;
        space(g, indent);
        return width - indent;
    }
    nc_text_clear(&g->scratch);
    nc_branches_add(&g->branches, row, most, " ", &g->scratch);
    put(g, NC_ANSI_QUIET, g->scratch.bytes, g->scratch.size);
    return width - nc_branches_width(&g->branches, row, most);
}

static void put_cell(grid *g, size_t row, size_t column, size_t width)
{
    const nc_cell *cell = cell_at(g, row, column);
    const nc_column *c = &g->block->columns[column];
    bool strong = g->block->row_kind[row] == NC_ROW_STRONG;
    nc_ansi_style style = strong || c->sorted ? NC_ANSI_KEY : NC_ANSI_PLAIN;
    char digits[NC_UNIT_ROOM];
    size_t used;

    if (is_last(g, column))
        width = put_indent(g, row, width);
    if (cell->kind == NC_CELL_FUNCTION) {
        put_function(g, cell, width, strong);
        return;
    }
    nc_text_clear(&g->scratch);
    if (cell->kind == NC_CELL_TEXT)
        used = nc_cut_end(&g->scratch, cell->text, cell->size, width);
    else
        used = nc_cut_end(&g->scratch, digits, nc_document_format(g->document, cell, digits), width);
    put_aligned(g, style, c->align, used, width);
}

static void put_title_row(grid *g, size_t row)
{
    const nc_cell *cell = cell_at(g, row, g->block->column_count - 1);

    nc_text_clear(&g->scratch);
    nc_cut_end(&g->scratch, cell->text, cell->size, g->terminal->width > INDENT ? g->terminal->width - INDENT : 1);
    put(g, NC_ANSI_QUIET, g->scratch.bytes, g->scratch.size);
}

static void put_row(grid *g, size_t row)
{
    bool first = true;

    space(g, INDENT);
    if (g->block->row_kind[row] == NC_ROW_TITLE) {
        put_title_row(g, row);
        end_line(g);
        return;
    }
    for (size_t i = 0; i < g->block->column_count; i++) {
        size_t width = g->widths[2 * i], bar = g->widths[2 * i + 1];

        if (!width)
            continue;
        space(g, first ? 0 : GAP);
        first = false;
        put_cell(g, row, i, width);
        if (bar) {
            space(g, 1);
            put_bar(g, nc_document_permille(cell_at(g, row, i)), g->longest[i], bar);
        }
    }
    end_line(g);
}

static void put_titles(grid *g)
{
    bool first = true;

    space(g, INDENT);
    for (size_t i = 0; i < g->block->column_count; i++) {
        const nc_column *c = &g->block->columns[i];
        size_t width = g->widths[2 * i], bar = g->widths[2 * i + 1], used;

        if (!width)
            continue;
        space(g, first ? 0 : GAP);
        first = false;
        nc_text_clear(&g->scratch);
        used = nc_cut_end(&g->scratch, c->title, strlen(c->title), width);
        put_aligned(g, NC_ANSI_COLUMN, c->align, used, width);
        space(g, bar ? bar + 1 : 0);
    }
    end_line(g);
}

static bool init_grid(grid *g, const nc_ansi *terminal, const nc_document *document, const nc_block *block)
{
    *g = (grid){.terminal = terminal, .document = document, .block = block};
    nc_text_init(&g->scratch);
    g->wants = nc_alloc_zeroed(2 * block->column_count, sizeof *g->wants);
    g->widths = nc_alloc_zeroed(2 * block->column_count, sizeof *g->widths);
    g->longest = nc_alloc_zeroed(block->column_count, sizeof *g->longest);
    return nc_branches_init(&g->branches, block) && g->wants && g->widths && g->longest;
}

static void reset_grid(grid *g)
{
    nc_alloc_free(g->wants);
    nc_alloc_free(g->widths);
    nc_alloc_free(g->longest);
    nc_branches_reset(&g->branches);
    nc_text_reset(&g->scratch);
}

bool nc_grid_put(const nc_ansi *terminal, const nc_document *document, const nc_block *block)
{
    grid g;
    bool sound = init_grid(&g, terminal, document, block);

    if (sound) {
        for (size_t i = 0; i < block->column_count; i++)
            measure(&g, i);
        nc_columns_fit(g.wants, 2 * block->column_count, terminal->width > INDENT ? terminal->width - INDENT : 1, GAP,
                       g.widths);
        put_titles(&g);
        for (size_t row = 0; row < block->row_count; row++)
            put_row(&g, row);
        sound = !nc_text_failed(&g.scratch);
    }
    reset_grid(&g);
    return sound;
}

/* A text value may be long and is wrapped; the others are short. */
static void put_fact(grid *g, size_t row, size_t column)
{
    const nc_cell *name = cell_at(g, row, 0), *value = cell_at(g, row, 1);
    size_t indent = INDENT + column + GAP;

    nc_ansi_pad(g->terminal, INDENT);
    nc_ansi_put(g->terminal, NC_ANSI_QUIET, name->text, name->size);
    nc_ansi_pad(g->terminal, column - nc_cut_width(name->text, name->size, NC_CUT_MOST) + GAP);
    nc_text_clear(&g->scratch);
    if (value->kind == NC_CELL_TEXT) {
        nc_ansi_wrap(g->terminal, NC_ANSI_PLAIN, value->text, indent, indent);
        return;
    }
    put_cell(g, row, 1, NC_CUT_MOST);
    end_line(g);
}

bool nc_grid_put_facts(const nc_ansi *terminal, const nc_document *document, const nc_block *block)
{
    size_t column = 0;
    grid g;
    bool sound = init_grid(&g, terminal, document, block);

    for (size_t row = 0; sound && row < block->row_count; row++) {
        size_t width = natural_width(&g, row, 0);

        column = width > column ? width : column;
    }
    for (size_t row = 0; sound && row < block->row_count; row++)
        put_fact(&g, row, column);
    sound = sound && !nc_text_failed(&g.scratch);
    reset_grid(&g);
    return sound;
}
