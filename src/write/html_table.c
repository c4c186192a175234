/* SPDX-License-Identifier: MIT */
#include "write/html_table.h"

#include <stdio.h>

#include "report/table.h"

enum { MOST_COLUMNS = 16, DEEPEST = 24 };

/* One table; the row fields are of the group or row being written. */
typedef struct table {
    nc_html_page *page;
    const nc_block *block;
    size_t order[MOST_COLUMNS]; /* columns as the page has them */
    size_t count;
    size_t row, group_end;
    nc_text text, place, link; /* of the cell being written */
    nc_text caption;
} table;

static const nc_cell *cell_at(const table *t, size_t row, size_t column)
{
    return &t->block->cells[row * t->block->column_count + column];
}

static nc_row_kind kind_of(const table *t, size_t row)
{
    return (nc_row_kind)t->block->row_kind[row];
}

/* What the rows are about comes first on a page: where a screen is narrow, the
 * rest scrolls. Reports have it last, behind columns of known width. */
static size_t find_subject(const nc_block *block)
{
    for (size_t c = 0; c < block->column_count; c++)
        if (block->columns[c].align == NC_ALIGN_LEFT)
            return c;
    return 0;
}

static bool is_share(const table *t, size_t column)
{
    for (size_t row = 0; row < t->block->row_count; row++)
        if (cell_at(t, row, column)->kind == NC_CELL_SHARE)
            return true;
    return false;
}

/* Where a column stands: the subject, its share, what the rows are sorted by,
 * all others as the report has them. */
static unsigned rank_of(const table *t, size_t column, size_t subject)
{
    if (column == subject)
        return 0;
    if (is_share(t, column))
        return 1;
    return t->block->columns[column].sorted ? 2 : 3;
}

static void order_columns(table *t)
{
    size_t subject = find_subject(t->block), columns = t->block->column_count;
    uint64_t filled = nc_document_filled(t->block);

    if (columns > MOST_COLUMNS)
        columns = MOST_COLUMNS;
    for (unsigned rank = 0; rank < 4; rank++)
        for (size_t c = 0; c < columns; c++)
            if (rank_of(t, c, subject) == rank && filled >> c & 1)
                t->order[t->count++] = c;
}

static void put_column(nc_template_run *run, const table *t, size_t column)
{
    const nc_column *c = &t->block->columns[column];
    nc_html_values values = {0};
    char help[NC_TABLE_WORDS];

    values[NC_HTML_TEXT] = nc_html_page_text(*c->title ? c->title : "was"); /* a head is read aloud */
    values[NC_HTML_HELP] = nc_html_page_text(c->help ? nc_table_words(help, t->page->results->profile, c->help) : NULL);
    if (is_share(t, column))
        values[NC_HTML_CLASS] = nc_html_page_text("share");
    else if (c->align == NC_ALIGN_LEFT)
        values[NC_HTML_CLASS] = nc_html_page_text(column == t->order[0] ? "fn" : "word");
    if (c->sorted)
        values[NC_HTML_SORTED] = nc_html_page_text(t->page->options.reverse ? "ascending" : "descending");
    nc_template_put(run, NC_HTML_COLUMN, values, NULL, NULL);
}

/* Apart, so that a line may end between the directory and the file. */
static void set_place(nc_template_value *values, const nc_text *place)
{
    size_t folder = place->size;

    while (folder && place->bytes[folder - 1] != '/' && place->bytes[folder - 1] != '\\')
        folder--;
    if (folder)
        values[NC_HTML_FOLDER] = (nc_template_value){place->bytes, folder};
    if (place->size)
        values[NC_HTML_PLACE] = (nc_template_value){place->bytes + folder, place->size - folder};
}

static bool is_indented(const table *t)
{
    return t->block->kind == NC_BLOCK_PATH || t->block->kind == NC_BLOCK_TREE;
}

/* The class of a cell, which says how far in it stands. */
static void set_indent(const table *t, nc_template_value *values, bool is_subject, const char *word, char kind[16])
{
    uint32_t depth = t->block->depth[t->row];

    snprintf(kind, 16, "fn d%u", depth < DEEPEST ? depth : DEEPEST);
    values[NC_HTML_CLASS] = nc_html_page_text(is_subject && is_indented(t) ? kind : word);
}

static void put_function(nc_template_run *run, table *t, const nc_cell *cell, bool is_subject)
{
    nc_html_values values = {0};
    char kind[16];

    nc_html_page_name(t->page, &t->text, cell->function);
    nc_html_page_place(t->page, &t->place, cell->function);
    nc_html_page_link(t->page, &t->link, cell->function);
    values[NC_HTML_NAME] = nc_html_page_value(&t->text);
    values[NC_HTML_MARK] = nc_html_page_mark(t->page, cell->function);
    set_place(values, &t->place);
    if (t->link.size)
        values[NC_HTML_LINK] = nc_html_page_value(&t->link);
    set_indent(t, values, is_subject, "fn", kind);
    nc_template_put(run, is_subject ? NC_HTML_SUBJECT : NC_HTML_FUNCTION, values, NULL, NULL);
}

/* The bar is a class, since a page's policy allows no style attribute. */
static void put_share(nc_template_run *run, const table *t, const nc_cell *cell)
{
    unsigned permille = nc_document_permille(cell);
    char digits[NC_UNIT_ROOM], kind[20];
    nc_html_values values = {0};

    nc_document_format(&t->page->document, cell, digits);
    snprintf(kind, sizeof kind, "share w%u", permille ? (permille + 9) / 10 : 0);
    values[NC_HTML_CLASS] = nc_html_page_text(kind);
    values[NC_HTML_TEXT] = nc_html_page_text(digits);
    nc_template_put(run, NC_HTML_SHARE, values, NULL, NULL);
}

