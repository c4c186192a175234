/* SPDX-License-Identifier: MIT */
/*
 * A profile made out of another: some of its functions, with other figures.
 *
 * Sources, notes and the lines of what is kept come along; whole stacks and the
 * verbatim table do not. Failures stick and are told by nc_rebuild_finish.
 */
#ifndef NC_REBUILD_H
#define NC_REBUILD_H

#include "base/error.h"
#include "model/builder.h"

typedef struct nc_rebuild {
    const ncalls_profile *from;
    nc_builder *builder; /* NULL: no memory */
    nc_func *to;         /* [function of `from`]: the new one, 0 = left out */
} nc_rebuild;

typedef struct nc_rebuild_figures {
    int64_t calls, primitive, self, total;
} nc_rebuild_figures;

/* `note`: a sentence for the new profile, or NULL. */
void nc_rebuild_start(nc_rebuild *rebuild, const ncalls_profile *from, const char *note);

/* Keeps f (of `from`), with nothing yet: the new one; 0 on failure. */
nc_func nc_rebuild_keep(nc_rebuild *rebuild, nc_func f);

/* Keeps f (of `from`) with these figures; its lines in proportion to its self. */
void nc_rebuild_add(nc_rebuild *rebuild, nc_func f, nc_rebuild_figures figures);

/* Both ends are functions of `from`; nothing happens when one is left out.
 * Equal edges are summed. */
void nc_rebuild_edge(nc_rebuild *rebuild, nc_func caller, nc_func callee, nc_rebuild_figures figures);

/* Frees what the rebuild holds, whatever happens. */
ncalls_status nc_rebuild_finish(nc_rebuild *rebuild, ncalls_profile **out, ncalls_error *error);

#endif
