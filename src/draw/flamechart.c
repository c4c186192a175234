/* SPDX-License-Identifier: MIT */
/*
 * The flame chart: what ran when. Time goes from left to right, threads stand one
 * above the other, and in each a frame lies under its caller. Where there is
 * nothing, nothing ran; what is too short to be drawn is merged, counted and grey.
 */
#include <string.h>

#include "analyze/timeview.h"
#include "base/alloc.h"
#include "base/unit.h"
#include "draw/figure.h"
#include "draw/flame_frame.h"
#include "draw/flame_words.h"
#include "draw/measure.h"
#include "draw/timeaxis.h"
#include "draw/wording.h"

enum {
    MARGIN = NC_FLAME_FRAME_MARGIN,
    LEVEL = NC_FLAME_FRAME_LEVEL,
    HEAD = NC_FLAME_FRAME_HEAD + 2 * LEVEL, /* all of the time, and the axis */
    NAME = NC_SCENE_PX(20),                 /* of a thread */
    BETWEEN = NC_SCENE_PX(8),               /* threads */
    TICKS = NC_SCENE_PX(90),                /* between them at least */
    TALLEST = NC_SCENE_PX(30000),
    LEAST = 2 * NC_FLAME_FRAME_LEAST,
    SPANS = 20000,
    TRACKS = 200,
};

typedef struct chart {
    nc_scene *scene;
    const nc_figure_input *input;
    ncalls_flame_options how;
    const ncalls_profile *profile; /* the whole one */
    int32_t width, height;
    nc_timeline timeline;
    nc_calltree tree; /* its spans but those of several, for colours and names */
    uint32_t deepest; /* frames below one another are drawn */
    uint64_t cut;     /* spans that lie deeper */
    bool has_names, has_processes;
    nc_flame_paint paint;
    nc_flame_words words;
    nc_text text, title;
} chart;

/* ---- spans as nodes of a tree ------------------------------------------------ */

static bool make_tree(chart *c)
{
    const nc_timeline *t = &c->timeline;
    uint32_t path[NC_TIMELINE_DEEPEST + 1] = {0}, count = 0;

    c->tree = (nc_calltree){.profile = c->profile, .exact = true, .whole = t->length};
    c->tree.nodes = nc_alloc_zeroed((size_t)t->count + 1, sizeof *c->tree.nodes);
    if (!c->tree.nodes)
        return false;
    c->tree.nodes[0].total = t->length;
    for (uint32_t i = 0; i < t->count; i++) {
        const nc_span *s = &t->spans[i];
        int64_t length = s->end - s->start;

        if (s->depth > 1)
            c->tree.nodes[path[s->depth - 1]].self -= length;
        if (s->calls)
            continue;
        path[s->depth] = ++count;
        c->tree.nodes[count] = (nc_calltree_node){.function = {s->function}, .depth = s->depth, .calls = NCALLS_ABSENT,
                                                  .self = length, .total = length};
    }
    c->tree.count = count;
    return true;
}

/* ---- words -------------------------------------------------------------------- */

/* "12.3 ms", "17 samples" */
static void add_cost(chart *c, nc_text *out, int64_t cost)
{
    char digits[NC_UNIT_ROOM];

    nc_unit_format_cost(digits, cost, c->timeline.unit);
    nc_text_add_string(out, digits);
    if (c->timeline.unit == NCALLS_UNIT_SAMPLES)
        nc_text_add_string(out, cost == 1 ? " sample" : " samples");
}

/* " · 612 ms, 95.7% · self 3.12 ms · from 1.20 s on" */
static void add_figures(chart *c, nc_text *out, const nc_span *s, int64_t self)
{
    char share[NC_UNIT_ROOM];

    nc_unit_format_share(share, s->end - s->start, c->timeline.length);
    nc_text_add_string(out, " · ");
    add_cost(c, out, s->end - s->start);
    nc_text_add_format(out, ", %s", share);
    if (self > 0 && self < s->end - s->start) {
        nc_text_add_string(out, " · self ");
        add_cost(c, out, self);
    }
    nc_text_add_string(out, " · from ");
    add_cost(c, out, s->start);
    nc_text_add_string(out, " on");
}

static void add_count(nc_text *out, uint64_t count, const char *one, const char *many)
{
    char digits[NC_UNIT_ROOM];

    nc_unit_format_count(digits, (int64_t)count);
    nc_text_add_format(out, "%s %s", digits, count == 1 ? one : many);
}

static void add_spans(const chart *c, nc_text *out, uint64_t count)
{
    if (c->timeline.sampled)
        add_count(out, count, "stretch", "stretches");
    else
        add_count(out, count, "call", "calls");
}

