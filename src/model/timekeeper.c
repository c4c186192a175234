/* SPDX-License-Identifier: MIT */
#include "model/timekeeper.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

/* So that the time between two moments fits, too. */
#define LATEST (INT64_MAX / 2)

struct nc_timekeeper_track {
    nc_timekeeper *keeper;
    uint32_t thread, number; /* number: in order of arrival */
    bool is_reversed, joins;
    int64_t clock, interval; /* interval: of samples at known times, 0 = of others */
    nc_span *spans; /* preorder, of time as it passes here */
    size_t count, room;
    /* [depth] the last span there: an open one, or (above `open`) one that is
     * closed and not yet looked at, as it may be joined. */
    uint32_t *path;
    size_t path_room;
    size_t open, known;
};

struct nc_timekeeper {
    nc_timekeeper_track **tracks;
    size_t track_count, track_room;
    size_t count, most; /* spans of all tracks */
    int64_t least, latest; /* latest: of all clocks */
    uint64_t calls, deep;
    uint32_t left_out;
    bool failed;
};

nc_timekeeper *nc_timekeeper_new(void)
{
    nc_timekeeper *k = nc_alloc_zeroed(1, sizeof *k);

    if (k)
        k->most = NC_TIMELINE_SPANS;
    return k;
}

void nc_timekeeper_free(nc_timekeeper *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < k->track_count; i++) {
        nc_alloc_free(k->tracks[i]->spans);
        nc_alloc_free(k->tracks[i]->path);
        nc_alloc_free(k->tracks[i]);
    }
    nc_alloc_free(k->tracks);
    nc_alloc_free(k);
}

nc_timekeeper_track *nc_timekeeper_begin(nc_timekeeper *k, uint32_t thread, int64_t at)
{
    nc_timekeeper_track *t;

    if (k->track_count >= NC_TIMELINE_TRACKS) {
        k->left_out++;
        return NULL;
    }
    t = nc_alloc_zeroed(1, sizeof *t);
    if (!t || !nc_alloc_grow(&k->tracks, &k->track_room, k->track_count + 1, sizeof *k->tracks)) {
        nc_alloc_free(t);
        k->failed = true;
        return NULL;
    }
    t->keeper = k;
    t->thread = thread;
    t->number = (uint32_t)k->track_count;
    t->clock = at < -LATEST ? -LATEST : at > LATEST ? LATEST : at;
    return k->tracks[k->track_count++] = t;
}

void nc_timekeeper_reverse(nc_timekeeper_track *t)
{
    t->is_reversed = true;
}

void nc_timekeeper_join(nc_timekeeper_track *t)
{
    t->joins = true;
}

/* ---- few enough ------------------------------------------------------------ */

/* Nothing will be joined to what was closed at this depth or below it. */
static void settle(nc_timekeeper_track *t, size_t depth)
{
    size_t before = t->count;

    while (t->known >= depth) {
        uint32_t at = t->path[t->known--];

        if (t->spans[at].end - t->spans[at].start < t->keeper->least) {
            /* The ones before it, of which the last may take it in. */
            uint32_t from = at && t->spans[at - 1].calls ? at - 1 : at;

            t->count = from + nc_timeline_squeeze(t->spans + from, (uint32_t)t->count - from, t->keeper->least);
        }
    }
    t->keeper->count -= before - t->count;
}

static void squeeze(nc_timekeeper_track *t)
{
    settle(t, t->open + 1);
    t->count = nc_timeline_squeeze(t->spans, (uint32_t)t->count, t->keeper->least);
    for (uint32_t i = 0; i < t->count; i++)
        if (t->spans[i].end == NC_TIMELINE_OPEN)
            t->path[t->spans[i].depth] = i;
}

/* How long the longest track is. */
static int64_t range(const nc_timekeeper *k)
{
    int64_t most = 0;
    bool saturated = false;

    for (size_t i = 0; i < k->track_count; i++) {
        const nc_timekeeper_track *t = k->tracks[i];
        int64_t length = t->count ? nc_number_add(t->clock, -t->spans[0].start, &saturated) : 0;

        most = length > most ? length : most;
    }
    return most;
}

