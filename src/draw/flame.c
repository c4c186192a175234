/* SPDX-License-Identifier: MIT */
/*
 * The flame graph: a call tree as boxes on boxes, as wide as what they cost
 * (Brendan Gregg's picture). Below the first box lie (or above it stand) its
 * callees, the heaviest on the left; what is narrower than half a pixel is
 * merged, counted and grey.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/unit.h"
#include "draw/figure.h"
#include "draw/flame_frame.h"
#include "draw/flame_paint.h"
#include "draw/flame_words.h"

enum {
    MARGIN = NC_FLAME_FRAME_MARGIN,
    LEVEL = NC_FLAME_FRAME_LEVEL,
    GAP = NC_FLAME_FRAME_GAP,
    LEAST = NC_FLAME_FRAME_LEAST,
};

typedef struct flame {
    nc_scene *scene;
    const nc_figure_input *input;
    const ncalls_write_options *options;
    ncalls_flame_options how;
    ncalls_tree_options shape;
    const nc_calltree *tree;
    nc_calltree measured; /* for `tree`, if this is no difference */
    nc_treediff changed;  /* ... and if it is one */
    nc_calltree_options limits;
    nc_flame_paint paint;
    nc_flame_words words;
    int64_t *begin;   /* [node] what stands left of it */
    int64_t *used;    /* [node] what its children took so far */
    uint32_t rows;    /* frames below one another, the one under all included */
    uint32_t merged;  /* how many frames are not drawn by themselves */
    int64_t merged_total;
    nc_text text, title;
} flame;

/* ---- where things stand ---------------------------------------------------- */

static int64_t add(int64_t a, int64_t b)
{
    bool saturated = false;

    return nc_number_add(a, b, &saturated);
}

static int32_t place(const flame *f, int64_t offset)
{
    int64_t whole = f->tree->nodes[0].total;
    __int128 width = f->scene->width - 2 * MARGIN;

    return MARGIN + (int32_t)(width * (offset < whole ? offset : whole) / whole);
}

static int32_t row_y(const flame *f, uint32_t depth)
{
    return NC_FLAME_FRAME_HEAD + LEVEL * (int32_t)(f->how.icicle ? depth : f->rows - 1 - depth);
}

/* Frames that can be told apart have a gap between them. */
static nc_scene_box box_of(const flame *f, uint32_t depth, int64_t begin, int64_t total)
{
    int32_t x = place(f, begin), width = place(f, add(begin, total)) - x;

    return (nc_scene_box){x, row_y(f, depth), width > 2 * GAP ? width - GAP / 2 : width, LEVEL - GAP};
}

/* ---- frames ----------------------------------------------------------------- */

static void begin_group(flame *f, const char *class_, int64_t begin, int64_t total)
{
    nc_scene_group *group = nc_scene_begin(f->scene, f->title.bytes, f->title.size);
    int64_t whole = f->tree->nodes[0].total;

    group->class_ = nc_scene_add_text(f->scene, class_, strlen(class_));
    /* For the script: in ten-millionths of the whole, finer than pixels. */
    nc_scene_add_number(f->scene, "b", (int64_t)((__int128)begin * 10000000 / whole));
    nc_scene_add_number(f->scene, "w", (int64_t)((__int128)total * 10000000 / whole));
}

static void put_frame(flame *f, uint32_t i)
{
    const nc_calltree_node *node = &f->tree->nodes[i];
    nc_scene_box box = box_of(f, node->depth, f->begin[i], node->total);
    unsigned style = NC_FLAME_PAINT_ALL;
    size_t name_size = 0;

    nc_text_clear(&f->text);
    if (i)
        name_size = nc_flame_words_name(&f->words, &f->text, i);
    else
        nc_text_add_string(&f->text, f->shape.inverted ? "all self time" : "all");
    nc_text_clear(&f->title);
    nc_text_add(&f->title, f->text.bytes, f->text.size);
    nc_flame_words_figures(&f->words, &f->title, i);
    begin_group(f, "f", f->begin[i], node->total);
    if (i)
        style = nc_flame_paint_style(&f->paint, i, box.width < NC_FLAME_FRAME_NARROW);
    nc_scene_add_box(f->scene, style, box, 100);
    if (i)
        nc_flame_frame_name(f->scene, box, &f->text, name_size, node->estimated);
    else
        nc_flame_frame_text(f->scene, box, f->title.bytes, f->title.size);
    nc_scene_end(f->scene);
}

/* What is left out of a frame's children stands behind them. */
static void put_rest(flame *f, uint32_t i)
{
    const nc_calltree_node *node = &f->tree->nodes[i];
    int64_t begin = add(f->begin[i], f->used[i]);
    nc_scene_box box = box_of(f, node->depth + 1, begin, node->rest);
    char count[NC_UNIT_ROOM];

    if (!node->rest || box.width < LEAST || node->depth + 1 >= f->rows)
        return;
    nc_text_clear(&f->text);
    nc_unit_format_count(count, node->rest_count);
    nc_text_add_format(&f->text, "%s %s", count, node->rest_count == 1 ? "smaller one" : "smaller ones");
    nc_text_clear(&f->title);
    nc_text_add(&f->title, f->text.bytes, f->text.size);
    nc_text_add_string(&f->title, " · ");
    nc_flame_words_cost(&f->words, &f->title, node->rest);
    begin_group(f, "f r", begin, node->rest);
    nc_scene_add_box(f->scene, NC_FLAME_PAINT_REST, box, 100);
    nc_flame_frame_text(f->scene, box, f->text.bytes, f->text.size);
    nc_scene_end(f->scene);
}

