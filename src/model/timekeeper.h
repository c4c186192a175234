/* SPDX-License-Identifier: MIT */
/*
 * Makes timelines: a stack a track, and a clock that only goes on.
 *
 * About NC_TIMELINE_SPANS spans are kept, unless tracks and open frames alone are more: each
 * time that there are more, what is shorter than a bound that doubles is merged.
 * A failure to grow sticks, and finish says so.
 */
#ifndef NC_TIMEKEEPER_H
#define NC_TIMEKEEPER_H

#include "model/stacks.h"
#include "model/timeline.h"

typedef struct nc_timekeeper nc_timekeeper;
typedef struct nc_timekeeper_track nc_timekeeper_track;

nc_timekeeper *nc_timekeeper_new(void); /* NULL: no memory */
void nc_timekeeper_free(nc_timekeeper *keeper); /* NULL is fine */

/* A track whose clock begins with `at`; it lives as long as the keeper. NULL: no
 * memory, or there are too many. Clocks stay below half of what 64 bits hold. */
nc_timekeeper_track *nc_timekeeper_begin(nc_timekeeper *keeper, uint32_t thread, int64_t at);
/* Its clock runs backwards: what is entered first ends last. */
void nc_timekeeper_reverse(nc_timekeeper_track *track);
/* What ends and begins again at one moment never ended: samples tell no calls. */
void nc_timekeeper_join(nc_timekeeper_track *track);

void nc_timekeeper_enter(nc_timekeeper_track *track, nc_func function);
/* Some calls that were merged; nothing is entered in them. */
void nc_timekeeper_enter_merged(nc_timekeeper_track *track, uint64_t calls);
void nc_timekeeper_leave(nc_timekeeper_track *track); /* the innermost one; there must be one */
void nc_timekeeper_pass(nc_timekeeper_track *track, int64_t duration);
/* What changed since the last sample of the track, then `duration` of it. No frame
 * beyond NC_TIMELINE_DEEPEST is looked at. */
void nc_timekeeper_sample(nc_timekeeper_track *track, const nc_frame *frames, size_t count, int64_t duration);
/* The same of a sample that was taken at a moment: what there was before lasted
 * until then, or some intervals long. The last one of all lasts an interval. */
void nc_timekeeper_see(nc_timekeeper_track *track, const nc_frame *frames, size_t count, int64_t at,
                       int64_t interval);

/* How far the clock is that went furthest; 0 if none went. */
int64_t nc_timekeeper_latest(const nc_timekeeper *keeper);

/* Threads have other numbers now: `number` of what they were. */
void nc_timekeeper_renumber(nc_timekeeper *keeper, const uint32_t *number);

/* All tracks that something happened on. What `out` says of unit and sampled is for
 * the caller. False: no memory. */
bool nc_timekeeper_finish(nc_timekeeper *keeper, nc_timeline *out);

#endif
