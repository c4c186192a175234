/* SPDX-License-Identifier: MIT */
/* The call graph of an HTML page: the picture of `ncalls graph`, as markup. */
#ifndef NC_HTML_GRAPH_H
#define NC_HTML_GRAPH_H

#include "analyze/results.h"
#include "base/text.h"
#include "ncalls/write.h"
#include "write/picture.h"

typedef struct nc_html_graph {
    nc_text markup; /* <svg class="callgraph">; "" where nobody knows who called whom */
    nc_text style;  /* what its element holds, from the line end behind the tag on; ".red-green" is the other palette */
} nc_html_graph;

/* Reset it in any case. */
ncalls_status nc_html_graph_make(nc_html_graph *out, const ncalls_results *results,
                                 const ncalls_write_options *options, nc_picture_names names, ncalls_error *error);
void nc_html_graph_reset(nc_html_graph *graph);

#endif
