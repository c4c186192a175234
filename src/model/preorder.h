/* SPDX-License-Identifier: MIT */
/* The inside of nc_stacks, shared by stacks.c (growing the call tree), callstack.c
 * (frame by frame) and preorder.c (its final order); nobody else includes this. */
#ifndef NC_PREORDER_H
#define NC_PREORDER_H

#include "base/map.h"
#include "model/profile.h"
#include "model/stacks.h"

/* A node of the call tree. Those without a function are the roots of threads;
 * their line is the thread. A parent's number is lower than its children's. */
typedef struct nc_stack_node {
    uint32_t parent; /* 0 = none */
    nc_func function;
    int32_t line;
} nc_stack_node;

/* A pair of neighbours: half a cache line. */
typedef struct nc_stack_pair {
    nc_func caller, callee;
    uint32_t active; /* how often it is on the path now */
    int64_t self, total;
} nc_stack_pair;

/* Its calls, if the source declares that it knows them. */
typedef struct nc_stack_calls {
    int64_t calls, primitive;
} nc_stack_calls;

/* Of a frame that the last stack left open, when there is no tree. */
typedef struct nc_stack_frame {
    uint32_t pair;  /* its number, 0 = none */
    uint32_t line;  /* its number in model/lines.h, 0 = none */
    int64_t self, total;
} nc_stack_frame;

/* Finds rows by what they hold: their numbers from 1, 0 = free. */
typedef struct nc_stack_index {
    uint32_t *slots;
    size_t mask;
} nc_stack_index;

struct nc_stacks {
    nc_stack_node *nodes; /* from 1 */
    int64_t *weights;
    size_t node_count, node_room, weight_room;
    nc_stack_index node_index; /* by (parent, function, line) */
    nc_stack_index pair_index; /* by (caller, callee) */
    uint64_t hash_key;
    nc_stack_pair *pairs; /* from 1 */
    nc_stack_calls *calls; /* [pair] */
    size_t pair_count, pair_room, call_room;
    uint32_t *active; /* [function]: how often it is on the open path */
    size_t active_count, active_room;
    nc_stack_frame *path;
    size_t depth, path_room;
    /* What is open on the stacks of model/callstack.h: how often, by (stack, function)
     * and by (stack, pair). */
    nc_map open_functions, open_pairs;
    uint32_t callstack_count;
    nc_thread *threads; /* from 1 */
    nc_map thread_index; /* by a hash of all three; equal hashes lie at the next odd number */
    size_t thread_count, thread_room;
    /* The stack before this one: neighbours in a file share most frames. */
    nc_frame *last;
    uint32_t *last_nodes;
    size_t last_count, last_room, last_node_room;
    uint32_t last_thread;
};

/* The builder's, made at first use. NULL: no memory, and the builder has failed. */
nc_stacks *nc_stacks_of(nc_builder *builder);
/* A pair's number; 0: no memory. */
uint32_t nc_stacks_pair(nc_builder *builder, nc_stacks *stacks, nc_func caller, nc_func callee);
/* Self time for a function and for the line that it was at. */
void nc_stacks_self(nc_builder *builder, nc_func function, int32_t line, int64_t weight);

/* The call tree as contexts: preorder, children in the order of their
 * functions. Ends the look-up of nodes. False: no memory. */
bool nc_preorder_contexts(nc_builder *builder, nc_contexts *contexts);

/* Threads get numbers by identity, so that those of a sum do not depend on the
 * order of its files. Before nc_preorder_contexts. False: no memory. */
bool nc_preorder_threads(nc_builder *builder);

#endif