static void put_frames(flame *f)
{
    nc_scene_group *group = nc_scene_begin(f->scene, "", 0);

    group->id = nc_scene_add_text(f->scene, "frames", 6);
    for (uint32_t i = 0; i <= f->tree->count; i++)
        put_frame(f, i);
    for (uint32_t i = 0; i <= f->tree->count; i++)
        put_rest(f, i);
    nc_scene_end(f->scene);
}

/* ---- around them ------------------------------------------------------------ */

static void put_surroundings(flame *f)
{
    nc_text_clear(&f->text);
    if (f->how.subtitle)
        nc_text_add_string(&f->text, f->how.subtitle);
    else
        nc_flame_words_subtitle(&f->words, &f->text, f->input->summary);
    nc_flame_frame_head(f->scene, &f->paint, &f->title, &f->text);
    nc_text_clear(&f->text);
    nc_flame_words_caption(&f->words, &f->text, f->merged, f->merged_total, &f->limits);
    nc_flame_frame_caption(f->scene, &f->text);
}

/* ---- the picture ------------------------------------------------------------ */

static bool measure(flame *f)
{
    const nc_calltree *t = f->tree;

    f->begin = nc_alloc_zeroed((size_t)t->count + 1, sizeof *f->begin);
    f->used = nc_alloc_zeroed((size_t)t->count + 1, sizeof *f->used);
    if (!f->begin || !f->used)
        return false;
    for (uint32_t i = 0; i <= t->count; i++) {
        const nc_calltree_node *node = &t->nodes[i];

        if (i) {
            f->begin[i] = add(f->begin[node->parent], f->used[node->parent]);
            f->used[node->parent] = add(f->used[node->parent], node->total);
        }
        if (node->depth + 1 > f->rows)
            f->rows = node->depth + 1;
        f->merged += node->rest_count;
        f->merged_total = add(f->merged_total, node->cut ? 0 : node->rest);
    }
    f->scene->height = NC_FLAME_FRAME_HEAD + LEVEL * (int32_t)f->rows + NC_FLAME_FRAME_FOOT;
    return true;
}

static double least_share(double asked, long width)
{
    return asked > 0 ? asked : (double)LEAST / (double)(NC_SCENE_PX(nc_flame_frame_width(width)) - 2 * MARGIN);
}

/* Lines are other frames, and upside down what is small alone adds up. */
double ncalls_flame_narrow(const ncalls_write_options *options)
{
    if (options->tree && (options->tree->inverted || options->tree->by_line))
        return 0;
    return least_share(options->min_share, options->flame ? options->flame->width : 0);
}

static void set_limits(flame *f)
{
    f->limits = (nc_calltree_options){f->shape.inverted, f->shape.by_line,
                                      least_share(f->options->min_share, f->how.width), NC_FLAME_FRAME_MOST,
                                      nc_flame_frame_depth(f->shape.depth)};
    f->how.width = nc_flame_frame_width(f->how.width);
    if (f->options->limit > 0 && f->options->limit < NC_FLAME_FRAME_MOST)
        f->limits.max_nodes = (uint32_t)f->options->limit;
}

static ncalls_status make_tree(flame *f, ncalls_error *error)
{
    ncalls_status status;

    if (f->input->results->base) {
        status = nc_treediff_make(&f->changed, f->input->results, &f->limits, error);
        f->tree = &f->changed.tree;
        f->words.diff = &f->changed;
    } else {
        status = nc_calltree_make(&f->measured, f->input->results, &f->limits, error);
        f->tree = &f->measured;
    }
    f->words.tree = f->tree;
    f->words.inverted = f->shape.inverted;
    f->words.filters = &f->input->results->filters;
    f->paint = (nc_flame_paint){.tree = f->tree, .diff = f->words.diff, .inverted = f->shape.inverted};
    f->paint.kinds = f->input->kinds;
    return status ? status : nc_flame_paint_init(&f->paint, f->how.color_by, error);
}

static ncalls_status fill(flame *f, ncalls_error *error)
{
    nc_scene_style styles[NC_FLAME_PAINT_STYLES];
    ncalls_results room = *f->input->results; /* for names, which live as long as the profile */
    ncalls_status status = make_tree(f, error);

    if (status)
        return status;
    nc_flame_paint_styles(&f->paint, styles);
    nc_scene_init(f->scene, styles, NC_FLAME_PAINT_STYLES);
    f->scene->width = NC_SCENE_PX(f->how.width);
    room.profile = f->tree->profile;
    nc_naming_init(&f->words.naming, &room);
    nc_flame_words_title(&f->words, &f->title, f->how.title);
    if (f->tree->nodes[0].total <= 0 || !f->tree->count) {
        nc_flame_frame_nothing(f->scene, &f->title);
        return NCALLS_OK;
    }
    if (!measure(f))
        return nc_fail_memory(error);
    f->scene->sheet = "templates/flame.css";
    f->scene->script = "templates/flame.js";
    put_surroundings(f);
    put_frames(f);
    return NCALLS_OK;
}

static ncalls_status draw(nc_scene *scene, const nc_figure_input *input, ncalls_error *error)
{
    flame f = {.scene = scene, .input = input, .options = input->options};
    ncalls_status status;

    if (input->options->flame)
        f.how = *input->options->flame;
    if (input->options->tree)
        f.shape = *input->options->tree;
    nc_text_init(&f.text);
    nc_text_init(&f.title);
    set_limits(&f);
    status = fill(&f, error);
    if (!status && (nc_text_failed(&f.text) || nc_text_failed(&f.title)))
        status = nc_fail_memory(error);
    nc_text_reset(&f.text);
    nc_text_reset(&f.title);
    nc_alloc_free(f.begin);
    nc_alloc_free(f.used);
    nc_treediff_reset(&f.changed);
    nc_calltree_reset(&f.measured);
    return status;
}

const nc_figure nc_draw_flame = {"flame", draw};
