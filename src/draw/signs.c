/* SPDX-License-Identifier: MIT */
#include "draw/signs.h"

#include <string.h>

#include "base/alloc.h"
#include "draw/legend.h"
#include "draw/measure.h"

enum {
    LISTED = 6,               /* in the list; what follows is "!" in the picture and said in its tooltip */
    ABREAST = 3,              /* numbers in one sign: more are in its tooltip */
    HIGH = NC_SCENE_PX(16),   /* of a sign */
    INDENT = NC_SCENE_PX(24), /* of what the list says, behind its signs */
    BETWEEN = NC_SCENE_PX(4), /* two of the list */
};

static bool is_drawn(const nc_chart *chart, nc_func f)
{
    for (uint32_t n = 0; n < chart->selection.node_count; n++)
        if (chart->selection.nodes[n].function.at == f.at)
            return f.at;
    return false;
}

ncalls_status nc_signs_make(nc_signs *signs, const nc_figure_input *input, const nc_chart *chart, ncalls_error *error)
{
    *signs = (nc_signs){.input = input};
    signs->at = nc_alloc_zeroed(input->mark_count + 1, sizeof *signs->at);
    signs->number = nc_alloc_zeroed(input->mark_count + 1, sizeof *signs->number);
    if (!signs->at || !signs->number)
        return nc_fail_memory(error);
    for (size_t i = 0; i < input->mark_count; i++) {
        nc_func f = input->marks[i].function;

        if (!f.at || !is_drawn(chart, nc_chart_place(chart, f)))
            continue;
        signs->at[i] = nc_chart_place(chart, f);
        signs->drawn++;
        if (!input->places && signs->listed < LISTED)
            signs->number[i] = (uint16_t)++signs->listed;
    }
    return NCALLS_OK;
}

void nc_signs_reset(nc_signs *signs)
{
    nc_alloc_free(signs->at);
    nc_alloc_free(signs->number);
}

void nc_signs_draw(nc_scene *scene, int32_t x, int32_t y, const char *text, size_t size)
{
    const nc_scene_style *style = &scene->styles[NC_PALETTE_MARK_TEXT];
    int32_t wide = nc_measure_width(text, size, style->size, style->bold) + NC_SCENE_PX(8);

    wide = wide > HIGH ? wide : HIGH;
    nc_scene_add_box(scene, NC_PALETTE_MARK, (nc_scene_box){x - wide, y, wide, HIGH}, HIGH / 2);
    nc_scene_add_label(scene, NC_PALETTE_MARK_TEXT, x - wide / 2, y + HIGH * 3 / 4, NC_SCENE_MIDDLE, wide, text, size);
}

/* "1, 3", or "!" where one of them has no number. */
static void add_numbers(const nc_signs *signs, nc_text *out, nc_func f)
{
    unsigned count = 0;

    for (size_t i = 0; i < signs->input->mark_count && count < ABREAST; i++)
        if (signs->at[i].at == f.at && signs->number[i])
            nc_text_add_format(out, count++ ? ", %u" : "%u", (unsigned)signs->number[i]);
    if (!count)
        nc_text_add_char(out, '!');
}

void nc_signs_add(const nc_signs *signs, nc_scene *scene, nc_func f, nc_scene_box box)
{
    const nc_figure_mark *first = NULL;
    nc_scene_group *group;
    nc_text text;

    nc_text_init(&text);
    for (size_t i = 0; i < signs->input->mark_count; i++) {
        const nc_figure_mark *mark = &signs->input->marks[i];

        if (signs->at[i].at != f.at)
            continue;
        first = first ? first : mark;
        nc_text_add_escaped(&text, mark->text, strlen(mark->text));
        nc_text_add_char(&text, '\n');
    }
    if (first) {
        group = nc_scene_begin(scene, text.bytes, text.size);
        if (first->link)
            group->link = nc_scene_add_text(scene, first->link, strlen(first->link));
        nc_text_clear(&text);
        add_numbers(signs, &text, f);
        nc_signs_draw(scene, box.x + box.width + NC_SCENE_PX(7), box.y - NC_SCENE_PX(7), text.bytes, text.size);
        nc_scene_end(scene);
    }
    scene->failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

/* What one finding says, in about four lines at most: names in it are as long as somebody wished. */
static int32_t list_one(nc_scene *scene, int32_t x, int32_t y, int32_t width, const char *said, nc_text *text)
{
    const nc_scene_style *style = &scene->styles[NC_PALETTE_TEXT];
    nc_text whole;
    nc_measure_fit fit;

    nc_text_init(&whole);
    nc_text_add_escaped(&whole, said, strlen(said));
    fit = nc_measure_cut(whole.bytes, whole.size, style->size, style->bold, 4 * width);
    nc_text_clear(text);
    nc_text_add(text, whole.bytes, fit.size);
    nc_text_add_string(text, fit.cut ? "\u2026" : "");
    scene->failed |= nc_text_failed(&whole);
    nc_text_reset(&whole);
    return nc_legend_paragraph(scene, NC_PALETTE_TEXT, x, y, width, text->bytes, text->size);
}

int32_t nc_signs_list(const nc_signs *signs, nc_scene *scene, int32_t x, int32_t y, int32_t width)
{
    nc_text text;

    nc_text_init(&text);
    for (size_t i = 0; i < signs->input->mark_count; i++) {
        if (!signs->number[i])
            continue;
        nc_text_clear(&text);
        nc_text_add_format(&text, "%u", (unsigned)signs->number[i]);
        nc_signs_draw(scene, x + HIGH, y - HIGH * 3 / 4, text.bytes, text.size);
        y = list_one(scene, x + INDENT, y, width - INDENT, signs->input->marks[i].text, &text) + BETWEEN;
    }
    scene->failed |= nc_text_failed(&text);
    nc_text_reset(&text);
    return y;
}
