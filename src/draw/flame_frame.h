/* SPDX-License-Identifier: MIT */
/* What flame graphs and flame charts have in common: how large things are, the
 * names in their frames, and what is said around them. */
#ifndef NC_FLAME_FRAME_H
#define NC_FLAME_FRAME_H

#include "draw/flame_paint.h"

enum {
    NC_FLAME_FRAME_MARGIN = NC_SCENE_PX(10),
    NC_FLAME_FRAME_HEAD = NC_SCENE_PX(78), /* title, subtitle, key */
    NC_FLAME_FRAME_FOOT = NC_SCENE_PX(34),
    NC_FLAME_FRAME_LEVEL = NC_SCENE_PX(18), /* a frame with the gap to the next */
    NC_FLAME_FRAME_GAP = 100,
    NC_FLAME_FRAME_NARROW = 400, /* narrower frames have no outline */
    NC_FLAME_FRAME_LEAST = 50,   /* and these are merged */
    NC_FLAME_FRAME_MOST = 50000, /* frames of a picture */
};

/* Pixels that were asked for (0: none were), made sensible; and how deep it goes. */
long nc_flame_frame_width(long asked);
uint32_t nc_flame_frame_depth(long asked);

/* As much of a text as there is room for in a frame. */
void nc_flame_frame_text(nc_scene *scene, nc_scene_box box, const char *text, size_t size);
/* A name with its place: where the whole text finds no room, the name (its first
 * `name_size` bytes, with a ~ in front if it is estimated) alone; else what of it
 * says most. The text may be shortened. */
void nc_flame_frame_name(nc_scene *scene, nc_scene_box box, nc_text *text, size_t name_size, bool estimated);

/* Title, what is shown, and the key of the colours. */
void nc_flame_frame_head(nc_scene *scene, const nc_flame_paint *paint, const nc_text *title, const nc_text *about);
/* Below the frames, when the picture's height is known. The script writes here, too. */
void nc_flame_frame_caption(nc_scene *scene, const nc_text *caption);
/* In place of frames. */
void nc_flame_frame_nothing(nc_scene *scene, const nc_text *title);

#endif
