/* SPDX-License-Identifier: MIT */
#include "analyze/timeview.h"

#include <string.h>

#include "analyze/marks.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "model/timekeeper.h"

enum { FINER = 1024 };

/* What one pattern matches, of all functions; NULL: it was not asked for. */
typedef struct marks {
    bool *focus, *ignore, *hide, *show_from;
} marks;

/* A span that is open while those in it are looked at. */
typedef struct open_span {
    int64_t end;
    uint64_t calls; /* merged */
    nc_func function;
    bool in_focus, ignored, from; /* it or one above it matches */
    bool is_hidden;
    bool is_entered; /* on the new track */
} open_span;

typedef struct walk {
    const ncalls_profile *profile;
    marks marks;
    bool only_mine;
    nc_timekeeper_track *track;
    open_span path[NC_TIMELINE_DEEPEST + 1]; /* [depth] */
    uint32_t depth;
    int64_t at;
} walk;

static ncalls_status mark(bool **out, const ncalls_profile *p, const char *expression, ncalls_error *error)
{
    nc_pattern *pattern;
    ncalls_status status;

    if (!expression)
        return NCALLS_OK;
    *out = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof **out);
    if (!*out)
        return nc_fail_memory(error);
    status = nc_pattern_compile(&pattern, expression, error);
    if (status == NCALLS_OK)
        status = nc_marks_add(*out, p, pattern, error);
    nc_pattern_free(pattern);
    return status;
}

static ncalls_status find_marks(walk *w, const ncalls_analyze_options *o, ncalls_error *error)
{
    ncalls_status status = mark(&w->marks.focus, w->profile, o->focus, error);

    if (status == NCALLS_OK)
        status = mark(&w->marks.ignore, w->profile, o->ignore, error);
    if (status == NCALLS_OK)
        status = mark(&w->marks.hide, w->profile, o->hide, error);
    if (status == NCALLS_OK)
        status = mark(&w->marks.show_from, w->profile, o->show_from, error);
    w->only_mine = o->only_mine;
    return status;
}

static bool has(const bool *marked, nc_func f)
{
    return marked && marked[f.at];
}

static bool is_mine(const walk *w, nc_func f)
{
    return f.at && nc_profile_class(w->profile, f) == NCALLS_CLASS_MINE;
}

/* Frames that are hidden are no matches for show_from. Calls that were merged are
 * nobody's: they match nothing. */
static void open_next(walk *w, const nc_span *s)
{
    const open_span *above = &w->path[s->depth - 1];
    open_span *o = &w->path[s->depth];
    nc_func f = {s->function};

    *o = (open_span){.end = s->end, .calls = s->calls, .function = f};
    o->in_focus = above->in_focus || has(w->marks.focus, f);
    o->ignored = above->ignored || has(w->marks.ignore, f);
    o->is_hidden = has(w->marks.hide, f) || (w->only_mine && !is_mine(w, f));
    o->from = above->from || (has(w->marks.show_from, f) && !o->is_hidden);
    o->is_hidden |= !o->from;
    w->depth = s->depth;
}

static bool passes(const walk *w)
{
    const open_span *top = &w->path[w->depth];

    return top->in_focus && !top->ignored && top->from;
}

static void leave(walk *w, uint32_t depth)
{
    if (w->path[depth].is_entered)
        nc_timekeeper_leave(w->track);
    w->path[depth].is_entered = false;
}

/* What is open and shown is open on the new track, too. */
static void enter(walk *w)
{
    for (uint32_t i = 1; i <= w->depth; i++)
        if (!w->path[i].is_hidden && !w->path[i].is_entered) {
            if (w->path[i].calls)
                nc_timekeeper_enter_merged(w->track, w->path[i].calls);
            else
                nc_timekeeper_enter(w->track, w->path[i].function);
            w->path[i].is_entered = true;
        }
}

/* The stack stays as it is until then. */
static void pass(walk *w, int64_t until)
{
    if (until <= w->at)
        return;
    if (!passes(w))
        for (uint32_t i = w->depth; i > 0; i--)
            leave(w, i);
    else
        enter(w);
    nc_timekeeper_pass(w->track, until - w->at);
    w->at = until;
}

/* Ends what lies at this depth or deeper. */
static void close_from(walk *w, uint32_t depth)
{
    for (; w->depth >= depth; w->depth--) {
        pass(w, w->path[w->depth].end);
        leave(w, w->depth);
    }
}

static void walk_track(walk *w, const nc_span *spans, uint32_t count)
{
    const marks *m = &w->marks;

    w->path[0] = (open_span){.in_focus = !m->focus, .from = !m->show_from};
    w->depth = 0;
    w->at = 0;
    for (uint32_t i = 0; i < count; i++) {
        close_from(w, spans[i].depth);
        pass(w, spans[i].start);
        open_next(w, &spans[i]);
        if (passes(w))
            enter(w);
    }
    close_from(w, 1);
}

