/* SPDX-License-Identifier: MIT */
/* Stacks in order of time: which track of the timekeeper hears of them. */
#include <string.h>

#include "base/alloc.h"
#include "model/build.h"
#include "model/preorder.h"
#include "model/timekeeper.h"

static void fail_memory(nc_builder *b)
{
    nc_builder_fail(b, NCALLS_MEMORY, "out of memory");
}

bool nc_stacks_declare_order(nc_builder *b, nc_stacks_order order, ncalls_unit clock)
{
    if (!(b->keep & NCALLS_KEEP_ORDER) || b->source_count != 1 || b->timekeeper)
        return b->timekeeper;
    b->timekeeper = nc_timekeeper_new();
    b->order = order;
    b->clock = clock;
    if (!b->timekeeper)
        fail_memory(b);
    return b->timekeeper;
}

void nc_stacks_begin_track(nc_builder *b, uint32_t thread, int64_t at)
{
    nc_stacks *s = b->timekeeper ? nc_stacks_of(b) : NULL;
    size_t count;

    if (!s)
        return;
    count = s->track_room;
    if (!nc_alloc_grow(&s->tracks, &s->track_room, (size_t)thread + 1, sizeof *s->tracks)) {
        fail_memory(b);
        return;
    }
    memset(s->tracks + count, 0, (s->track_room - count) * sizeof *s->tracks);
    s->tracks[thread] = nc_timekeeper_begin(b->timekeeper, thread, at);
}

/* The track on which a thread goes on, begun at `at` if there is none; NULL: none is kept. */
static nc_timekeeper_track *track_of(nc_builder *b, uint32_t thread, int64_t at)
{
    nc_stacks *s = b->stacks;

    if (thread >= s->track_room || !s->tracks[thread])
        nc_stacks_begin_track(b, thread, at);
    return thread < s->track_room ? s->tracks[thread] : NULL;
}

void nc_stacks_see(nc_builder *b, uint32_t thread, const nc_frame *frames, size_t count, int64_t at, int64_t interval)
{
    nc_timekeeper_track *track = b->timekeeper && nc_stacks_of(b) ? track_of(b, thread, at) : NULL;

    if (track)
        nc_timekeeper_see(track, frames, count, at, interval);
}

void nc_stacks_keep_order(nc_builder *b, uint32_t thread, const uint32_t *numbers, size_t count, int64_t weight)
{
    /* Samplers look at all threads at once: what a new one did, it did until now. */
    int64_t since = nc_timekeeper_latest(b->timekeeper) - weight;
    nc_timekeeper_track *track = track_of(b, thread, since > 0 ? since : 0);
    nc_frame frames[NC_TIMELINE_DEEPEST];

    for (size_t i = 0; track && i < count && i < NC_TIMELINE_DEEPEST; i++)
        frames[i] = b->stacks->frames[numbers[i]];
    if (track)
        nc_timekeeper_sample(track, frames, count, weight);
}

bool nc_stacks_finish_order(nc_builder *b, ncalls_profile *p)
{
    if (!b->timekeeper)
        return true;
    if (!nc_timekeeper_finish(b->timekeeper, &p->timeline))
        return false;
    p->timeline.sampled = b->order != NC_STACKS_CALLS;
    p->timeline.apart = b->order == NC_STACKS_APART && p->timeline.track_count > 1;
    p->timeline.unit = b->clock;
    nc_timeline_start(&p->timeline);
    if (p->timeline.length)
        b->has |= NCALLS_HAS_ORDER;
    else
        nc_timeline_reset(&p->timeline);
    nc_timekeeper_free(b->timekeeper);
    b->timekeeper = NULL;
    return true;
}
