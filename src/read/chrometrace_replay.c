/* SPDX-License-Identifier: MIT */
/*
 * At every moment the stack of a thread is what has begun and not ended, in the
 * order in which it began.
 *
 *     a ├────────────┤          a, a;b, a;b;c, a;b, b (the rest of what outlives
 *       b  ├───────────┤        its caller; still one call)
 *         c  ├──┤
 *
 * Events that stand in the order of their ends (tracers write a call when it
 * returns) are replayed from the last one to the first with time running
 * backwards: callers then begin before what they called, and nothing is sorted.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "model/timekeeper.h"
#include "read/chrometrace.h"

/* What is open now; beside each there is a frame of `stack`, unless it is hidden. */
typedef struct open_call {
    int64_t end;     /* OPEN: not known yet */
    int64_t soonest; /* end of this and of all beneath */
    uint32_t frame;
    bool is_hidden; /* py-spy's threads and processes are no functions */
} open_call;

typedef struct replay {
    nc_chrometrace *t;
    nc_callstack stack;
    open_call *open;
    size_t depth, room;
    open_call *again; /* to be opened again */
    size_t again_room;
    int64_t at;
} replay;

#define OPEN INT64_MAX

static bool fail_memory(replay *r)
{
    nc_fail_memory(&r->t->json.error);
    return false;
}

static bool work(replay *r, size_t steps)
{
    r->t->work += steps;
    if (r->t->work <= NC_LIMIT_OVERLAPS)
        return true;
    nc_fail(&r->t->json.error, NCALLS_LIMIT, "too many calls overlap without being within each other");
    return false;
}

static bool push(replay *r, uint32_t number, int64_t end, bool is_call)
{
    nc_chrometrace_frame *f = &r->t->frames[number];
    int64_t soonest = r->depth && r->open[r->depth - 1].soonest < end ? r->open[r->depth - 1].soonest : end;

    if (!f->meaning.is_known && !nc_chrometrace_describe(r->t, f))
        return false;
    if (!nc_alloc_grow(&r->open, &r->room, r->depth + 1, sizeof *r->open))
        return fail_memory(r);
    r->open[r->depth++] = (open_call){end, soonest, number, !f->meaning.frame.function.at};
    return !f->meaning.frame.function.at || nc_callstack_enter(&r->stack, f->meaning.frame, is_call);
}

static void pop(replay *r)
{
    if (!r->open[--r->depth].is_hidden)
        nc_callstack_leave(&r->stack);
}

/* Closes what stands at `index`. What is above it goes on, but for pairs if
 * their caller has said that it ends: they forgot to. */
static bool close_at(replay *r, size_t index, bool with_pairs)
{
    size_t count = 0;

    if (index + 1 < r->depth) {
        if (!work(r, r->depth - index))
            return false;
        if (!nc_alloc_grow(&r->again, &r->again_room, r->depth - index, sizeof *r->again))
            return fail_memory(r);
        for (size_t i = index + 1; i < r->depth; i++)
            if (!with_pairs || r->open[i].end != OPEN)
                r->again[count++] = r->open[i];
            else
                r->t->never_ended++;
    }
    while (r->depth > index)
        pop(r);
    for (size_t i = 0; i < count; i++)
        if (!push(r, r->again[i].frame, r->again[i].end, false))
            return false;
    return true;
}

static void pass(replay *r, int64_t until)
{
    nc_callstack_pass(&r->stack, until - r->at);
    r->at = until;
}

/* To `until`, closing what ends by then. */
static bool advance(replay *r, int64_t until)
{
    while (r->depth && r->open[r->depth - 1].soonest <= until) {
        int64_t end = r->open[r->depth - 1].soonest;
        size_t index = r->depth - 1;

        while (r->open[index].end != end)
            index--;
        if (end > r->at)
            pass(r, end);
        if (!close_at(r, index, false))
            return false;
    }
    if (until > r->at)
        pass(r, until);
    return true;
}

static bool is_named(const nc_chrometrace *t, uint32_t one, uint32_t other)
{
    return one == other || t->frames[one].name.at == t->frames[other].name.at;
}

/* The innermost one of that name that waits for its end. */
static bool end_pair(replay *r, uint32_t frame)
{
    size_t index = r->depth;

    while (index > 0) {
        const open_call *o = &r->open[--index];

        if (o->end == OPEN && (!frame || is_named(r->t, o->frame, frame)))
            return (index + 1 == r->depth || work(r, r->depth - index)) && close_at(r, index, true);
    }
    r->t->ends_alone++;
    return work(r, r->depth);
}

static bool feed(replay *r, const nc_chrometrace_event *e)
{
    if (!advance(r, e->start))
        return false;
    if (e->kind == NC_CHROMETRACE_END)
        return end_pair(r, e->frame);
    return push(r, e->frame, e->kind == NC_CHROMETRACE_WHOLE ? e->end : OPEN, !r->t->is_sampled);
}

/* The first moment of a track. */
static void start_clock(replay *r, int64_t at, bool backward)
{
    nc_timekeeper_track *order = nc_callstack_keep_order(&r->stack, at);

    r->at = at;
    if (order && backward)
        nc_timekeeper_reverse(order);
    if (order && r->t->is_sampled)
        nc_timekeeper_join(order);
}

