/* SPDX-License-Identifier: MIT */
/*
 * A report for a place with little room, in GitHub Flavored Markdown: the
 * verdict in the first line, a short table of the findings, and everything else
 * folded (<details>). Pieces that do not fit any more are left out whole, and
 * that is said.
 */
#ifndef NC_FOLDED_H
#define NC_FOLDED_H

#include "analyze/results.h"
#include "base/sink.h"
#include "ncalls/write.h"

typedef struct nc_folded {
    size_t room;      /* bytes in all, which are never fewer than characters */
    bool marked;      /* a comment in the first line says whose it is, so that it can be found and replaced */
    bool open;        /* findings are not folded */
} nc_folded;

ncalls_status nc_folded_write(nc_sink *sink, const nc_folded *form, const ncalls_results *results,
                              const ncalls_write_options *options, ncalls_error *error);

#endif