/* "10.5 ms · 225 calls on 2 threads" */
static void write_about(chart *c)
{
    nc_text_clear(&c->text);
    if (c->how.subtitle) {
        nc_text_add_string(&c->text, c->how.subtitle);
        return;
    }
    add_cost(c, &c->text, c->timeline.length);
    nc_text_add_string(&c->text, " · ");
    add_spans(c, &c->text, c->timeline.calls);
    if (c->timeline.track_count + c->timeline.left_out > 1) {
        nc_text_add_string(&c->text, " on ");
        add_count(&c->text, c->timeline.track_count + c->timeline.left_out, "thread", "threads");
    }
    if (c->timeline.apart)
        nc_text_add_string(&c->text, " · sampled, each thread by a clock of its own: what stands below each other "
                                     "need not have been at once");
    else if (c->timeline.sampled)
        nc_text_add_string(&c->text, " · sampled: what was seen again and again is one stretch, however often it "
                                     "was called");
}

static void write_caption(chart *c)
{
    nc_text_clear(&c->text);
    if (c->timeline.merged) {
        add_spans(c, &c->text, c->timeline.merged);
        nc_text_add_string(&c->text, " too short to draw, merged in dark grey. ");
    }
    if (c->cut || c->timeline.deep)
        nc_text_add_format(&c->text, "What lies deeper than %u frames is not shown. ", c->deepest);
    if (c->timeline.left_out) {
        add_count(&c->text, c->timeline.left_out, "thread that did less is", "threads that did less are");
        nc_text_add_string(&c->text, " not shown. ");
    }
    nc_text_trim(&c->text, ' ');
    nc_wording_add_filters(&c->text, c->words.filters);
}

/* ---- where things stand -------------------------------------------------------- */

static int32_t place(const chart *c, int64_t at)
{
    return MARGIN + (int32_t)((__int128)(c->width - 2 * MARGIN) * at / c->timeline.length);
}

static int32_t track_height(const chart *c, const nc_track *track)
{
    uint32_t depth = track->depth < c->deepest ? track->depth : c->deepest;

    return (c->has_names ? NAME : 0) + LEVEL * (int32_t)depth + BETWEEN;
}

static void measure(chart *c)
{
    const nc_timeline *t = &c->timeline;
    int32_t height = HEAD + NC_FLAME_FRAME_FOOT;

    c->has_processes = false;
    c->has_names = t->track_count > 1;
    for (uint32_t i = 0; i < t->track_count; i++) {
        c->has_names |= t->tracks[i].thread != 0;
        c->has_processes |= t->tracks[i].thread && t->tracks[0].thread &&
                            c->profile->threads[t->tracks[i].thread].process !=
                                c->profile->threads[t->tracks[0].thread].process;
    }
    for (uint32_t i = 0; i < t->track_count; i++)
        height += track_height(c, &t->tracks[i]);
    c->height = height;
}

/* ---- frames --------------------------------------------------------------------- */

static nc_scene_box begin_frame(chart *c, const char *class_, uint32_t track, int32_t y, const nc_span *s)
{
    int32_t x = place(c, s->start), width = place(c, s->end) - x;

    nc_scene_begin(c->scene, c->title.bytes, c->title.size)->class_ =
        nc_scene_add_text(c->scene, class_, strlen(class_));
    /* For the script: in ten-millionths of the whole, finer than pixels. */
    nc_scene_add_number(c->scene, "b", (int64_t)((__int128)s->start * 10000000 / c->timeline.length));
    nc_scene_add_number(c->scene, "w", (int64_t)((__int128)(s->end - s->start) * 10000000 / c->timeline.length));
    if (track)
        nc_scene_add_number(c->scene, "t", track);
    return (nc_scene_box){x, y, width > 2 * NC_FLAME_FRAME_GAP ? width - NC_FLAME_FRAME_GAP / 2 : width,
                          LEVEL - NC_FLAME_FRAME_GAP};
}

static void put_span(chart *c, uint32_t track, int32_t y, const nc_span *s, uint32_t node)
{
    nc_scene_box box;
    size_t name_size;

    nc_text_clear(&c->text);
    name_size = nc_flame_words_name(&c->words, &c->text, node);
    nc_text_clear(&c->title);
    nc_text_add(&c->title, c->text.bytes, c->text.size);
    add_figures(c, &c->title, s, c->tree.nodes[node].self);
    box = begin_frame(c, "f", track, y, s);
    nc_scene_add_box(c->scene, nc_flame_paint_style(&c->paint, node, box.width < NC_FLAME_FRAME_NARROW), box, 100);
    nc_flame_frame_name(c->scene, box, &c->text, name_size, false);
    nc_scene_end(c->scene);
}

