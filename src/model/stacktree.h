/* SPDX-License-Identifier: MIT */
/*
 * A call tree that grows: nodes by what leads to them.
 *
 * A node's hash is that of all frames from the root to it. So the hashes of a
 * whole stack are known before the first of its nodes is looked up, and memory
 * answers for all of them at once: with millions of nodes, every look-up that
 * had to wait for the one before would be two cache misses.
 */
#ifndef NC_STACKTREE_H
#define NC_STACKTREE_H

#include "model/stacks.h"

/* Those without a function are the roots of threads; their line is the thread.
 * A parent's number is lower than its children's. */
typedef struct nc_stacktree_node {
    uint32_t parent; /* 0 = none */
    nc_func function;
    int32_t line;
    uint32_t hash;
} nc_stacktree_node;

typedef struct nc_stacktree {
    nc_stacktree_node *nodes; /* from 1 */
    int64_t *weights;
    size_t count, room, weight_room;
    uint32_t *slots; /* node by its hash, 0 = free */
    size_t mask;
    uint64_t key;
} nc_stacktree;

bool nc_stacktree_init(nc_stacktree *tree); /* false: no memory */
void nc_stacktree_reset(nc_stacktree *tree);

/* The root of a thread, and a stack below a node: `nodes[i]` will be that of
 * frames[i]. Added if they are new; false: no memory, or NC_LIMIT_ROWS. */
bool nc_stacktree_add_root(nc_stacktree *tree, uint32_t thread, uint32_t *node);
bool nc_stacktree_add(nc_stacktree *tree, uint32_t parent, const nc_frame *frames, size_t count, uint32_t *nodes);

/* Nothing will be looked up any more. */
void nc_stacktree_freeze(nc_stacktree *tree);

#endif