static bool feed_forward(replay *r, const nc_chrometrace_track *track, nc_chrometrace_event *events)
{
    for (size_t block = 0; block < track->block_count; block++) {
        size_t count = nc_chrometrace_decode(track, block, events);

        if (!block)
            start_clock(r, events[0].start, false);
        for (size_t i = 0; i < count; i++)
            if (!feed(r, &events[i]))
                return false;
    }
    return advance(r, track->latest);
}

/* Whether calls that stand in the order of their ends lie within each other or
 * apart. Those that overlap must be replayed in the order in which they began. */
static bool is_nested(replay *r, const nc_chrometrace_track *track, nc_chrometrace_event *events)
{
    bool nested = true;

    for (size_t block = track->block_count; nested && block-- > 0;)
        for (size_t i = nc_chrometrace_decode(track, block, events); nested && i-- > 0;) {
            while (r->depth && r->open[r->depth - 1].end >= events[i].end) /* here: the start of what stands behind */
                r->depth--;
            nested = !r->depth || events[i].start >= r->open[r->depth - 1].end;
            nested = nested && nc_alloc_grow(&r->open, &r->room, r->depth + 1, sizeof *r->open);
            if (nested)
                r->open[r->depth++].end = events[i].start;
        }
    r->depth = 0;
    return nested;
}

/* Time runs backwards: what was an end is a start. */
static bool feed_backward(replay *r, const nc_chrometrace_track *track, nc_chrometrace_event *events)
{
    int64_t latest = INT64_MIN;

    for (size_t block = track->block_count; block-- > 0;)
        for (size_t i = nc_chrometrace_decode(track, block, events); i-- > 0;) {
            nc_chrometrace_event e = {-events[i].end, -events[i].start, events[i].frame, events[i].kind};

            if (latest == INT64_MIN)
                start_clock(r, e.start, true);
            latest = e.end > latest ? e.end : latest;
            if (!feed(r, &e))
                return false;
        }
    return advance(r, latest);
}

/* qsort is not stable: what begins at one moment stays as it stood. */
typedef struct numbered_event {
    nc_chrometrace_event event;
    uint64_t number;
} numbered_event;

static int by_start(const void *a, const void *b)
{
    const numbered_event *x = a, *y = b;

    if (x->event.start != y->event.start)
        return x->event.start < y->event.start ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int by_length(const void *a, const void *b)
{
    const numbered_event *x = a, *y = b;

    if (x->event.end != y->event.end)
        return x->event.end > y->event.end ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* By start, and callers before what they called. */
static void sort(numbered_event *events, size_t count)
{
    qsort(events, count, sizeof *events, by_start);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && events[end].event.start == events[i].event.start &&
                      events[end].event.kind == NC_CHROMETRACE_WHOLE;)
            end++;
        if (end > i + 1)
            qsort(events + i, end - i, sizeof *events, by_length);
        end += end == i;
    }
}

static bool feed_sorted(replay *r, const nc_chrometrace_track *track, nc_chrometrace_event *events)
{
    numbered_event *all = NULL;
    size_t count = 0, room = 0;
    bool fine = true;

    if (!nc_alloc_grow(&all, &room, (size_t)track->count, sizeof *all))
        return fail_memory(r);
    for (size_t block = 0; block < track->block_count; block++) {
        size_t here = nc_chrometrace_decode(track, block, events);

        for (size_t i = 0; i < here; i++, count++)
            all[count] = (numbered_event){events[i], count};
    }
    sort(all, count);
    start_clock(r, all[0].event.start, false);
    for (size_t i = 0; fine && i < count; i++)
        fine = feed(r, &all[i].event);
    nc_alloc_free(all);
    return fine && advance(r, track->latest);
}

/* Without a name of its own, what the samples have at their root: "thread (7)". */
static uint32_t thread_of(nc_chrometrace *t, const nc_chrometrace_track *track)
{
    nc_str name = track->name.at ? track->name : track->thread.text;
    int64_t thread = track->thread.number;

    if (t->is_sampled && track->root_frame) {
        nc_chrometrace_frame *root = &t->frames[track->root_frame];

        if (!root->meaning.is_known && !nc_chrometrace_describe(t, root))
            return 0;
        if (root->meaning.is_thread) {
            name = root->meaning.name;
            thread = root->meaning.number;
        }
    }
    return nc_stacks_thread(t->builder, name, track->origin, thread);
}

bool nc_chrometrace_replay(nc_chrometrace *t, const nc_chrometrace_track *track)
{
    static const size_t size = NC_CHROMETRACE_BLOCK;
    nc_chrometrace_event *events = NULL;
    replay r = {.t = t};
    size_t room = 0;
    bool fine;

    nc_callstack_init(&r.stack, t->builder, thread_of(t, track));
    fine = nc_alloc_grow(&events, &room, size, sizeof *events) || fail_memory(&r);
    if (fine && track->ends_sorted && !track->has_pairs && (t->is_viztracer || !track->starts_sorted) &&
        is_nested(&r, track, events))
        fine = feed_backward(&r, track, events);
    else if (fine)
        fine = track->starts_sorted ? feed_forward(&r, track, events) : feed_sorted(&r, track, events);
    for (size_t i = 0; i < r.depth; i++)
        t->never_ended += r.open[i].end == OPEN;
    nc_callstack_reset(&r.stack);
    nc_alloc_free(events);
    nc_alloc_free(r.open);
    nc_alloc_free(r.again);
    return fine && !nc_builder_failed(t->builder);
}
