/* SPDX-License-Identifier: MIT */
/*
 * The report as GitHub Flavored Markdown, for pull requests and step summaries.
 *
 * Names of others stand in code spans, where nothing is markup, no @name calls
 * anybody and no #1 is a link. Two things still need care there: backticks (the
 * fence is longer than any run of them) and, in tables, the pipe.
 */
#include <string.h>

#include "report/report.h"
#include "write/cut.h"
#include "write/markdown.h"
#include "write/writer.h"

enum {
    NAME_MOST = 120,    /* cells of a name; longer ones lose their middle */
    BRANCHES_MOST = 60, /* cells before it in a tree */
};

typedef nc_markdown page;

/* True where a backslash keeps the character from being markup, or the start of
 * an address that GitHub would link by itself. */
static bool is_special(const char *text, size_t size, size_t i)
{
    if (text[i] == ':')
        return i + 1 < size && text[i + 1] == '/';
    if (text[i] == '.')
        return i >= 3 && memcmp(text + i - 3, "www", 3) == 0;
    return text[i] && strchr("\\`*_{}[]<>#!|~&^$", text[i]);
}

/* Our words and what others put between them. An escaped @ or # still means
 * somebody or something to GitHub; with a comment behind it, it does not. */
static void put_escaped(page *p, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (is_special(text, size, i))
            nc_sink_add_char(p->sink, '\\');
        nc_sink_add_char(p->sink, text[i]);
        if (text[i] == '@' || text[i] == '#')
            nc_sink_add_string(p->sink, "<!-- -->");
    }
}

void nc_markdown_add_text(page *p, const char *text, size_t size)
{
    nc_text_clear(&p->scratch);
    nc_text_add_escaped(&p->scratch, text, size);
    put_escaped(p, p->scratch.bytes, p->scratch.size);
}

