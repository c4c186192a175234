/* SPDX-License-Identifier: MIT */
/*
 * The order of time: what ran when, for readers whose input knows.
 *
 *     track 1  main ├──────────────────────────┤
 *                f    ├──────┤   g ├───┤┈┈┈┤      ┈ calls that are too short to
 *     track 2  work      ├───┤        ├────┤        be told apart: one span
 *
 * Spans stand track by track, in each in preorder: a span behind the one it
 * lies in, siblings in order of time. Between them are gaps: nothing ran, or
 * nobody looked. What a span's children do not cover is its function's own.
 */
#ifndef NC_TIMELINE_H
#define NC_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "ncalls/profile.h"

typedef struct nc_span {
    int64_t start, end;
    uint64_t calls;    /* 0: it is one call (or stretch of samples); else so many, merged; it has no children */
    uint32_t function; /* an nc_func; 0 of merged ones */
    uint32_t depth;    /* roots have 1 */
} nc_span;

typedef struct nc_track {
    uint32_t thread; /* into threads, 0 = none */
    uint32_t first, count;
    uint32_t depth;  /* of its deepest span */
} nc_track;

typedef struct nc_timeline {
    nc_span *spans;   /* from 0 */
    nc_track *tracks; /* from 0, by thread */
    uint32_t count, track_count;
    ncalls_unit unit; /* nanoseconds, or samples where no clock is known; tracks share it */
    bool sampled;     /* spans are stretches of equal samples, not calls */
    bool apart;       /* tracks have clocks of their own: what stands below each other need not have been at once */
    int64_t length;   /* times are 0 to this */
    int64_t least;    /* what is shorter was merged; 0 = nothing was */
    uint64_t calls;   /* all that there were (or stretches) */
    uint64_t merged;  /* in spans of several */
    uint64_t deep;    /* beyond NC_TIMELINE_DEEPEST frames, and in no span */
    uint32_t left_out; /* tracks beyond NC_TIMELINE_TRACKS */
} nc_timeline;

enum {
    NC_TIMELINE_SPANS = 1 << 18,  /* about as many are kept, 8 MB, unless tracks and open frames alone are more */
    NC_TIMELINE_DEEPEST = 2000,   /* frames below one another: more is no picture */
    NC_TIMELINE_TRACKS = 1 << 16,
};

void nc_timeline_reset(nc_timeline *timeline);

/* The end of a span that is still open. */
#define NC_TIMELINE_OPEN INT64_MAX

/* Merges what is shorter than `least` with what stands so near before it;
 * `spans` are of one track. Returns how many are left. */
uint32_t nc_timeline_squeeze(nc_span *spans, uint32_t count, int64_t least);

/* Lets times begin with 0. */
void nc_timeline_start(nc_timeline *timeline);

#endif
