/* SPDX-License-Identifier: MIT */
/*
 * A stack that changes frame by frame, for readers of events: what tracers and
 * evented profiles write. Any number of stacks (one a thread) may be open at
 * once; figures, edges, lines and the call tree come out as those of
 * nc_stacks_add would, at the cost of what changes, however deep the stack is.
 */
#ifndef NC_CALLSTACK_H
#define NC_CALLSTACK_H

#include "model/stacks.h"

typedef struct nc_callstack_frame {
    nc_frame frame;
    uint32_t pair; /* with the frame below, 0 = none */
    uint32_t node; /* of the call tree, 0 = none */
    int64_t self, total;
} nc_callstack_frame;

typedef struct nc_callstack {
    nc_builder *builder;
    uint32_t number; /* tells its frames from those of other stacks */
    uint32_t thread;
    struct nc_timekeeper_track *track; /* NULL: nobody asked for the order */
    nc_callstack_frame *frames; /* root first */
    size_t depth, room;
} nc_callstack;

/* `thread` may be 0. */
void nc_callstack_init(nc_callstack *stack, nc_builder *builder, uint32_t thread);
/* Leaves all that is open. */
void nc_callstack_reset(nc_callstack *stack);

/* From now on, which is this moment, the order of time is kept if nc_stacks_declare_order
 * was heard. NULL, or the track (model/timekeeper.h). */
struct nc_timekeeper_track *nc_callstack_keep_order(nc_callstack *stack, int64_t at);

/* A frame on top; `is_call`: it was entered by a call (and not only seen by a
 * sampler), which counts if the source declares NCALLS_HAS_CALLS. False: no
 * memory, and the builder has failed. */
bool nc_callstack_enter(nc_callstack *stack, nc_frame frame, bool is_call);
/* The top frame is closed; there must be one. */
void nc_callstack_leave(nc_callstack *stack);
/* What the top frame itself cost since it last was on top. Without one only time
 * passes. */
void nc_callstack_pass(nc_callstack *stack, int64_t weight);

#endif