static size_t longest_run(const char *text, size_t size, char c)
{
    size_t longest = 0, run = 0;

    for (size_t i = 0; i < size; i++) {
        run = text[i] == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Trap: tables are split at pipes before code spans are found, and a pipe
 * behind a backslash is none; a backslash that is part of the name must not do
 * that, so the pipe behind it is shown by its number. */
static void put_code_bytes(page *p, const char *text, size_t size, bool in_table)
{
    for (size_t i = 0; i < size; i++) {
        if (in_table && text[i] == '|')
            nc_sink_add_string(p->sink, i && text[i - 1] == '\\' ? "x7c" : "\\|");
        else
            nc_sink_add_char(p->sink, text[i]);
    }
}

/* The scratch text, which is escaped already, as a code span. */
static void put_code(page *p, bool in_table)
{
    const char *text = p->scratch.bytes;
    size_t size = p->scratch.size, fence = longest_run(text, size, '`') + 1;
    /* One space at each end is taken off again when there are two. */
    bool padded = size && (text[0] == '`' || text[size - 1] == '`' || text[0] == ' ' || text[size - 1] == ' ');

    if (!size)
        return;
    for (size_t i = 0; i < fence; i++)
        nc_sink_add_char(p->sink, '`');
    nc_sink_add_string(p->sink, padded ? " " : "");
    put_code_bytes(p, text, size, in_table);
    nc_sink_add_string(p->sink, padded ? " " : "");
    for (size_t i = 0; i < fence; i++)
        nc_sink_add_char(p->sink, '`');
}

void nc_markdown_add_code(page *p, const char *text, size_t size, bool in_table)
{
    nc_text_clear(&p->scratch);
    nc_cut_middle(&p->scratch, text, size, NAME_MOST);
    put_code(p, in_table);
}

static void put_function(page *p, nc_func function)
{
    nc_naming_parts parts = nc_naming_of(&p->document->naming, function);
    size_t begin, end;

    nc_text_clear(&p->scratch);
    nc_cut_function(&p->scratch, &parts, NAME_MOST, &begin, &end);
    put_code(p, true);
}

static void put_cell(page *p, const nc_cell *cell)
{
    char digits[NC_UNIT_ROOM];

    switch (cell->kind) {
    case NC_CELL_EMPTY:
        break;
    case NC_CELL_FUNCTION:
        put_function(p, cell->function);
        break;
    case NC_CELL_TEXT:
        nc_text_clear(&p->scratch);
        nc_cut_middle(&p->scratch, cell->text, cell->size, NAME_MOST);
        put_escaped(p, p->scratch.bytes, p->scratch.size);
        break;
    default:
        put_escaped(p, digits, nc_document_format(p->document, cell, digits));
        break;
    }
}

static void put_heading(page *p, const nc_block *block)
{
    for (unsigned i = 0; i < block->level; i++)
        nc_sink_add_char(p->sink, '#');
    nc_sink_add_char(p->sink, ' ');
    nc_markdown_add_text(p, block->text, block->name_at);
    nc_markdown_add_code(p, block->text + block->name_at, strlen(block->text + block->name_at), false);
    nc_sink_add_char(p->sink, '\n');
}

static void put_facts(page *p, const nc_block *block)
{
    for (size_t row = 0; row < block->row_count; row++) {
        const nc_cell *cells = block->cells + row * block->column_count;

        nc_sink_add_string(p->sink, "- **");
        nc_markdown_add_text(p, cells[0].text, cells[0].size);
        nc_sink_add_string(p->sink, "**: ");
        if (cells[1].kind == NC_CELL_TEXT)
            nc_markdown_add_text(p, cells[1].text, cells[1].size);
        else
            put_cell(p, &cells[1]);
        nc_sink_add_char(p->sink, '\n');
    }
}

/* Blanks that follow one another would be one. */
static void put_branches(page *p, size_t row)
{
    nc_text_clear(&p->scratch);
    nc_branches_add(&p->branches, row, BRANCHES_MOST, "\u00a0", &p->scratch);
    nc_sink_add(p->sink, p->scratch.bytes, p->scratch.size);
}

static void put_row(page *p, const nc_block *block, size_t row, uint64_t filled)
{
    const char *mark = block->row_kind[row] == NC_ROW_PLAIN ? "" : "**";

    nc_sink_add_char(p->sink, '|');
    for (size_t i = 0; i < block->column_count; i++) {
        const nc_cell *cell = &block->cells[row * block->column_count + i];

        if (!(filled >> i & 1))
            continue;
        nc_sink_add_char(p->sink, ' ');
        if (i + 1 == block->column_count)
            put_branches(p, row);
        if (cell->kind != NC_CELL_EMPTY) {
            nc_sink_add_string(p->sink, mark);
            put_cell(p, cell);
            nc_sink_add_string(p->sink, mark);
            nc_sink_add_char(p->sink, ' ');
        }
        nc_sink_add_char(p->sink, '|');
    }
    nc_sink_add_char(p->sink, '\n');
}

static void put_titles(page *p, const nc_block *block, uint64_t filled)
{
    nc_sink_add_char(p->sink, '|');
    for (size_t i = 0; i < block->column_count; i++)
        if (filled >> i & 1)
            nc_sink_add_format(p->sink, " %s |", block->columns[i].title);
    nc_sink_add_string(p->sink, "\n|");
    for (size_t i = 0; i < block->column_count; i++)
        if (filled >> i & 1)
            nc_sink_add_string(p->sink, block->columns[i].align == NC_ALIGN_RIGHT ? " ---: |" : " :--- |");
    nc_sink_add_char(p->sink, '\n');
}

static bool put_table(page *p, const nc_block *block)
{
    uint64_t filled = nc_document_filled(block);
    bool fine = nc_branches_init(&p->branches, block);

    put_titles(p, block, filled);
    for (size_t row = 0; fine && row < block->row_count; row++)
        put_row(p, block, row, filled);
    if (*block->text) {
        nc_sink_add_char(p->sink, '\n');
        nc_markdown_add_text(p, block->text, strlen(block->text));
        nc_sink_add_char(p->sink, '\n');
    }
    nc_branches_reset(&p->branches);
    return fine;
}

bool nc_markdown_add_block(page *p, const nc_block *block)
{
    switch (block->kind) {
    case NC_BLOCK_HEADING:
        put_heading(p, block);
        break;
    case NC_BLOCK_NOTE:
        nc_sink_add_string(p->sink, "> **Note:** ");
        nc_markdown_add_text(p, block->text, strlen(block->text));
        nc_sink_add_char(p->sink, '\n');
        break;
    case NC_BLOCK_PARAGRAPH:
        nc_markdown_add_text(p, block->text, strlen(block->text));
        nc_sink_add_char(p->sink, '\n');
        break;
    case NC_BLOCK_FACTS:
        put_facts(p, block);
        break;
    case NC_BLOCK_TABLE:
    case NC_BLOCK_PATH:
    case NC_BLOCK_TREE:
        return put_table(p, block);
    }
    return true;
}

void nc_markdown_init(page *p, nc_sink *sink, const nc_document *document)
{
    *p = (page){.sink = sink, .document = document};
    nc_text_init(&p->scratch);
}

static ncalls_status write_markdown(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                    ncalls_error *error)
{
    nc_document document;
    ncalls_status status = nc_report_build(&document, results, options, error);
    page p;

    nc_markdown_init(&p, sink, &document);
    for (size_t i = 0; !status && i < document.count; i++) {
        nc_sink_add_string(sink, i ? "\n" : "");
        if (!nc_markdown_add_block(&p, &document.blocks[i]))
            status = nc_fail_memory(error);
    }
    if (!status && nc_text_failed(&p.scratch))
        status = nc_fail_memory(error);
    nc_text_reset(&p.scratch);
    nc_document_reset(&document);
    return status;
}

const nc_writer nc_write_markdown = {
    .row = {.name = "markdown",
            .suffix = ".md",
            .title = "report in GitHub Flavored Markdown",
            .compares = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_markdown,
};
