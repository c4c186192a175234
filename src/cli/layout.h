/* SPDX-License-Identifier: MIT */
/* How results are laid out: which rows, in which order, for which terminal. */
#ifndef NC_LAYOUT_H
#define NC_LAYOUT_H

#include <ncalls/write.h>

#include "cli/options.h"

typedef struct nc_layout {
    nc_words sort;
    bool reverse;
    long limit;       /* 0 = the format's own, -1 = all */
    double min_share;
    int color;        /* 0 auto, 1 always, 2 never */
    long width;       /* 0 = the terminal's */
    int table;        /* ncalls_pstats_table */
    bool strip_dirs;
    nc_words restrictions;
    const char *source, *template; /* folders; NULL = none */
} nc_layout;

extern const nc_option nc_layout_rows[];     /* order and number of rows */
extern const nc_option nc_layout_terminal[]; /* colour and width */
extern const nc_option nc_layout_html[];     /* what only --format html knows */
extern const nc_option nc_layout_pstats[];   /* what only --format pstats knows */

/* The first option given that only --format pstats (html) knows, or NULL. */
const char *nc_layout_only_pstats(const nc_layout *layout);
const char *nc_layout_only_html(const nc_layout *layout);

/* What `subject` says, laid out for output to `path`. The words of `layout` are
 * borrowed. */
ncalls_write_options nc_layout_options(const nc_layout *layout, const char *path, const ncalls_write_options *subject);

#endif
