/* SPDX-License-Identifier: MIT */
/*
 * A report as a list of blocks, before any format.
 *
 * Sections (report/sections.def) append blocks; writers for people (text,
 * Markdown, HTML) walk them. Cells hold values, not text, so that each writer
 * aligns, links and escapes its own way; the digits of a number are the same in
 * all of them (nc_document_format). Texts of blocks, cells and columns are
 * printed escaped: they may hold names from the profile.
 */
#ifndef NC_DOCUMENT_H
#define NC_DOCUMENT_H

#include "analyze/integrity.h"
#include "analyze/results.h"
#include "base/text.h"
#include "base/unit.h"
#include "model/profile.h"
#include "analyze/naming.h"

typedef enum nc_cell_kind {
    NC_CELL_EMPTY,    /* does not apply, or not known: an empty cell */
    NC_CELL_TEXT,     /* text: words of ours or a name from the profile */
    NC_CELL_COUNT,    /* number: calls, functions */
    NC_CELL_CALLS,    /* number: all calls, other: primitive calls; "5,167/1" where they differ */
    NC_CELL_COST,     /* number: in the profile's unit (12.3 ms, 4.10 MiB, 17) */
    NC_CELL_MEMORY,   /* number: bytes, whatever the profile's unit is */
    NC_CELL_SHARE,    /* number of other: 12.3%, with a bar where that can be drawn */
    NC_CELL_RATIO,    /* number per other: 847, 1.53 (calls per call) */
    NC_CELL_COST_PER, /* number / other in the profile's unit: time per call */
    NC_CELL_FUNCTION, /* function: shown as file:line(name), linked where that can be */
} nc_cell_kind;

typedef struct nc_cell {
    nc_cell_kind kind;
    int64_t number;
    int64_t other;
    bool estimated; /* not measured but reckoned: shown with a ~ before it */
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
    bool sorted;   /* rows are in the order of this column */
    unsigned rank; /* where there is little room the highest goes first; 0 = it stays */
} nc_column;

typedef enum nc_row_kind {
    NC_ROW_PLAIN,
    NC_ROW_STRONG, /* what the table is about: the function between its callers and callees */
    NC_ROW_TITLE,  /* names the rows below it: only the last cell is filled, with text */
} nc_row_kind;

typedef enum nc_block_kind {
    NC_BLOCK_HEADING,   /* text, level 1 to 3, id */
    NC_BLOCK_PARAGRAPH, /* text */
    NC_BLOCK_FACTS,     /* table of two columns, name and value: the header */
    NC_BLOCK_TABLE,     /* table, with text as the sentence under it ("1,184 more functions, 12.1% of the time") */
    NC_BLOCK_PATH,      /* a table whose rows are steps down a call path; the last column is indented by depth */
    NC_BLOCK_TREE,      /* the same, and the depth is that of a tree: what is deeper below a row belongs to it */
    NC_BLOCK_NOTE,      /* text: a warning about the data */
} nc_block_kind;

typedef struct nc_block {
    nc_block_kind kind;
    char *text;     /* "" if none */
    size_t name_at; /* what stands here in text and behind is a name of others; its size if none does */
    const char *id; /* for links, a constant, "" if none: "hotspots-self" */
    unsigned level;
    nc_column *columns;
    size_t column_count;
    nc_cell *cells; /* row by row */
    size_t cell_room;
    uint8_t *row_kind; /* [row] nc_row_kind */
    uint32_t *depth;   /* [row] of a PATH; steps that were left out count */
    size_t row_count, row_room, depth_room;
} nc_block;

typedef struct nc_document {
    const ncalls_profile *profile; /* what cells refer to */
    nc_naming naming;              /* how functions are shown */
    nc_integrity integrity;        /* what cannot be true in it */
    nc_block *blocks;
    size_t count, room;
    bool failed; /* no memory; sticks */
} nc_document;

/* `results` must outlive the document. */
void nc_document_init(nc_document *document, const ncalls_results *results);
void nc_document_reset(nc_document *document);

/* False where the profile's callers of this function are not those that it had:
 * figures of its edges prove nothing. */
bool nc_document_knows_callers(const nc_document *document, nc_func function);

/* Texts are copied, ids are constants. */
void nc_document_add_heading(nc_document *document, unsigned level, const char *id, const char *format, ...)
    NC_PRINTF(4, 5);
void nc_document_add_paragraph(nc_document *document, const char *format, ...) NC_PRINTF(2, 3);
void nc_document_add_note(nc_document *document, const char *text);

/* Puts a name of others (a path, a pattern) behind the last block's text. */
void nc_document_add_name(nc_document *document, const char *name, size_t size);

/* Takes the last block back. */
void nc_document_drop_block(nc_document *document);

/* Opens a table (FACTS, TABLE or PATH); rows follow. `columns` is copied, its
 * titles are constants. */
void nc_document_begin_table(nc_document *document, nc_block_kind kind, const char *id, const nc_column *columns,
                             size_t count);
/* One row of the table that was opened last: as many cells as columns. Text is
 * copied. */
void nc_document_add_row(nc_document *document, const nc_cell *cells);
void nc_document_add_strong_row(nc_document *document, const nc_cell *cells);
void nc_document_add_title_row(nc_document *document, const char *format, ...) NC_PRINTF(2, 3);
/* A step of a PATH. */
void nc_document_add_step(nc_document *document, uint32_t depth, const nc_cell *cells);
/* The sentence under the table that was opened last. */
void nc_document_end_table(nc_document *document, const char *format, ...) NC_PRINTF(2, 3);

nc_cell nc_document_empty(void);
nc_cell nc_document_text(const char *text);
nc_cell nc_document_bytes(const char *bytes, size_t size);
/* A NCALLS_ABSENT number gives an empty cell. */
nc_cell nc_document_count(int64_t number);
nc_cell nc_document_calls(int64_t calls, int64_t primitive);
nc_cell nc_document_cost(int64_t cost);
nc_cell nc_document_memory(int64_t bytes);
nc_cell nc_document_share(int64_t part, int64_t whole);
nc_cell nc_document_ratio(int64_t number, int64_t per);
nc_cell nc_document_cost_per(int64_t cost, int64_t calls);
nc_cell nc_document_function(nc_func function);
nc_cell nc_document_estimated(nc_cell cell);

/* The digits of a cell (not TEXT, not FUNCTION), always printable ASCII or
 * "µs"; "-" where there is nothing to divide by, "~" before an estimate. Returns the length. */
size_t nc_document_format(const nc_document *document, const nc_cell *cell, char out[NC_UNIT_ROOM]);

/* The columns that have anything in a row that is no title, as bits: the others
 * need not be shown. A table has fewer than 64 columns. */
uint64_t nc_document_filled(const nc_block *block);

/* A SHARE cell in thousandths, 0 to 1000: the length of its bar. */
unsigned nc_document_permille(const nc_cell *cell);

#endif
