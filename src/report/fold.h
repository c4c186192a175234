/* SPDX-License-Identifier: MIT */
/*
 * Which frames of a call tree need not be seen.
 *
 *     list_books            mine
 *       ModelBase.all       shown: the first of its group
 *         Manager.get       folded  ┐
 *         QuerySet._fetch   folded  │ all of libraries, and below each other:
 *         execute           shown: a fifth of everything is its own
 *         Signal.send       shown: it calls back
 *           on_read         mine
 *
 * A single frame is not folded: the row that counts would take as much room.
 * Libraries that only lead to my code, such as runpy and a profiler's own frames,
 * are folded all, the first of them too.
 */
#ifndef NC_FOLD_H
#define NC_FOLD_H

#include "analyze/calltree.h"
#include "base/text.h"

typedef struct nc_fold {
    const nc_calltree *tree;
    bool inverted;       /* callers stand below: no frame leads to another */
    bool *folded;        /* [node] */
    uint32_t *group;     /* [node] the first of its group; 0: it is mine */
    uint32_t *hidden;    /* [first of a group] how many of it are folded */
    int64_t *self;       /* [first of a group] what those cost themselves */
    bool *estimated;     /* [first of a group] that is reckoned */
} nc_fold;

/* `none`: fold nothing. False: no memory; reset it in any case. */
bool nc_fold_init(nc_fold *fold, const nc_calltree *tree, bool none, bool inverted);
void nc_fold_reset(nc_fold *fold);

/* " django, sqlite3": the libraries of the frames of a group that are folded, at
 * most three. */
void nc_fold_add_packages(const nc_fold *fold, uint32_t group, nc_text *text);

#endif
