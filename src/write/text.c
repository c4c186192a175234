/* SPDX-License-Identifier: MIT */
/* The report for a terminal, a log or a pipe: one line a row, columns aligned
 * by cells, colour only when asked for. */
#include <string.h>

#include "report/report.h"
#include "write/cut.h"
#include "write/grid.h"
#include "write/writer.h"

enum {
    INDENT = 2,
    WIDTH = 80, /* when nobody knows */
    NARROWEST = 10,
    WIDEST = 100000,
};

static bool put_heading(const nc_ansi *t, const nc_block *block, bool first)
{
    nc_text line;
    bool sound;

    nc_text_init(&line);
    nc_cut_middle(&line, block->text, strlen(block->text), NC_CUT_MOST);
    if (!first)
        nc_sink_add_char(t->sink, '\n');
    nc_ansi_put(t, block->level == 1 ? NC_ANSI_TITLE : NC_ANSI_HEADING, line.bytes, line.size);
    nc_sink_add_char(t->sink, '\n');
    sound = !nc_text_failed(&line);
    nc_text_reset(&line);
    return sound;
}

static void put_note(const nc_ansi *t, const nc_block *block)
{
    static const char label[] = "note:";

    nc_ansi_pad(t, INDENT);
    nc_ansi_put(t, NC_ANSI_WARNING, label, sizeof label - 1);
    nc_sink_add_char(t->sink, ' ');
    nc_ansi_wrap(t, NC_ANSI_PLAIN, block->text, INDENT + sizeof label, INDENT + sizeof label);
}

static void put_paragraph(const nc_ansi *t, nc_ansi_style style, const char *text)
{
    nc_ansi_pad(t, INDENT);
    nc_ansi_wrap(t, style, text, INDENT, INDENT);
}

/* A table stands right under its heading, and apart from anything else. */
static bool put_table(const nc_ansi *t, const nc_document *document, const nc_block *block)
{
    bool sound;

    if (block != document->blocks && block[-1].kind != NC_BLOCK_HEADING)
        nc_sink_add_char(t->sink, '\n');
    sound = nc_grid_put(t, document, block);
    if (*block->text)
        put_paragraph(t, NC_ANSI_QUIET, block->text);
    return sound;
}

static bool put_block(const nc_ansi *t, const nc_document *document, const nc_block *block)
{
    switch (block->kind) {
    case NC_BLOCK_HEADING:
        return put_heading(t, block, block == document->blocks);
    case NC_BLOCK_PARAGRAPH:
        put_paragraph(t, NC_ANSI_PLAIN, block->text);
        break;
    case NC_BLOCK_NOTE:
        put_note(t, block);
        break;
    case NC_BLOCK_FACTS:
        return nc_grid_put_facts(t, document, block);
    case NC_BLOCK_TABLE:
    case NC_BLOCK_PATH:
    case NC_BLOCK_TREE:
        return put_table(t, document, block);
    }
    return true;
}

static nc_ansi open_terminal(nc_sink *sink, const ncalls_write_options *options)
{
    size_t width = options->width ? options->width : WIDTH;

    width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
    return (nc_ansi){sink, options->color, width};
}

static ncalls_status write_text(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                ncalls_error *error)
{
    nc_ansi terminal = open_terminal(sink, options);
    nc_document document;
    ncalls_status status = nc_report_build(&document, results, options, error);

    for (size_t i = 0; !status && i < document.count; i++)
        if (!put_block(&terminal, &document, &document.blocks[i]))
            status = nc_fail_memory(error);
    nc_document_reset(&document);
    return status;
}

const nc_writer nc_write_text = {
    .row = {.name = "text",
            .suffix = ".txt",
            .title = "report for a terminal",
            .compares = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_text,
};