static void make_room(nc_timekeeper *k)
{
    do {
        k->least = k->least ? 2 * k->least : range(k) / (int64_t)k->most + 1;
        k->count = 0;
        for (size_t i = 0; i < k->track_count; i++) {
            squeeze(k->tracks[i]);
            k->count += k->tracks[i]->count;
        }
    } while (k->count > k->most / 2 && k->least < INT64_MAX / 4);
    if (k->count > k->most / 2) /* tracks and open frames alone: the input is as large */
        k->most = 2 * k->count;
}

/* ---- what happens ---------------------------------------------------------- */

static bool join(nc_timekeeper_track *t, size_t depth, nc_func function)
{
    nc_span *last = t->joins && t->known >= depth ? &t->spans[t->path[depth]] : NULL;

    if (!last || last->function != function.at || last->end != t->clock)
        return false;
    last->end = NC_TIMELINE_OPEN;
    return true;
}

static void enter(nc_timekeeper_track *t, nc_func function, uint64_t calls)
{
    nc_timekeeper *k = t->keeper;
    size_t depth = ++t->open;

    if (depth > NC_TIMELINE_DEEPEST) {
        k->calls++;
        k->deep++;
        return;
    }
    if (k->failed || join(t, depth, function))
        return;
    k->calls += calls ? calls : 1;
    settle(t, depth);
    if (k->count >= k->most) {
        t->open--;
        make_room(k);
        t->open++;
    }
    if (!nc_alloc_grow(&t->spans, &t->room, t->count + 1, sizeof *t->spans) ||
        !nc_alloc_grow(&t->path, &t->path_room, depth + 1, sizeof *t->path)) {
        k->failed = true;
        return;
    }
    t->path[depth] = (uint32_t)t->count;
    t->known = depth;
    t->spans[t->count++] = (nc_span){t->clock, NC_TIMELINE_OPEN, calls, function.at, (uint32_t)depth};
    k->count++;
}

void nc_timekeeper_enter(nc_timekeeper_track *t, nc_func function)
{
    enter(t, function, 0);
}

void nc_timekeeper_enter_merged(nc_timekeeper_track *t, uint64_t calls)
{
    enter(t, (nc_func){0}, calls);
}

void nc_timekeeper_leave(nc_timekeeper_track *t)
{
    size_t depth = t->open--;

    if (depth <= NC_TIMELINE_DEEPEST && !t->keeper->failed)
        t->spans[t->path[depth]].end = t->clock;
}

void nc_timekeeper_pass(nc_timekeeper_track *t, int64_t duration)
{
    bool saturated = false;

    if (duration > 0)
        t->clock = nc_number_add(t->clock, duration, &saturated);
    t->clock = t->clock < LATEST ? t->clock : LATEST;
    t->keeper->latest = t->clock > t->keeper->latest ? t->clock : t->keeper->latest;
}

void nc_timekeeper_sample(nc_timekeeper_track *t, const nc_frame *frames, size_t count, int64_t duration)
{
    size_t shown = count < NC_TIMELINE_DEEPEST ? count : NC_TIMELINE_DEEPEST, same = 0;

    if (t->keeper->failed)
        return;
    while (same < shown && same < t->open && t->spans[t->path[same + 1]].function == frames[same].function.at)
        same++;
    while (t->open > same)
        nc_timekeeper_leave(t);
    for (; same < shown; same++)
        nc_timekeeper_enter(t, frames[same].function);
    t->keeper->deep += count - shown;
    nc_timekeeper_pass(t, duration);
}

/* Samplers are late at times: only so many of their intervals are a gap. */
static int64_t longest(int64_t interval)
{
    enum { LATE = 4 };

    return interval < INT64_MAX / LATE ? LATE * interval : INT64_MAX;
}

void nc_timekeeper_see(nc_timekeeper_track *t, const nc_frame *frames, size_t count, int64_t at, int64_t interval)
{
    bool saturated = false;
    int64_t passed = at > t->clock ? nc_number_add(at, -t->clock, &saturated) : 0, most = longest(t->interval);

    t->interval = interval > 0 ? interval : passed;
    if (passed > most) {
        nc_timekeeper_pass(t, most);
        while (t->open)
            nc_timekeeper_leave(t);
        passed -= most;
    }
    nc_timekeeper_pass(t, passed);
    nc_timekeeper_sample(t, frames, count, 0);
}

