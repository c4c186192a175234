/* SPDX-License-Identifier: MIT */
#include "draw/legend.h"

#include <string.h>

#include "draw/signs.h"
#include "draw/measure.h"

enum {
    SWATCH = NC_SCENE_PX(11), /* height of samples */
    STEP = NC_SCENE_PX(8),    /* width of one level of heat */
    LINE = NC_SCENE_PX(28),   /* length of a sample of an edge */
    GAP = NC_SCENE_PX(6),
    SPACE = NC_SCENE_PX(20),  /* between samples */
};

int32_t nc_legend_paragraph(nc_scene *scene, unsigned style, int32_t x, int32_t y, int32_t width, const char *text,
                            size_t size)
{
    const nc_scene_style *s = &scene->styles[style];
    size_t begin = 0;

    while (begin < size) {
        size_t end = begin, at = begin;

        while (at < size) { /* as many words as have room, one at least */
            size_t word = at;

            while (word < size && text[word] != ' ')
                word++;
            if (end > begin && nc_measure_width(text + begin, word - begin, s->size, s->bold) > width)
                break;
            end = word;
            at = word + 1;
        }
        nc_scene_add_label(scene, style, x, y, NC_SCENE_START, width, text + begin, end - begin);
        y += s->size * 3 / 2;
        begin = end + 1;
    }
    return y;
}

typedef struct row { /* samples, from left to right, wrapped */
    nc_scene *scene;
    int32_t x, y, width;
} row;

static int32_t width_of(const row *r, const char *text)
{
    return nc_measure_width(text, strlen(text), r->scene->styles[NC_PALETTE_TEXT].size, false);
}

/* Makes room for a sample with its text; returns where the sample begins. */
static int32_t begin_sample(row *r, int32_t sample, const char *text)
{
    int32_t need = sample + GAP + width_of(r, text), x;

    if (r->x > NC_LEGEND_MARGIN && r->x + need > NC_LEGEND_MARGIN + r->width) {
        r->x = NC_LEGEND_MARGIN;
        r->y += NC_SCENE_PX(18);
    }
    x = r->x;
    nc_scene_add_label(r->scene, NC_PALETTE_TEXT, x + sample + GAP, r->y, NC_SCENE_START, need, text, strlen(text));
    r->x += need + SPACE;
    return x;
}

static void add_levels(row *r, unsigned count, const char *text)
{
    int32_t x = begin_sample(r, (int32_t)count * STEP, text);

    for (unsigned level = 0; level < count; level++)
        nc_scene_add_box(r->scene, NC_PALETTE_HEAT + level,
                         (nc_scene_box){x + (int32_t)level * STEP, r->y - SWATCH + 200, STEP, SWATCH}, 0);
}

static void add_bar(row *r)
{
    int32_t x = begin_sample(r, LINE, "bar: self share of the cumulative");

    nc_scene_add_box(r->scene, NC_PALETTE_TRACK, (nc_scene_box){x, r->y - 500, LINE, 300}, 0);
    nc_scene_add_box(r->scene, NC_PALETTE_BAR, (nc_scene_box){x, r->y - 500, LINE * 2 / 5, 300}, 0);
}

static void add_bars(row *r)
{
    int32_t x = begin_sample(r, LINE, "bars: cumulative before, now");

    nc_scene_add_box(r->scene, NC_PALETTE_BEFORE, (nc_scene_box){x, r->y - 650, LINE * 2 / 5, 200}, 0);
    nc_scene_add_box(r->scene, NC_PALETTE_BAR, (nc_scene_box){x, r->y - 350, LINE, 200}, 0);
}

static void add_outline(row *r, unsigned style, const char *text)
{
    int32_t x = begin_sample(r, LINE, text);

    nc_scene_add_box(r->scene, style, (nc_scene_box){x, r->y - SWATCH + 200, LINE, SWATCH}, 300);
}

static void add_line(row *r, unsigned style, int32_t width, const char *text)
{
    int32_t x = begin_sample(r, LINE, text);
    nc_scene_point line[2] = {{x, r->y - 400}, {x + LINE, r->y - 400}};

    nc_scene_add_path(r->scene, NC_SCENE_LINE, style, width, line, 2);
}

