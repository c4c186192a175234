/* SPDX-License-Identifier: MIT */
#include "draw/flame_frame.h"

#include <string.h>

#include "draw/abbreviation.h"
#include "draw/measure.h"

enum {
    WIDTH = 1200, /* px, by default */
    NARROWEST = 400,
    WIDEST = 20000,
    DEEPEST = 1000,    /* frames below one another, by default: what Python allows */
    DEPTH_MOST = 1700, /* PNG ends at 32,767 pixels */
    CONTROLS = NC_SCENE_PX(290), /* beside the title the script puts its search */
    PADDING = 300,  /* beside a name in its frame */
    LEGIBLE = 2800, /* narrower frames have no name */
};

long nc_flame_frame_width(long asked)
{
    return asked == 0 ? WIDTH : asked < NARROWEST ? NARROWEST : asked > WIDEST ? WIDEST : asked;
}

uint32_t nc_flame_frame_depth(long asked)
{
    return asked == 0 ? DEEPEST : asked < 0 || asked > DEPTH_MOST ? DEPTH_MOST : (uint32_t)asked;
}

void nc_flame_frame_text(nc_scene *scene, nc_scene_box box, const char *text, size_t size)
{
    if (box.width >= LEGIBLE)
        nc_scene_add_label(scene, NC_FLAME_PAINT_NAME, box.x + PADDING, box.y + 1300, NC_SCENE_START,
                           box.width - 2 * PADDING, text, size);
}

static bool has_room(nc_scene_box box, const nc_text *text, size_t size)
{
    return !nc_measure_cut(text->bytes, size, NC_FLAME_PAINT_LETTERS, false, box.width - 2 * PADDING).cut;
}

void nc_flame_frame_name(nc_scene *scene, nc_scene_box box, nc_text *text, size_t name_size, bool estimated)
{
    nc_abbreviation part;

    if (box.width < LEGIBLE)
        return;
    if (has_room(box, text, text->size)) {
        nc_flame_frame_text(scene, box, text->bytes, text->size);
    } else if (has_room(box, text, name_size)) {
        nc_flame_frame_text(scene, box, text->bytes, name_size);
    } else {
        part = nc_abbreviation_of(text->bytes + estimated, name_size - estimated);
        memmove(text->bytes + estimated, text->bytes + estimated + part.at, part.size);
        nc_flame_frame_text(scene, box, text->bytes, estimated + part.size);
    }
}

static void put_line(nc_scene *scene, unsigned style, int32_t y, const nc_text *text)
{
    int32_t room = scene->width - 2 * NC_FLAME_FRAME_MARGIN - (style == NC_FLAME_PAINT_TITLE ? CONTROLS : 0);

    nc_scene_add_label(scene, style, NC_FLAME_FRAME_MARGIN, y, NC_SCENE_START, room, text->bytes, text->size);
}

static void put_key(nc_scene *scene, const nc_flame_paint *paint)
{
    int32_t x = NC_FLAME_FRAME_MARGIN, end = scene->width - NC_FLAME_FRAME_MARGIN;

    for (unsigned i = 0; i < paint->key_count && x < end; i++) {
        const nc_flame_paint_key *key = &paint->keys[i];
        nc_scene_box box = {x, NC_SCENE_PX(58), 1100, 1100};
        int32_t room = end - x - 1600;

        nc_scene_add_box(scene, nc_flame_paint_family(paint, key->family), box, 200);
        x += 1600 + 1400 +
             nc_scene_add_label(scene, NC_FLAME_PAINT_INK, x + 1600, box.y + 1000, NC_SCENE_START,
                                room < 20000 ? room : 20000, key->name, key->size);
    }
}

static void put_title(nc_scene *scene, const nc_text *title)
{
    scene->title = nc_scene_add_text(scene, title->bytes, title->size);
    put_line(scene, NC_FLAME_PAINT_TITLE, NC_SCENE_PX(24), title);
}

void nc_flame_frame_head(nc_scene *scene, const nc_flame_paint *paint, const nc_text *title, const nc_text *about)
{
    put_title(scene, title);
    scene->about = nc_scene_add_text(scene, about->bytes, about->size);
    put_line(scene, NC_FLAME_PAINT_INK, NC_SCENE_PX(44), about);
    put_key(scene, paint);
}

void nc_flame_frame_caption(nc_scene *scene, const nc_text *caption)
{
    nc_scene_begin(scene, "", 0)->id = nc_scene_add_text(scene, "caption", 7);
    put_line(scene, NC_FLAME_PAINT_INK, scene->height - NC_SCENE_PX(13), caption);
    nc_scene_end(scene);
}

void nc_flame_frame_nothing(nc_scene *scene, const nc_text *title)
{
    static const char words[] = "There is nothing to draw: no frame passes the filters, or nothing has a cost.";

    scene->height = NC_FLAME_FRAME_HEAD + NC_FLAME_FRAME_FOOT;
    put_title(scene, title);
    nc_scene_add_label(scene, NC_FLAME_PAINT_INK, NC_FLAME_FRAME_MARGIN, NC_SCENE_PX(48), NC_SCENE_START,
                       scene->width - 2 * NC_FLAME_FRAME_MARGIN, words, sizeof words - 1);
}