static ncalls_status filter(nc_timeline *out, const ncalls_results *results, walk *w, ncalls_error *error)
{
    const nc_timeline *t = &results->whole->timeline;
    ncalls_status status = find_marks(w, &results->filters, error);
    nc_timekeeper *keeper = status ? NULL : nc_timekeeper_new();

    for (uint32_t i = 0; keeper && i < t->track_count; i++) {
        w->track = nc_timekeeper_begin(keeper, t->tracks[i].thread, 0);
        if (w->track)
            walk_track(w, t->spans + t->tracks[i].first, t->tracks[i].count);
    }
    if (!status && (!keeper || !nc_timekeeper_finish(keeper, out)))
        status = nc_fail_memory(error);
    out->deep = t->deep;
    out->left_out += t->left_out;
    nc_timekeeper_free(keeper);
    return status;
}

static ncalls_status copy(nc_timeline *out, const nc_timeline *t, ncalls_error *error)
{
    *out = *t;
    out->spans = nc_alloc_zeroed((size_t)t->count + 1, sizeof *out->spans);
    out->tracks = nc_alloc_zeroed((size_t)t->track_count + 1, sizeof *out->tracks);
    if (!out->spans || !out->tracks)
        return nc_fail_memory(error);
    memcpy(out->spans, t->spans, t->count * sizeof *out->spans);
    memcpy(out->tracks, t->tracks, t->track_count * sizeof *out->tracks);
    return NCALLS_OK;
}

/* ---- few enough ------------------------------------------------------------ */

static void squeeze(nc_timeline *t, int64_t least)
{
    uint32_t count = 0;

    t->least = least;
    t->merged = 0;
    for (uint32_t i = 0; i < t->track_count; i++) {
        nc_track *track = &t->tracks[i];
        uint32_t left = nc_timeline_squeeze(t->spans + track->first, track->count, least);

        memmove(t->spans + count, t->spans + track->first, left * sizeof *t->spans);
        track->first = count;
        track->count = left;
        track->depth = 0;
        for (uint32_t k = count; k < count + left; k++) {
            t->merged += t->spans[k].calls;
            track->depth = t->spans[k].depth > track->depth ? t->spans[k].depth : track->depth;
        }
        count += left;
    }
    t->count = count;
}

static int64_t busy(const nc_timeline *t, const nc_track *track)
{
    int64_t sum = 0;

    for (uint32_t i = track->first; i < track->first + track->count; i++)
        if (t->spans[i].depth == 1)
            sum += t->spans[i].end - t->spans[i].start; /* they lie behind each other: no overflow */
    return sum;
}

typedef struct rank {
    int64_t busy;
    uint32_t track;
} rank;

static int compare(const void *a, const void *b, void *payload)
{
    const rank *x = a, *y = b;

    (void)payload;
    if (x->busy != y->busy)
        return x->busy > y->busy ? -1 : 1;
    return (x->track > y->track) - (x->track < y->track);
}

/* Keeps the tracks on which most happens, in the order in which they were. */
static bool drop_tracks(nc_timeline *t, uint32_t most)
{
    rank *ranks = nc_alloc_zeroed((size_t)t->track_count + 1, sizeof *ranks);
    uint32_t count = 0;

    if (!ranks)
        return false;
    for (uint32_t i = 0; i < t->track_count; i++)
        ranks[i] = (rank){busy(t, &t->tracks[i]), i};
    nc_sort(ranks, t->track_count, sizeof *ranks, compare, NULL);
    for (uint32_t i = most; i < t->track_count; i++)
        t->tracks[ranks[i].track].count = 0;
    nc_alloc_free(ranks);
    for (uint32_t i = 0; i < t->track_count; i++)
        if (t->tracks[i].count)
            t->tracks[count++] = t->tracks[i];
    t->left_out += t->track_count - count;
    t->track_count = count;
    return true;
}

ncalls_status nc_timeview_make(nc_timeline *out, const ncalls_results *results, const nc_timeview_options *options,
                               ncalls_error *error)
{
    const ncalls_analyze_options *o = &results->filters;
    const nc_timeline *t = &results->whole->timeline;
    bool filtered = o->focus || o->ignore || o->hide || o->show_from || o->only_mine;
    int64_t least = options->least > t->least ? options->least : t->least;
    ncalls_status status;
    walk *w;

    *out = (nc_timeline){0};
    if (!t->count)
        return NCALLS_OK;
    w = nc_alloc_zeroed(1, sizeof *w);
    if (!w)
        return nc_fail_memory(error);
    w->profile = results->whole;
    status = filtered ? filter(out, results, w, error) : copy(out, t, error);
    nc_alloc_free(w->marks.focus);
    nc_alloc_free(w->marks.ignore);
    nc_alloc_free(w->marks.hide);
    nc_alloc_free(w->marks.show_from);
    nc_alloc_free(w);
    if (status)
        return status;
    out->unit = t->unit;
    out->sampled = t->sampled;
    out->apart = t->apart;
    out->length = t->length;
    if (out->track_count > options->tracks && !drop_tracks(out, options->tracks))
        return nc_fail_memory(error);
    /* From far less than what is seen of all at once: what is zoomed in to has few spans. */
    for (squeeze(out, least); out->count > options->spans && least < t->length; squeeze(out, least))
        least = least ? 2 * least : t->length / options->spans / FINER + 1;
    return NCALLS_OK;
}