static void put_text(nc_template_run *run, table *t, const nc_cell *cell, unsigned part)
{
    nc_html_values values = {0};
    char kind[16];

    set_indent(t, values, part == NC_HTML_LABEL, "word", kind);
    nc_html_page_words(t->page, &t->text, cell->text, cell->size);
    values[NC_HTML_TEXT] = nc_html_page_value(&t->text);
    nc_template_put(run, part, values, NULL, NULL);
}

static void put_number(nc_template_run *run, const table *t, const nc_cell *cell)
{
    char digits[NC_UNIT_ROOM];
    nc_html_values values = {0};

    nc_document_format(&t->page->document, cell, digits);
    values[NC_HTML_TEXT] = nc_html_page_text(digits);
    nc_template_put(run, NC_HTML_NUMBER, values, NULL, NULL);
}

static void put_cell(nc_template_run *run, table *t, size_t column)
{
    static const nc_cell nothing;
    const nc_cell *cell = cell_at(t, t->row, column);
    bool is_subject = column == t->order[0];

    switch (cell->kind) {
    case NC_CELL_FUNCTION:
        put_function(run, t, cell, is_subject);
        break;
    case NC_CELL_SHARE:
        put_share(run, t, cell);
        break;
    case NC_CELL_TEXT:
        if (t->block->columns[column].align == NC_ALIGN_RIGHT) /* "+12.3 ms" */
            put_text(run, t, cell, NC_HTML_NUMBER);
        else
            put_text(run, t, cell, is_subject ? NC_HTML_LABEL : NC_HTML_WORD);
        break;
    case NC_CELL_EMPTY:
        put_text(run, t, &nothing, NC_HTML_NUMBER);
        break;
    case NC_CELL_COUNT:
    case NC_CELL_CALLS:
    case NC_CELL_COST:
    case NC_CELL_MEMORY:
    case NC_CELL_RATIO:
    case NC_CELL_COST_PER:
        put_number(run, t, cell);
        break;
    }
}

static void fill_row(nc_template_run *run, unsigned part, void *payload)
{
    table *t = payload;

    (void)part;
    for (size_t i = 0; i < t->count; i++)
        put_cell(run, t, t->order[i]);
}

/* A title names the rows below it; one with none below ("and 3 more") ends
 * those above. */
static void put_title(nc_template_run *run, table *t)
{
    const nc_cell *cell = cell_at(t, t->row, t->block->column_count - 1);
    nc_row_kind next = t->row + 1 < t->block->row_count ? kind_of(t, t->row + 1) : NC_ROW_TITLE;
    nc_html_values values = {0};
    char span[24];

    if (next == NC_ROW_STRONG)
        return; /* its look says so */
    snprintf(span, sizeof span, "%zu", t->count);
    nc_html_page_words(t->page, &t->text, cell->text, cell->size);
    values[NC_HTML_SPAN] = nc_html_page_text(span);
    values[NC_HTML_TEXT] = nc_html_page_value(&t->text);
    nc_template_put(run, next == NC_ROW_TITLE ? NC_HTML_MORE : NC_HTML_DIVIDER, values, NULL, NULL);
}

static void fill_group(nc_template_run *run, unsigned part, void *payload)
{
    table *t = payload;
    nc_html_values values = {0};

    (void)part;
    for (; t->row < t->group_end; t->row++) {
        if (kind_of(t, t->row) == NC_ROW_TITLE) {
            put_title(run, t);
            continue;
        }
        values[NC_HTML_CLASS] = nc_html_page_text(kind_of(t, t->row) == NC_ROW_STRONG ? "strong" : NULL);
        nc_template_put(run, NC_HTML_ROW, values, fill_row, t);
    }
}

static size_t find_group_end(const table *t, size_t row)
{
    for (row++; row < t->block->row_count; row++)
        if (kind_of(t, row) == NC_ROW_TITLE && row + 1 < t->block->row_count && kind_of(t, row + 1) != NC_ROW_TITLE)
            break;
    return row;
}

static void fill_table(nc_template_run *run, unsigned part, void *payload)
{
    table *t = payload;
    nc_html_values values = {0};

    if (part == NC_HTML_COLUMN) {
        for (size_t i = 0; i < t->count; i++)
            put_column(run, t, t->order[i]);
        return;
    }
    for (t->row = 0; t->row < t->block->row_count;) {
        t->group_end = find_group_end(t, t->row);
        nc_template_put(run, NC_HTML_GROUP, values, fill_group, t);
    }
}

void nc_html_table_put(nc_template_run *run, nc_html_page *page, const nc_block *block, nc_template_value name)
{
    table t = {.page = page, .block = block};
    nc_html_values values = {0};

    nc_text_init(&t.text);
    nc_text_init(&t.place);
    nc_text_init(&t.link);
    nc_text_init(&t.caption);
    order_columns(&t);
    values[NC_HTML_NAME] = name;
    values[NC_HTML_CLASS] = nc_html_page_text(is_indented(&t) ? "table path" : "table");
    if (*block->text) {
        nc_html_page_heading(page, &t.caption, block);
        values[NC_HTML_TEXT] = nc_html_page_value(&t.caption);
    }
    nc_template_put(run, NC_HTML_TABLE, values, fill_table, &t);
    nc_text_reset(&t.text);
    nc_text_reset(&t.place);
    nc_text_reset(&t.link);
    nc_text_reset(&t.caption);
}
