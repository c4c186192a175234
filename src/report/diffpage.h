/* SPDX-License-Identifier: MIT */
/* What the parts of a diff's document have in common: its cells, and which rows were asked for. */
#ifndef NC_DIFFPAGE_H
#define NC_DIFFPAGE_H

#include "analyze/diff.h"
#include "ncalls/write.h"
#include "report/document.h"
#include "rules/finding.h"

typedef struct nc_diffpage {
    nc_document *document;
    const ncalls_write_options *options;
    const nc_diff *diff;
    nc_naming base_naming; /* of what is gone */
    bool counted;          /* both sides count calls */
} nc_diffpage;

/* A figure of both sides: number, or number / per where per is not 0. */
typedef enum nc_diffpage_kind { NC_DIFFPAGE_COUNT, NC_DIFFPAGE_COST } nc_diffpage_kind;

typedef struct nc_diffpage_figure {
    nc_diffpage_kind kind;
    bool divided; /* by `per`; 0 there: it has none */
    int64_t number[NC_DIFF_SIDES], per[NC_DIFF_SIDES];
    bool varies;  /* not the same in all runs of a side */
    bool doubted; /* runs cannot show that it changed: ~ */
} nc_diffpage_figure;

/* Cells of one figure. Texts are the document's. */
nc_cell nc_diffpage_side(const nc_diffpage *page, const nc_diffpage_figure *figure, unsigned side);
nc_cell nc_diffpage_change(const nc_diffpage *page, const nc_diffpage_figure *figure, char out[NC_UNIT_ROOM + 1]);
/* "+12.3%", "new", "gone" */
nc_cell nc_diffpage_percent(const nc_diffpage_figure *figure, char out[NC_UNIT_ROOM + 1]);

/* now - base as a number, for orders. */
double nc_diffpage_difference(const nc_diffpage_figure *figure);

/* The function of a row, by its name in the new profile where it has one. */
nc_cell nc_diffpage_name(const nc_diffpage *page, uint32_t row, nc_text *scratch);

/* False if the options leave a row with this figure out. */
bool nc_diffpage_wants(const nc_diffpage *page, const nc_diffpage_figure *figure);

#define NC_DIFFPAGE_RIGHT(title, help, rank)                                                                           \
    {                                                                                                                  \
        title, help, NC_ALIGN_RIGHT, false, rank                                                                       \
    }
#define NC_DIFFPAGE_LEFT(title, help)                                                                                  \
    {                                                                                                                  \
        title, help, NC_ALIGN_LEFT, false, 0                                                                           \
    }

/* The parts: functions and edges; packages and kinds of work. */
void nc_diffpage_add_tables(nc_diffpage *page);
void nc_diffpage_add_sums(nc_diffpage *page);

#endif
