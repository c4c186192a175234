/* SPDX-License-Identifier: MIT */
/*
 * The stacks of Scalene's JSON (scalene --stacks): who called the lines.
 *
 *     "stacks": [ [ [ "/w/busy.py main:9;", "/w/busy.py parse:5;" ],
 *                   { "cpu_samples": 0.25, "count": 17, ... } ], ... ]
 *
 * A stack's cpu_samples is its part of all time, 0 to 1. Before 1.5.30 a frame was [file, line] and the figure a
 * count, which no time belongs to: such stacks are left out, and so are those that are not the whole: Scalene drops
 * stacks of threads at times. A lambda or comprehension is its function, as it is in the lines.
 */
#ifndef NC_SCALENE_STACKS_H
#define NC_SCALENE_STACKS_H

#include "base/map.h"
#include "codec/json.h"
#include "model/stacks.h"

typedef struct nc_scalene_frame {
    nc_str file, name;
    int32_t line;
} nc_scalene_frame;

typedef struct nc_scalene_stack {
    size_t begin; /* into frames; it ends where the next one begins */
    double share;
} nc_scalene_stack;

typedef struct nc_scalene_stacks {
    nc_builder *builder;
    nc_scalene_frame *frames;
    size_t frame_count, frame_room;
    nc_scalene_stack *stacks;
    size_t count, room;
    nc_map functions;    /* by file and name, or file and line, of those that the lines know */
    nc_frame *path;
    size_t path_room;
    uint64_t others;     /* stacks of the old form */
} nc_scalene_stacks;

/* False: no memory; reset it all the same. */
bool nc_scalene_stacks_init(nc_scalene_stacks *stacks, nc_builder *builder);
void nc_scalene_stacks_reset(nc_scalene_stacks *stacks);

/* The value of "stacks". */
bool nc_scalene_stacks_read(nc_scalene_stacks *stacks, nc_json *json);

/* The function that a line of a file belongs to, and its name (0 = unknown). False: no memory. */
bool nc_scalene_stacks_know(nc_scalene_stacks *stacks, nc_str file, nc_str name, int32_t line, nc_func function);

/* True if they hold all of `share` of the time (0 to 1); if they hold another part of it, a note says so. */
bool nc_scalene_stacks_are_whole(const nc_scalene_stacks *stacks, double share);

/* All of them, as so much time. */
void nc_scalene_stacks_hand_over(nc_scalene_stacks *stacks, double elapsed);

#endif
