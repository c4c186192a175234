/* SPDX-License-Identifier: MIT */
/*
 * Whole stacks on their way into a profile: samplers and tracers.
 *
 * A stack counts for each of its functions once (recursion never makes a share
 * exceed 100 %) and for each pair of neighbours once. Functions, edges and
 * lines get their figures from here; the exact call tree is built only if
 * somebody asked for it (NCALLS_KEEP_STACKS) or the reader cannot do without
 * (nc_stacks_child): summing alone needs no memory per distinct stack.
 */
#ifndef NC_STACKS_H
#define NC_STACKS_H

#include "model/builder.h"

typedef struct nc_frame {
    nc_func function;
    int32_t line; /* executing now, 0 = unknown */
} nc_frame;

typedef struct nc_stacks nc_stacks;

/* A thread by its identity; the same one for the same arguments. 0 on failure. */
uint32_t nc_stacks_thread(nc_builder *builder, nc_str name, int64_t process, int64_t thread);
/* A name that became known later. */
void nc_stacks_name_thread(nc_builder *builder, uint32_t thread, nc_str name);

typedef enum nc_stacks_order {
    NC_STACKS_CALLS,  /* nc_callstack_keep_order: what begins and ends is a call */
    NC_STACKS_EVENTS, /* the same, of samples */
    NC_STACKS_WEIGHTS, /* samples that are added last as long as they weigh */
    NC_STACKS_APART,  /* likewise, and nobody knows how the clocks of two threads go together */
    NC_STACKS_TIMES,  /* nc_stacks_see */
} nc_stacks_order;

/* From here on stacks of the source come in order of time, each thread by itself.
 * With NCALLS_KEEP_ORDER they are kept in it (true) if the source is the only one:
 * files have no clock in common. `clock`: what its time is counted in. */
bool nc_stacks_declare_order(nc_builder *builder, nc_stacks_order order, ncalls_unit clock);
/* What is added for this thread next begins at this moment, on a track of its own. */
void nc_stacks_begin_track(nc_builder *builder, uint32_t thread, int64_t at);
/* A sample was taken at this moment, one of many with `interval` between them. What
 * the thread did in the sample before, it did until now, or some intervals long. */
void nc_stacks_see(nc_builder *builder, uint32_t thread, const nc_frame *frames, size_t count, int64_t at,
                   int64_t interval);

/* One stack, root first; `thread` may be 0. `weight` in the declared unit. */
void nc_stacks_add(nc_builder *builder, uint32_t thread, const nc_frame *frames, size_t count, int64_t weight);

/* The same for readers that meet the same frames again and again: they ask for
 * the number of each once. 0: it has no function, or failure. */
uint32_t nc_stacks_number(nc_builder *builder, nc_frame frame);
void nc_stacks_add_numbers(nc_builder *builder, uint32_t thread, const uint32_t *frames, size_t count,
                           int64_t weight);

/* For readers of events: nodes of the call tree. 0 on failure; 0 may be passed
 * on. The root of a thread is no frame. */
uint32_t nc_stacks_root(nc_builder *builder, uint32_t thread);
uint32_t nc_stacks_child(nc_builder *builder, uint32_t parent, nc_frame frame);
void nc_stacks_weigh(nc_builder *builder, uint32_t node, int64_t self);

/* For the builder: hands functions and edges their figures and the profile its
 * contexts and threads. False: no memory. */
bool nc_stacks_finish(nc_builder *builder, ncalls_profile *profile);
void nc_stacks_free(nc_stacks *stacks);

#endif
