/* SPDX-License-Identifier: MIT */
/* The inside of nc_stacks, shared by stacks.c (whole stacks), callstack.c (frame
 * by frame), stackorder.c (the order of time) and preorder.c (the call tree's final
 * order); nobody else includes this.
 *
 * The call tree comes out of a list of whole stacks (stacksort.c) or, where some
 * readers know events or stacks share very much, out of a tree of nodes, which the
 * list is then poured into. */
#ifndef NC_PREORDER_H
#define NC_PREORDER_H

#include "base/map.h"
#include "model/pairs.h"
#include "model/profile.h"
#include "model/stacklist.h"
#include "model/stacks.h"
#include "model/stacktree.h"

/* Of a frame that the last stack left open, when nothing but sums is kept. */
typedef struct nc_stack_frame {
    nc_func function;
    uint32_t pair; /* its row in pairs, 0 = none */
    uint32_t line; /* its number in model/lines.h, 0 = none */
    int64_t self, total;
} nc_stack_frame;

struct nc_stacks {
    nc_stacktree tree; /* of events, and of what was poured out of the list */
    nc_stacklist list; /* of whole stacks */
    nc_frame *frames;  /* [number] */
    nc_map frame_index;
    size_t frame_count, frame_room;
    nc_pairs pairs;
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
    uint64_t hash_key; /* of threads */
    /* The stack before this one, in numbers: neighbours in a file share most frames. */
    uint32_t *last;
    size_t last_count, last_room;
    uint32_t last_thread;
    uint32_t *numbers; /* of the one at hand, and then nodes of the tree */
    size_t number_room;
    struct nc_timekeeper_track **tracks; /* [thread] on which it goes on; NULL: on none */
    size_t track_room;
};

/* The builder's, made at first use. NULL: no memory, and the builder has failed. */
nc_stacks *nc_stacks_of(nc_builder *builder);
/* A sample that lasts as long as it weighs, where the order of time is kept; the
 * numbers are of `frames`. */
void nc_stacks_keep_order(nc_builder *builder, uint32_t thread, const uint32_t *numbers, size_t count, int64_t weight);
/* Hands the profile its timeline. After nc_preorder_threads. False: no memory. */
bool nc_stacks_finish_order(nc_builder *builder, ncalls_profile *profile);
/* A pair's row; 0: no memory, and the builder has failed. */
uint32_t nc_stacks_pair(nc_builder *builder, nc_func caller, nc_func callee);
/* Self time for a function and for the line that it was at. */
void nc_stacks_self(nc_builder *builder, nc_func function, int32_t line, int64_t weight);
/* Room in `active` for all functions. False: no memory. */
bool nc_stacks_reserve_active(nc_builder *builder);

/* The call tree as contexts: preorder, children in the order of their
 * functions. Tree and list are used up. False: no memory. */
bool nc_preorder_contexts(nc_builder *builder, nc_contexts *contexts);

/* Threads get numbers by identity, so that those of a sum do not depend on the
 * order of its files. Before nc_preorder_contexts. False: no memory. */
bool nc_preorder_threads(nc_builder *builder);

#endif
