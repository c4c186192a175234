/* SPDX-License-Identifier: MIT */
/* One HTML page while it is being written: what html.c (the flow of the page)
 * and html_table.c (its tables) share. */
#ifndef NC_HTML_PAGE_H
#define NC_HTML_PAGE_H

#include "report/document.h"
#include "write/html_graph.h"
#include "write/page.h"
#include "write/template.h"
#include "write/writer.h"

/* Names and paths longer than this are cut in the middle (report.html says so). */
enum { NC_HTML_PAGE_LONGEST = 160 };

/* Slots and parts of templates/report.html; nc_html_page_names has their names
 * in this order. */
enum {
    NC_HTML_CLASS,
    NC_HTML_FOLDER,
    NC_HTML_GENERATOR,
    NC_HTML_HELP,
    NC_HTML_ID,
    NC_HTML_LINK,
    NC_HTML_MARK,
    NC_HTML_NAME,
    NC_HTML_PLACE,
    NC_HTML_POLICY,
    NC_HTML_SORTED,
    NC_HTML_SPAN,
    NC_HTML_TEXT,
    NC_HTML_TITLE,
    NC_HTML_SLOTS,
};

enum {
    NC_HTML_FACTS,
    NC_HTML_FACT,
    NC_HTML_MIX,
    NC_HTML_SLICE,
    NC_HTML_KEY,
    NC_HTML_NOTE,
    NC_HTML_CONTENTS,
    NC_HTML_ENTRY,
    NC_HTML_HEADING,
    NC_HTML_SUBHEADING,
    NC_HTML_ABOUT,
    NC_HTML_PARAGRAPH,
    NC_HTML_TABLE,
    NC_HTML_COLUMN,
    NC_HTML_GROUP,
    NC_HTML_DIVIDER,
    NC_HTML_MORE,
    NC_HTML_ROW,
    NC_HTML_SUBJECT,
    NC_HTML_LABEL,
    NC_HTML_FUNCTION,
    NC_HTML_SHARE,
    NC_HTML_NUMBER,
    NC_HTML_WORD,
    NC_HTML_DATA,
    NC_HTML_SCRIPT,
    NC_HTML_PICTURE,
    NC_HTML_GRAPH,
    NC_HTML_GRAPH_STYLE,
};

extern const nc_template_names nc_html_page_names;

typedef nc_template_value nc_html_values[NC_HTML_SLOTS];

typedef struct nc_html_page {
    const ncalls_results *results;
    ncalls_results room; /* for `results`, when a tree is shown */
    ncalls_write_options options;
    nc_document document; /* the report, then a table of callers and callees for each of `shown` */
    size_t report_count;  /* blocks of the report */
    nc_func *shown;       /* functions with a place of their own on the page */
    size_t shown_count, shown_room;
    uint32_t *place_of; /* [function id]: place in `shown` + 1, 0 = none */
    bool failed;        /* no memory */
    nc_page *data;             /* NULL: no scripts */
    nc_html_graph graph;
    ncalls_status data_status; /* of what the scripts work on */
    ncalls_error data_error;
} nc_html_page;

/* Builds what the page will show; reset it in any case. */
ncalls_status nc_html_page_init(nc_html_page *page, const ncalls_results *results, const ncalls_write_options *options,
                                ncalls_error *error);
void nc_html_page_reset(nc_html_page *page);

/* What goes into slots; NULL is absent. */
nc_template_value nc_html_page_text(const char *text);
nc_template_value nc_html_page_value(const nc_text *text);

/* The text of a block, and any other text: cut where they are too long. */
void nc_html_page_heading(nc_html_page *page, nc_text *out, const nc_block *block);
void nc_html_page_words(nc_html_page *page, nc_text *out, const char *text, size_t size);

/* The whole name of a function and where it is ("" for what is written in C),
 * cut where they are too long. */
void nc_html_page_name(nc_html_page *page, nc_text *out, nc_func function);
void nc_html_page_place(nc_html_page *page, nc_text *out, nc_func function);

/* True if functions have their callers and callees on the page. */
bool nc_html_page_has_details(const nc_html_page *page);

/* "mine", or absent. */
nc_template_value nc_html_page_mark(const nc_html_page *page, nc_func function);

/* "#f12", where the function's callers and callees are; "" if nowhere. */
void nc_html_page_link(nc_html_page *page, nc_text *out, nc_func function);

#endif
