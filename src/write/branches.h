/* SPDX-License-Identifier: MIT */
/*
 * The lines before the names of a tree:
 *
 *     main
 *     ├ view
 *     │ └ query
 *     └ job
 */
#ifndef NC_BRANCHES_H
#define NC_BRANCHES_H

#include "base/text.h"
#include "report/document.h"

typedef struct nc_branches {
    const nc_block *block; /* NC_BLOCK_TREE; of another there are no lines */
    bool *last;            /* [row] no sibling follows */
    bool *more;            /* [depth] of the row at hand and those above it: a sibling follows */
} nc_branches;

/* False: no memory. Reset it in any case. */
bool nc_branches_init(nc_branches *branches, const nc_block *block);
void nc_branches_reset(nc_branches *branches);

/* Cells before the name in a row: two a level, at most `most`. */
size_t nc_branches_width(const nc_branches *branches, size_t row, size_t most);

/* Appends as many cells; `blank` is what a blank is written as. Row after row, in
 * their order. Levels that find no room are not told apart. */
void nc_branches_add(nc_branches *branches, size_t row, size_t most, const char *blank, nc_text *out);

#endif
