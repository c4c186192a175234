/* SPDX-License-Identifier: MIT */
/*
 * How a call tree (analyze/calltree.h) is made: the heaviest node that was not
 * looked at yet is expanded, until none is left or a limit is met. So a bound on
 * nodes loses only the smallest, and paths, of which there may be exponentially
 * many, are never listed.
 */
#ifndef NC_GROWTH_H
#define NC_GROWTH_H

#include "analyze/calltree.h"
#include "analyze/stackview.h"

/* A context that belongs to a node, and what of its weight does. */
typedef struct nc_growth_item {
    uint32_t context;
    int64_t weight;
} nc_growth_item;

typedef struct nc_growth_node {
    nc_calltree_node shown; /* parent is a number of growth, see below */
    uint32_t first, count;  /* its children, which are neighbours */
    uint32_t place;         /* in preorder, once that is known */
    bool kept;              /* it was reached before a limit on nodes */
    bool whole;             /* from edges: all that the function did, it did on this path */
    nc_edge edge;           /* from edges, on a cycle: by which it was entered */
    int64_t part, of;       /* from edges, within a recursion: part of what its functions cost is here; 0 = begins */
    nc_growth_item *items;  /* from stacks: owned until it is expanded */
    uint32_t item_count;
} nc_growth_node;

/* Children that were found may be many more than the nodes that are kept. */
enum { NC_GROWTH_MOST = 1000000 };

typedef struct nc_growth {
    nc_growth_node *nodes; /* numbered as they grew; 0 is above everything */
    size_t count, room;
    uint32_t *heap;        /* not expanded yet, the heaviest on top */
    size_t heap_count, heap_room;
    int64_t least;         /* smaller children are only counted */
    uint32_t max_depth;
    bool inverted, by_line;
    bool saturated;        /* a sum did not fit and stopped at the end */
} nc_growth;

/* A new child of the node that is being expanded; takes `items` over. What is
 * too small becomes rest. False: no memory. */
bool nc_growth_add(nc_growth *growth, uint32_t parent, nc_growth_node child);

/* Where children come from. */
typedef struct nc_growth_source nc_growth_source;
struct nc_growth_source {
    /* Adds all children of a node, in any order that depends on the profile
     * alone. False: no memory. */
    bool (*expand)(nc_growth_source *source, nc_growth *growth, uint32_t node);
    void (*free)(nc_growth_source *source);
};

/* NULL: no memory. What is passed must outlive the source. */
nc_growth_source *nc_growth_from_stacks(const ncalls_profile *profile, const nc_stackview *view);
nc_growth_source *nc_growth_from_edges(const ncalls_profile *profile);
nc_growth_source *nc_growth_from_callers(const ncalls_profile *profile);

/* part * share / whole, rounded down, for numbers not below 0; at most part. */
int64_t nc_growth_part(int64_t part, int64_t share, int64_t whole);

#endif