static void put_merged(chart *c, uint32_t track, int32_t y, const nc_span *s)
{
    nc_scene_box box;

    nc_text_clear(&c->text);
    add_spans(c, &c->text, s->calls);
    nc_text_add_string(&c->text, " too short to draw");
    nc_text_clear(&c->title);
    nc_text_add(&c->title, c->text.bytes, c->text.size);
    add_figures(c, &c->title, s, 0);
    box = begin_frame(c, "f r", track, y, s);
    if (box.width < LEAST)
        box.width = LEAST;
    nc_scene_add_box(c->scene, NC_FLAME_PAINT_REST, box, 100);
    if (nc_measure_width(c->text.bytes, c->text.size, NC_FLAME_PAINT_LETTERS, false) < box.width - LEVEL)
        nc_flame_frame_text(c->scene, box, c->text.bytes, c->text.size);
    nc_scene_end(c->scene);
}

static void put_name(chart *c, const nc_track *track, int32_t y)
{
    nc_thread thread = track->thread ? c->profile->threads[track->thread] : (nc_thread){{0}, 0, 0};

    nc_text_clear(&c->text);
    nc_text_add(&c->text, nc_profile_text(c->profile, thread.name), nc_profile_size(c->profile, thread.name));
    if (!c->text.size && thread.thread)
        nc_text_add_format(&c->text, "thread %lld", (long long)thread.thread);
    else if (!c->text.size)
        nc_text_add_string(&c->text, "a thread without a name");
    if (c->has_processes && thread.process)
        nc_text_add_format(&c->text, " · process %lld", (long long)thread.process);
    nc_scene_add_label(c->scene, NC_FLAME_PAINT_INK, MARGIN, y + NC_SCENE_PX(14), NC_SCENE_START,
                       c->width - 2 * MARGIN, c->text.bytes, c->text.size);
}

static void put_all(chart *c)
{
    const nc_span all = {0, c->timeline.length, 0, 0, 0};
    nc_scene_box box;

    nc_text_clear(&c->title);
    nc_text_add_string(&c->title, "all · ");
    add_cost(c, &c->title, c->timeline.length);
    box = begin_frame(c, "f", 0, NC_FLAME_FRAME_HEAD, &all);
    nc_scene_add_box(c->scene, NC_FLAME_PAINT_ALL, box, 100);
    nc_flame_frame_text(c->scene, box, c->title.bytes, c->title.size);
    nc_scene_end(c->scene);
}

static void put_tracks(chart *c)
{
    const nc_timeline *t = &c->timeline;
    int32_t y = HEAD;
    uint32_t node = 0;

    nc_scene_begin(c->scene, "", 0)->id = nc_scene_add_text(c->scene, "frames", 6);
    put_all(c);
    for (uint32_t k = 0; k < t->track_count; k++) {
        const nc_track *track = &t->tracks[k];
        int32_t first = y + (c->has_names ? NAME : 0);

        if (c->has_names)
            put_name(c, track, y);
        for (uint32_t i = track->first; i < track->first + track->count; i++) {
            const nc_span *s = &t->spans[i];
            int32_t row = first + LEVEL * ((int32_t)s->depth - 1);

            node += s->calls == 0;
            if (s->depth > c->deepest)
                c->cut++;
            else if (s->calls)
                put_merged(c, k + 1, row, s);
            else
                put_span(c, k + 1, row, s, node);
        }
        y += track_height(c, track);
    }
    nc_scene_end(c->scene);
}

/* Ticks, with lines down through all threads. */
static void put_axis(chart *c)
{
    nc_timeaxis axis = nc_timeaxis_make(c->timeline.length, c->timeline.unit,
                                        (unsigned)((c->width - 2 * MARGIN) / TICKS));
    int32_t top = NC_FLAME_FRAME_HEAD + LEVEL, bottom = c->height - NC_FLAME_FRAME_FOOT;
    char label[NC_UNIT_ROOM];

    nc_scene_begin(c->scene, "", 0)->id = nc_scene_add_text(c->scene, "axis", 4);
    nc_scene_add_number(c->scene, "length", c->timeline.length);
    nc_scene_add_number(c->scene, "clock", c->timeline.unit == NCALLS_UNIT_NANOSECONDS);
    for (int64_t at = 0; at <= axis.length; at += axis.step) {
        int32_t x = place(c, at), room = c->width - MARGIN - x - 400;
        size_t size = nc_timeaxis_format(label, &axis, at);

        nc_scene_add_box(c->scene, NC_FLAME_PAINT_ALL, (nc_scene_box){x, top, 100, bottom - top}, 0);
        if (nc_measure_width(label, size, NC_FLAME_PAINT_LETTERS, false) <= room)
            nc_scene_add_label(c->scene, NC_FLAME_PAINT_INK, x + 400, top + 1300, NC_SCENE_START, room, label, size);
        if (at > INT64_MAX - axis.step)
            break;
    }
    nc_scene_end(c->scene);
}

