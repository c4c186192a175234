/* SPDX-License-Identifier: MIT */
/*
 * What the scripts of an HTML page (templates/page/) work on: the profile as one
 * JSON object, which templates/page/data.js reads and nobody else.
 *
 *     {"unit": "ns", "has": [...], "totals": {...}, "shown": {...}, "facts": [...],
 *      "files": {...}, "functions": {...}, "edges": {...}, "tree": {...}, "timeline": {...}, "lines": {...},
 *      "findings": [...], "gates": [...], "spending": [...], "packages": [...], "strings": [...]}
 *
 * A column is one string: each number is one or more digits to the base of 32,
 * the lowest first, of which all but the last have a bit more (as source maps
 * have it). Of a number n that is 0 for "unknown", 2n + 1, or -2n where n is
 * negative. That is half of the digits that JSON would take, and faster to read.
 *
 * Functions are numbered from 1 in the order of `--format json`; element 0 of a
 * column is nobody's. Beyond what a page can hold, those that cost least are left
 * out (page_choice.c), which "shown" says.
 *
 * With a base, functions and edges are those of both profiles, columns and totals
 * whose names begin with "base_" what they were, and "base_tree" is its call tree.
 * Lines are those of both (analyze/linepairs.h), "sides" says whose.
 */
#ifndef NC_PAGE_H
#define NC_PAGE_H

#include "analyze/naming.h"
#include "analyze/overlay.h"
#include "ncalls/write.h"
#include "report/document.h"
#include "write/canon.h"
#include "write/jsontext.h"

/* Names, paths and texts longer than this are cut in their middle. */
enum { NC_PAGE_LONGEST = 400 };

typedef struct nc_page {
    nc_jsontext out;
    const ncalls_results *results;
    const ncalls_profile *profile;       /* what is shown */
    const ncalls_write_options *options; /* never NULL */
    const nc_document *document;         /* the report, for its facts */
    const nc_diff *diff;                 /* NULL: no comparison */
    nc_overlay overlay;                  /* of one: the functions of both, by row of diff->pairing; it is `profile` */
    nc_naming naming;
    nc_canon canon;     /* only of what is on the page: place 0 = left out */
    uint32_t count;     /* functions */
    uint32_t edge_count;
    int64_t least;      /* no function that costs so much is left out; 0 = none is */
    uint32_t *place;    /* [string] in `strings`, 0 = not yet asked for */
    nc_str *strings;    /* [place] */
    uint32_t string_count;
    size_t string_room;
    uint32_t *known;    /* [function of results->whole] its number; NULL: canon.place is it */
    uint32_t *file;     /* [file] its number among those on the page */
    nc_text scratch;
    bool failed;        /* no memory */
} nc_page;

/* Chooses what is on the page. `document` is the report of `results`; all must
 * outlive it. */
ncalls_status nc_page_new(nc_page **out, const ncalls_results *results, const nc_document *document,
                          const ncalls_write_options *options, ncalls_error *error);
void nc_page_free(nc_page *page); /* NULL is fine */

/* All of the object. */
ncalls_status nc_page_write(nc_page *page, nc_sink *sink, ncalls_error *error);

/* [function of what is shown] its number, 0 = not on the page. */
const uint32_t *nc_page_numbers(const nc_page *page);

/* --- For the files of the page --- */

#define NC_PAGE_SAY(page, literal) NC_JSONTEXT(&(page)->out, literal)

/* One number of a column. */
void nc_page_add_number(nc_page *page, int64_t value);

/* A column: `value` of the rows first .. first + count - 1. */
typedef int64_t nc_page_value(const nc_page *page, uint32_t row);
void nc_page_add_column(nc_page *page, const char *key, uint32_t first, uint32_t count, nc_page_value *value);

/* What stands before it (", \"self\": "), then the number; nothing if it is unknown. */
void nc_page_add_known(nc_page *page, const char *key, int64_t value);

/* In quotes, with what may not be seen shown as escapes, cut in the middle. */
void nc_page_add_text(nc_page *page, const char *bytes, size_t size);

/* Where a string stands in "strings". */
uint32_t nc_page_place(nc_page *page, nc_str string);

/* The figures of a function, by its number; of a comparison those of one side
 * (NC_DIFF_BASE, NC_DIFF_NOW). */
nc_diff_figures nc_page_figures(const nc_page *page, uint32_t number, unsigned side);

/* The number of a function of results->whole, 0 if it is not on the page. */
uint32_t nc_page_number(const nc_page *page, nc_func function);

/* By what a function is worth its place: what it costs with all that it calls. */
int64_t nc_page_cost(const nc_page *page, uint32_t number);

/* The same for a function of any profile: that of this file, line and name. */
uint32_t nc_page_find(const nc_page *page, const ncalls_profile *profile, nc_func function);

/* Which functions and edges are on the page, and (filters) what they are called in
 * the profile before filtering; nc_page_number answers after that. */
ncalls_status nc_page_choose(nc_page *page, ncalls_error *error);
bool nc_page_map(nc_page *page);

ncalls_status nc_page_add_functions(nc_page *page, ncalls_error *error);
void nc_page_add_edges(nc_page *page);
ncalls_status nc_page_add_tree(nc_page *page, ncalls_error *error);
ncalls_status nc_page_add_timeline(nc_page *page, ncalls_error *error);
void nc_page_add_findings(nc_page *page);
void nc_page_add_gates(nc_page *page);
ncalls_status nc_page_add_overview(nc_page *page, ncalls_error *error);
ncalls_status nc_page_add_lines(nc_page *page, ncalls_error *error);
/* What a comparison comes to. */
void nc_page_add_change(nc_page *page);
ncalls_status nc_page_add_sources(nc_page *page, ncalls_error *error);

#endif
