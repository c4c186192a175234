/* SPDX-License-Identifier: MIT */
/*
 * A report as a list of blocks, before any format.
 *
 * Sections (report/sections.def) append blocks; writers for people (text,
 * Markdown, HTML) walk them. Cells hold values, not text, so each writer
 * formats, aligns and links them its own way, and escapes names its own way.
 */
#ifndef NC_DOCUMENT_H
#define NC_DOCUMENT_H

#include "base/text.h"
#include "model/profile.h"

typedef enum nc_cell_kind {
    NC_CELL_EMPTY,    /* the value is not known: an empty cell */
    NC_CELL_TEXT,     /* text: words of ours or a name from the profile */
    NC_CELL_COUNT,    /* number: calls, functions */
    NC_CELL_CALLS,    /* number: all calls, other: primitive calls; "5167/1" where they differ */
    NC_CELL_COST,     /* number: in the profile's unit (12.3 ms, 4.1 MB, 17 samples) */
    NC_CELL_SHARE,    /* number of other: 12.3 %, drawn with a bar where that can be */
    NC_CELL_RATIO,    /* number per other: 847, 1.5 (calls per call; cost per call with COST unit) */
    NC_CELL_COST_PER, /* number / other in the profile's unit: time per call */
    NC_CELL_FUNCTION, /* function: shown as file:line(name), linked where that can be */
} nc_cell_kind;

typedef struct nc_cell {
    nc_cell_kind kind;
    int64_t number;
    int64_t other;
    nc_func function;
    const char *text; /* owned by the document */
    size_t size;
} nc_cell;

typedef enum nc_align {
    NC_ALIGN_LEFT,
    NC_ALIGN_RIGHT,
} nc_align;

typedef struct nc_column {
    const char *title; /* "calls" */
    const char *help;  /* one sentence for a tooltip; may be NULL */
    nc_align align;
    bool sorted;       /* rows are in the order of this column */
} nc_column;

typedef enum nc_block_kind {
    NC_BLOCK_HEADING,   /* text, level 1 to 3, id */
    NC_BLOCK_PARAGRAPH, /* text */
    NC_BLOCK_FACTS,     /* table of two columns, name and value: the header */
    NC_BLOCK_TABLE,     /* table, with text as the sentence under it ("1,184 more rows") */
    NC_BLOCK_PATH,      /* table whose rows are steps down a call path; depth = row */
    NC_BLOCK_NOTE,      /* text: a warning about the data */
} nc_block_kind;

typedef struct nc_block {
    nc_block_kind kind;
    const char *text; /* owned by the document, "" if none */
    const char *id;   /* for links, "" if none: "hotspots-self" */
    unsigned level;
    nc_column *columns;
    size_t column_count;
    nc_cell *cells;   /* row by row */
    size_t row_count;
} nc_block;

typedef struct nc_document {
    const ncalls_profile *profile; /* what cells refer to */
    nc_block *blocks;
    size_t count, room;
    bool failed;      /* no memory; sticks */
} nc_document;

void nc_document_init(nc_document *document, const ncalls_profile *profile);
void nc_document_reset(nc_document *document);

/* Texts and ids are copied. */
void nc_document_add_heading(nc_document *document, unsigned level, const char *id, const char *text);
void nc_document_add_paragraph(nc_document *document, const char *format, ...) NC_PRINTF(2, 3);
void nc_document_add_note(nc_document *document, const char *text);

/* Opens a table (FACTS, TABLE or PATH); rows follow, `columns` is copied (its
 * titles are constants). */
void nc_document_begin_table(nc_document *document, nc_block_kind kind, const char *id, const nc_column *columns,
                             size_t count);
/* One row of the table that was opened last: as many cells as columns. Text is
 * copied. */
void nc_document_add_row(nc_document *document, const nc_cell *cells);
/* The sentence under the table that was opened last. */
void nc_document_end_table(nc_document *document, const char *format, ...) NC_PRINTF(2, 3);

nc_cell nc_document_text(const char *text);
nc_cell nc_document_bytes(const char *bytes, size_t size);
nc_cell nc_document_count(int64_t number);             /* NCALLS_ABSENT: empty */
nc_cell nc_document_calls(int64_t calls, int64_t primitive);
nc_cell nc_document_cost(int64_t cost);
nc_cell nc_document_share(int64_t part, int64_t whole);
nc_cell nc_document_ratio(int64_t number, int64_t per);
nc_cell nc_document_cost_per(int64_t cost, int64_t calls);
nc_cell nc_document_function(nc_func function);

#endif
