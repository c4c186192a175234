/* SPDX-License-Identifier: MIT */
/* What growth_edges.c and growth_levels.c, which it asks for the children on a
 * cycle of calls, have in common. */
#ifndef NC_GROWTH_EDGES_H
#define NC_GROWTH_EDGES_H

#include "analyze/cycles.h"
#include "analyze/edgecost.h"
#include "analyze/growth.h"
#include "analyze/levels.h"

typedef struct nc_growth_edges {
    nc_growth_source source;
    const ncalls_profile *profile;
    nc_cycles cycles;
    nc_levels levels;
    uint32_t *stamp; /* [function] number of the last expansion on whose path it lay, + 1 */
    bool *reached;   /* [function] while roots are looked for: one is above it, or it is one */
    uint32_t *list;  /* [function] likewise */
    int64_t *self;   /* [function] what no node has of it yet */
    uint8_t *turns;  /* of nc_levels' order, of one function's edges */
    uint32_t serial;
} nc_growth_edges;

/* What a node has to give to its callees. */
typedef struct nc_growth_portion {
    int64_t room;  /* what the node passes down */
    int64_t below; /* what the function passes down in all */
    int64_t said;  /* what its callees cost; at least `below` */
    int64_t left;  /* of room */
    int64_t waiting, open; /* on a cycle, where some are under way: what all say, and what there is for them */
} nc_growth_portion;

nc_growth_portion nc_growth_edges_portion(const nc_growth_edges *source, const nc_calltree_node *node);

/* All its calls came from `caller` (0: from nowhere), or from its own cycle when
 * that begins here. */
bool nc_growth_edges_alone(const nc_growth_edges *source, nc_func f, nc_func caller);

/* What is divided among the nodes of a function: its total, or on a cycle that of
 * all its levels. */
int64_t nc_growth_edges_all(const nc_growth_edges *source, nc_func f);

/* A node's own part of what its function cost itself: all nodes together never
 * have more than that. */
int64_t nc_growth_edges_self(nc_growth_edges *source, nc_func f, int64_t self);

static inline bool nc_growth_edges_cyclic(const nc_growth_edges *source, nc_func f)
{
    return nc_cycles_size(&source->cycles, f) > 1;
}

/* Whether two functions call each other, by whatever way. */
static inline bool nc_growth_edges_is_one_cycle(const nc_growth_edges *source, nc_func a, nc_func b)
{
    return source->cycles.component[a.at] == source->cycles.component[b.at];
}

/* growth_levels.c: children of a function on a cycle. False: no memory. */
bool nc_growth_levels_add(nc_growth_edges *source, nc_growth *growth, uint32_t node);

#endif