/* ---- the picture ------------------------------------------------------------------ */

static ncalls_status refuse(const chart *c, ncalls_error *error)
{
    const ncalls_profile *p = c->profile;

    if (p->source_count > 1)
        return nc_fail(error, NCALLS_USAGE, "a flame chart is of one file: several have no clock in common");
    return nc_fail(error, NCALLS_USAGE,
                   "the profile does not say what ran when, as a flame chart shows it: traces, speedscope, samples of "
                   "austin and of profiling.sampling do");
}

/* Half as many threads until the picture is no taller than it may be. */
static ncalls_status view(chart *c, ncalls_error *error)
{
    const ncalls_write_options *o = c->input->options;
    int64_t length = c->profile->timeline.length, share = (int64_t)(o->min_share * 1e6);
    nc_timeview_options options = {.spans = SPANS, .tracks = TRACKS};
    ncalls_status status = NCALLS_OK;

    options.least = (int64_t)((__int128)length * LEAST / (c->width - 2 * MARGIN));
    if (share > 0)
        options.least = (int64_t)((__int128)length * share / 1000000);
    if (o->limit > 0 && o->limit < SPANS)
        options.spans = (uint32_t)o->limit;
    for (;; options.tracks /= 2) {
        status = nc_timeview_make(&c->timeline, c->input->results, &options, error);
        if (status)
            return status;
        measure(c);
        if (c->height <= TALLEST || options.tracks == 1)
            return NCALLS_OK;
        nc_timeline_reset(&c->timeline);
    }
}

static ncalls_status fill(chart *c, ncalls_error *error)
{
    nc_scene_style styles[NC_FLAME_PAINT_STYLES];
    ncalls_results room = *c->input->results; /* for names, which live as long as the profile */
    ncalls_status status = view(c, error);

    if (status)
        return status;
    if (!make_tree(c))
        return nc_fail_memory(error);
    room.profile = c->profile;
    nc_naming_init(&c->words.naming, &room);
    c->paint = (nc_flame_paint){.tree = &c->tree, .kinds = c->input->kinds};
    status = nc_flame_paint_init(&c->paint, c->how.color_by, error);
    if (status)
        return status;
    nc_flame_paint_styles(&c->paint, styles);
    styles[NC_FLAME_PAINT_REST].fill = NC_SCENE_RGB(0x98a1ab, 0x5f6771); /* they may be a pixel wide */
    nc_scene_init(c->scene, styles, NC_FLAME_PAINT_STYLES);
    c->scene->width = c->width;
    c->scene->height = c->height;
    nc_flame_words_title(&c->words, &c->title, c->how.title);
    if (!c->timeline.count) {
        nc_flame_frame_nothing(c->scene, &c->title);
        return NCALLS_OK;
    }
    c->scene->sheet = "templates/flame.css";
    c->scene->script = "templates/flame.js";
    write_about(c);
    nc_flame_frame_head(c->scene, &c->paint, &c->title, &c->text);
    put_axis(c);
    put_tracks(c);
    write_caption(c);
    nc_flame_frame_caption(c->scene, &c->text);
    return NCALLS_OK;
}

static ncalls_status draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error)
{
    const ncalls_tree_options *shape = input->options->tree;
    chart c = {.scene = scene, .input = input, .profile = input->results->whole};
    ncalls_status status;

    if (input->results->base || (shape && (shape->inverted || shape->by_line)))
        return nc_fail(error, NCALLS_USAGE, "a flame chart shows one run as it went: no base, no callers first, no "
                                            "lines apart");
    if (!c.profile->timeline.count)
        return refuse(&c, error);
    if (input->options->flame)
        c.how = *input->options->flame;
    c.width = NC_SCENE_PX(nc_flame_frame_width(c.how.width));
    c.deepest = nc_flame_frame_depth(shape ? shape->depth : 0);
    c.words = (nc_flame_words){.tree = &c.tree, .filters = &input->results->filters, .by_time = true};
    nc_text_init(&c.text);
    nc_text_init(&c.title);
    status = fill(&c, error);
    if (!status && (nc_text_failed(&c.text) || nc_text_failed(&c.title)))
        status = nc_fail_memory(error);
    nc_text_reset(&c.text);
    nc_text_reset(&c.title);
    nc_alloc_free(c.tree.nodes);
    nc_timeline_reset(&c.timeline);
    return status;
}

const nc_figure nc_draw_flamechart = {"flamechart", draw};
