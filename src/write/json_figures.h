/* SPDX-License-Identifier: MIT */
/* Figures of a diff as JSON. */
#ifndef NC_JSON_FIGURES_H
#define NC_JSON_FIGURES_H

#include "analyze/diff.h"
#include "write/jsontext.h"

/* A number of each side, or number / per. */
typedef struct nc_json_figure {
    const char *key;
    int64_t at[NC_DIFF_SIDES]; /* NCALLS_ABSENT: the figure is left out */
    int64_t per[NC_DIFF_SIDES];
    bool divided;
} nc_json_figure;

/* , "base": {...}, "new": {...}, "change": {...}, "percent": {...} */
void nc_json_figures_add(nc_jsontext *out, const nc_json_figure *figures, size_t count);

/* , "runs": {...}, where there are several; row 0 is the whole. */
void nc_json_figures_add_runs(nc_jsontext *out, const nc_diff *diff, uint32_t row);

#endif
