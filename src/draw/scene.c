/* SPDX-License-Identifier: MIT */
#include "draw/scene.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/utf8.h"
#include "draw/measure.h"

void nc_scene_init(nc_scene *scene, const nc_scene_style *styles, size_t count)
{
    *scene = (nc_scene){0};
    nc_text_init(&scene->texts);
    nc_text_add_char(&scene->texts, '\0');
    scene->styles = nc_alloc(count * sizeof *styles);
    scene->failed = !scene->styles;
    if (scene->styles) {
        memcpy(scene->styles, styles, count * sizeof *styles);
        scene->style_count = count;
    }
}

void nc_scene_reset(nc_scene *scene)
{
    nc_alloc_free(scene->styles);
    nc_alloc_free(scene->items);
    nc_alloc_free(scene->points);
    nc_alloc_free(scene->groups);
    nc_alloc_free(scene->data);
    nc_text_reset(&scene->texts);
    *scene = (nc_scene){0};
    nc_text_init(&scene->texts);
}

bool nc_scene_failed(const nc_scene *scene)
{
    return scene->failed || nc_text_failed(&scene->texts);
}

/* Ends the text that was begun at `begin`. Offsets are 32 bits. */
static uint32_t end_text(nc_scene *scene, size_t begin)
{
    nc_text_add_char(&scene->texts, '\0');
    if (begin > UINT32_MAX)
        scene->failed = true;
    return nc_scene_failed(scene) ? 0 : (uint32_t)begin;
}

uint32_t nc_scene_add_text(nc_scene *scene, const char *text, size_t size)
{
    size_t begin = scene->texts.size;

    if (!size)
        return 0;
    nc_text_add_escaped(&scene->texts, text, size);
    return end_text(scene, begin);
}

/* A tooltip may have lines. */
static uint32_t add_title(nc_scene *scene, const char *text, size_t size)
{
    size_t begin = scene->texts.size;

    while (size && text[size - 1] == '\n')
        size--;
    if (!size)
        return 0;
    for (size_t at = 0, end; at < size; at = end + 1) {
        const char *newline = memchr(text + at, '\n', size - at);

        end = newline ? (size_t)(newline - text) : size;
        nc_text_add_escaped(&scene->texts, text + at, end - at);
        if (newline)
            nc_text_add_char(&scene->texts, '\n');
    }
    return end_text(scene, begin);
}

static nc_scene_item *add_item(nc_scene *scene, nc_scene_kind kind, unsigned style)
{
    nc_scene_item *item;

    if (scene->failed ||
        !nc_alloc_grow(&scene->items, &scene->item_room, scene->item_count + 1, sizeof *scene->items)) {
        scene->failed = true;
        return NULL;
    }
    item = &scene->items[scene->item_count++];
    *item = (nc_scene_item){.kind = (uint8_t)kind, .style = (uint16_t)style};
    return item;
}

nc_scene_group *nc_scene_begin(nc_scene *scene, const char *title, size_t size)
{
    nc_scene_item *item;
    nc_scene_group *group;

    scene->depth++;
    if (!nc_alloc_grow(&scene->groups, &scene->group_room, scene->group_count + 1, sizeof *scene->groups))
        scene->failed = true;
    item = add_item(scene, NC_SCENE_BEGIN, 0);
    if (!item)
        return &scene->nowhere;
    item->group = (uint32_t)scene->group_count;
    group = &scene->groups[scene->group_count++];
    *group = (nc_scene_group){.title = add_title(scene, title, size), .data = (uint32_t)scene->data_count};
    return group;
}

void nc_scene_add_datum(nc_scene *scene, const char *name, const char *text, size_t size)
{
    uint32_t offset = nc_scene_add_text(scene, text, size);

    if (scene->failed || !scene->group_count)
        return;
    if (!nc_alloc_grow(&scene->data, &scene->data_room, scene->data_count + 1, sizeof *scene->data)) {
        scene->failed = true;
        return;
    }
    scene->data[scene->data_count++] = (nc_scene_datum){name, offset};
    scene->groups[scene->group_count - 1].data_count++;
}

void nc_scene_add_number(nc_scene *scene, const char *name, int64_t value)
{
    char digits[24];

    nc_scene_add_datum(scene, name, digits, nc_number_format_int(digits, value));
}

void nc_scene_end(nc_scene *scene)
{
    scene->depth--;
    add_item(scene, NC_SCENE_END, 0);
}

void nc_scene_add_box(nc_scene *scene, unsigned style, nc_scene_box box, int32_t radius)
{
    nc_scene_item *item = add_item(scene, NC_SCENE_BOX, style);

    if (item) {
        item->box = box;
        item->radius = radius;
    }
}

void nc_scene_add_path(nc_scene *scene, nc_scene_kind kind, unsigned style, int32_t width,
                       const nc_scene_point *points, size_t count)
{
    nc_scene_item *item;

    if (!nc_alloc_grow(&scene->points, &scene->point_room, scene->point_count + count, sizeof *points))
        scene->failed = true;
    item = add_item(scene, kind, style);
    if (!item)
        return;
    item->path.first = (uint32_t)scene->point_count;
    item->path.count = (uint32_t)count;
    item->path.width = width;
    memcpy(scene->points + scene->point_count, points, count * sizeof *points);
    scene->point_count += count;
}

int32_t nc_scene_add_label(nc_scene *scene, unsigned style, int32_t x, int32_t y, nc_scene_anchor anchor, int32_t room,
                           const char *text, size_t size)
{
    size_t begin = scene->texts.size;
    nc_scene_item *item;
    nc_measure_fit fit;

    if (scene->failed || !size || style >= scene->style_count)
        return 0;
    nc_text_add_escaped(&scene->texts, text, size);
    if (nc_scene_failed(scene))
        return 0;
    fit = nc_measure_cut(scene->texts.bytes + begin, scene->texts.size - begin, scene->styles[style].size,
                         scene->styles[style].bold, room);
    scene->texts.size = begin + fit.size;
    scene->texts.bytes[scene->texts.size] = '\0';
    if (!fit.size)
        return 0;
    if (fit.cut)
        nc_text_add_string(&scene->texts, "…");
    item = add_item(scene, NC_SCENE_LABEL, style);
    if (!item)
        return 0;
    item->anchor = (uint8_t)anchor;
    item->label.x = x;
    item->label.y = y;
    item->label.width = fit.width;
    item->label.text = end_text(scene, begin);
    return fit.width;
}
