/* SPDX-License-Identifier: MIT */
/*
 * The call tree for a terminal or a page: what explains the time, and not the
 * forty frames of a framework around it. As in pyinstrument, a run of library
 * frames is one group. Shown of it are the first, those that call back into the
 * user's code, and those that cost a fifth of everything themselves; the others
 * are one row that counts them.
 */
#ifndef NC_TREE_H
#define NC_TREE_H

#include "analyze/calltree.h"
#include "ncalls/write.h"
#include "report/document.h"

/* What a document of the tree is about: where there are whole stacks they are
 * filtered themselves, so it names functions of the whole profile. Returns
 * `room`, or the results. */
const ncalls_results *nc_tree_shown(ncalls_results *room, const ncalls_results *results);

/* Heading, facts, and the tree. */
ncalls_status nc_tree_add(nc_document *document, const ncalls_results *results, const ncalls_write_options *options,
                          ncalls_error *error);

#endif