static void add_mine(row *r)
{
    static const char sample[] = "name";
    int32_t wide = nc_measure_width(sample, sizeof sample - 1, r->scene->styles[NC_PALETTE_MINE].size, true);
    int32_t x = begin_sample(r, wide, "your code");

    nc_scene_add_label(r->scene, NC_PALETTE_MINE, x, r->y, NC_SCENE_START, wide, sample, sizeof sample - 1);
}

static void add_mark(row *r)
{
    int32_t x = begin_sample(r, NC_SCENE_PX(16), "a finding blames it");

    nc_signs_draw(r->scene, x + NC_SCENE_PX(16), r->y - NC_SCENE_PX(12), "!", 1);
}

static void add_measured(row *r, const nc_legend *legend)
{
    add_levels(r, NC_PALETTE_LEVELS, "cumulative share, 0 to 100%");
    add_bar(r);
    if (legend->styles[NC_PALETTE_HOT])
        add_line(r, NC_PALETTE_HOT, 300, "heaviest path");
}

static void add_changed(row *r, const nc_legend *legend)
{
    static const struct {
        nc_palette_style style;
        bool box;
        const char *text;
    } samples[] = {
        {NC_PALETTE_OUTLINE, true, "where the change begins"},
        {NC_PALETTE_ADDED, true, "added"},
        {NC_PALETTE_REMOVED, true, "removed"},
        {NC_PALETTE_HOT, false, "costs more"},
        {NC_PALETTE_LESS, false, "costs less"},
        {NC_PALETTE_GONE, false, "no longer called"},
    };

    add_levels(r, 2 * NC_PALETTE_CHANGE_MOST + 1, "cumulative: less (−), the same, more (+) of the whole");
    add_bars(r);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (legend->styles[samples[i].style] && samples[i].box)
            add_outline(r, samples[i].style, samples[i].text);
        else if (legend->styles[samples[i].style])
            add_line(r, samples[i].style, 300, samples[i].text);
}

static int32_t add_samples(nc_scene *scene, const nc_legend *legend, int32_t y, int32_t width)
{
    row r = {scene, NC_LEGEND_MARGIN, y, width};

    nc_scene_begin(scene, "", 0);
    if (legend->chart->overlay)
        add_changed(&r, legend);
    else
        add_measured(&r, legend);
    if (legend->styles[NC_PALETTE_BACK])
        add_line(&r, NC_PALETTE_BACK, 150, "recursion: back up");
    add_mine(&r);
    if (legend->styles[NC_PALETTE_MARK])
        add_mark(&r);
    nc_scene_end(scene);
    return r.y + NC_SCENE_PX(22);
}

int32_t nc_legend_draw(nc_scene *scene, const nc_legend *legend, int32_t width)
{
    int32_t y = NC_LEGEND_MARGIN + NC_SCENE_PX(14);
    nc_text text;

    nc_text_init(&text);
    nc_wording_title(&legend->chart->wording, &text);
    scene->title = nc_scene_add_text(scene, text.bytes, text.size);
    nc_scene_add_label(scene, NC_PALETTE_TITLE, NC_LEGEND_MARGIN, y, NC_SCENE_START, width, text.bytes, text.size);
    nc_text_clear(&text);
    if (legend->summary) {
        nc_text_add_escaped(&text, legend->summary, strlen(legend->summary));
        nc_text_add_string(&text, ". ");
    }
    nc_wording_caption(&legend->chart->wording, &text, &legend->chart->selection, legend->undrawn);
    scene->about = nc_scene_add_text(scene, text.bytes, text.size);
    y += NC_SCENE_PX(20);
    y = nc_legend_paragraph(scene, NC_PALETTE_TEXT, NC_LEGEND_MARGIN, y, width, text.bytes, text.size);
    scene->failed |= nc_text_failed(&text);
    nc_text_reset(&text);
    return legend->chart->selection.node_count ? add_samples(scene, legend, y + NC_SCENE_PX(4), width) : y;
}
