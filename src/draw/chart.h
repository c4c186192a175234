/* SPDX-License-Identifier: MIT */
/* A call graph before it is laid out: what it shows, in which words and colours.
 * The picture and dot draw the same one. */
#ifndef NC_CHART_H
#define NC_CHART_H

#include "draw/palette.h"
#include "draw/selection.h"
#include "draw/wording.h"

typedef struct nc_chart {
    const ncalls_profile *profile; /* what functions are of */
    const nc_overlay *overlay;     /* NULL: no difference */
    nc_overlay room;               /* for `overlay` */
    nc_wording wording;
    nc_selection selection;
    uint32_t *cluster;             /* [node] its package; 0 = none. NULL: packages are not asked for */
    uint32_t *cluster_first;       /* [cluster] the first node of it, from 1 */
    uint32_t cluster_count;        /* packages with several functions */
    nc_scene_style styles[NC_PALETTE_COUNT];
} nc_chart;

/* With a base in `results` it is that of the difference. `options` may be NULL.
 * Reset it in any case; it must stay where it is. */
ncalls_status nc_chart_make(nc_chart *out, const ncalls_results *results, const ncalls_graph_options *options,
                            ncalls_error *error);
void nc_chart_reset(nc_chart *chart);

/* Styles: of a box, of what is drawn around it (NC_PALETTE_GROUND: nothing), and
 * of an edge, `up` if it closes a cycle. */
unsigned nc_chart_fill(const nc_chart *chart, uint32_t node);
unsigned nc_chart_outline(const nc_chart *chart, uint32_t node);
unsigned nc_chart_stroke(const nc_chart *chart, const nc_selection_edge *edge, bool up);

/* What a cluster is called; appended. */
void nc_chart_add_cluster(const nc_chart *chart, nc_text *out, uint32_t cluster);

/* The function in the profile that the results are of, 0 if only the base has it. */
nc_func nc_chart_function(const nc_chart *chart, nc_func function);
/* And the other way. */
nc_func nc_chart_place(const nc_chart *chart, nc_func function);

#endif