int64_t nc_timekeeper_latest(const nc_timekeeper *k)
{
    return k->latest;
}

void nc_timekeeper_renumber(nc_timekeeper *k, const uint32_t *number)
{
    for (size_t i = 0; i < k->track_count; i++)
        k->tracks[i]->thread = number[k->tracks[i]->thread];
}

/* ---- the end --------------------------------------------------------------- */

/* Of each span: itself and all that lies in it. */
static void count_within(const nc_timekeeper_track *t, uint32_t *sizes, uint32_t *within)
{
    for (size_t i = t->count; i-- > 0;) {
        uint32_t depth = t->spans[i].depth;

        sizes[i] = 1 + within[depth + 1];
        within[depth + 1] = 0;
        within[depth] += sizes[i];
    }
}

/*
 * Time ran backwards: behind a span stands what lies in it, the latest first. So
 * each is put in front of what was put below its parent before it.
 */
static bool mirror(nc_timekeeper_track *t)
{
    nc_span *spans = nc_alloc_zeroed(t->count + 1, sizeof *spans);
    uint32_t *sizes = nc_alloc_zeroed(t->count + 1, sizeof *sizes);
    uint32_t *ends = nc_alloc_zeroed(NC_TIMELINE_DEEPEST + 2, sizeof *ends); /* [depth] of what is free there */
    bool fine = spans && sizes && ends;

    if (fine) {
        count_within(t, sizes, ends);
        ends[1] = (uint32_t)t->count;
        for (size_t i = 0; i < t->count; i++) {
            nc_span s = t->spans[i];
            uint32_t at = ends[s.depth] -= sizes[i];

            ends[s.depth + 1] = at + sizes[i];
            spans[at] = (nc_span){-s.end, -s.start, s.calls, s.function, s.depth};
        }
        nc_alloc_free(t->spans);
        t->spans = spans;
        spans = NULL;
    }
    nc_alloc_free(spans);
    nc_alloc_free(sizes);
    nc_alloc_free(ends);
    return fine;
}

static bool finish_track(nc_timekeeper_track *t)
{
    nc_timekeeper_pass(t, t->interval);
    while (t->open)
        nc_timekeeper_leave(t);
    settle(t, 1);
    t->count = nc_timeline_squeeze(t->spans, (uint32_t)t->count, t->keeper->least);
    return !t->is_reversed || mirror(t);
}

static int compare(const void *a, const void *b, void *payload)
{
    const nc_timekeeper_track *x = *(nc_timekeeper_track *const *)a, *y = *(nc_timekeeper_track *const *)b;

    (void)payload;
    if (x->thread != y->thread)
        return x->thread < y->thread ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static void add_track(nc_timeline *out, const nc_timekeeper_track *t)
{
    nc_track track = {t->thread, out->count, (uint32_t)t->count, 0};

    for (size_t i = 0; i < t->count; i++) {
        nc_span s = t->spans[i];

        track.depth = s.depth > track.depth ? s.depth : track.depth;
        out->merged += s.calls;
        out->spans[out->count++] = s;
    }
    if (t->count)
        out->tracks[out->track_count++] = track;
}

bool nc_timekeeper_finish(nc_timekeeper *k, nc_timeline *out)
{
    size_t count = 0;

    *out = (nc_timeline){.least = k->least, .calls = k->calls, .deep = k->deep, .left_out = k->left_out};
    for (size_t i = 0; i < k->track_count && !k->failed; i++) {
        k->failed = !finish_track(k->tracks[i]);
        count += k->tracks[i]->count;
    }
    out->spans = nc_alloc_zeroed(count + 1, sizeof *out->spans);
    out->tracks = nc_alloc_zeroed(k->track_count + 1, sizeof *out->tracks);
    if (k->failed || !out->spans || !out->tracks)
        return false;
    if (k->track_count > 1)
        nc_sort(k->tracks, k->track_count, sizeof *k->tracks, compare, NULL);
    for (size_t i = 0; i < k->track_count; i++)
        add_track(out, k->tracks[i]);
    return true;
}
