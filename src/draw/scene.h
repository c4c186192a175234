/* SPDX-License-Identifier: MIT */
/*
 * A scene: what a picture shows, before it is SVG, PNG or PDF.
 *
 * A flat list of items in the order of painting: boxes, lines, curves, labels,
 * and groups around some of them. Lengths are whole hundredths of a CSS pixel
 * (NC_SCENE_PX(12) is 12 px), y points down, so that every machine draws the
 * same. How a thing looks is a style, said once: an SVG has it as a class,
 * with a second colour for dark surroundings; PNG and PDF take the light one.
 *
 *     nc_scene_init(&scene, styles, count);
 *     group = nc_scene_begin(&scene, title, size);
 *     nc_scene_add_box(&scene, STYLE_NODE, (nc_scene_box){0, 0, 8000, 2000}, 300);
 *     nc_scene_add_label(&scene, STYLE_NAME, 400, 1400, NC_SCENE_START, 7200, name, size);
 *     nc_scene_end(&scene);
 *
 * Texts are copied and made harmless (base/utf8.h: no control or bidi
 * characters, valid UTF-8); a writer still escapes what its format needs. A
 * failure to grow sticks: later calls do nothing, and whoever drew asks
 * nc_scene_failed once, at the end.
 */
#ifndef NC_SCENE_H
#define NC_SCENE_H

#include "base/text.h"

#define NC_SCENE_PX(pixels) ((int32_t)(pixels) * 100)

/* A colour (0xRRGGBB) in light and in dark surroundings; {0, 0} paints nothing. */
typedef struct nc_scene_paint {
    uint32_t light, dark; /* made with NC_SCENE_RGB */
} nc_scene_paint;

#define NC_SCENE_PAINTED 0x1000000u
#define NC_SCENE_RGB(light, dark) ((nc_scene_paint){NC_SCENE_PAINTED | (light), NC_SCENE_PAINTED | (dark)})

typedef struct nc_scene_style {
    char name[16];         /* the class in SVG: a letter, then letters, digits, '-' */
    nc_scene_paint fill;   /* of boxes and closed lines; of labels: the letters */
    nc_scene_paint stroke; /* outline of boxes; lines and curves */
    int32_t width;         /* of the stroke */
    int32_t dash;          /* > 0: the stroke is dashes of this length, with gaps as long */
    int32_t size;          /* labels: height of the letters (CSS font-size) */
    bool bold;             /* labels */
} nc_scene_style;

typedef struct nc_scene_box {
    int32_t x, y, width, height;
} nc_scene_box;

typedef struct nc_scene_point {
    int32_t x, y;
} nc_scene_point;

typedef enum nc_scene_anchor { /* which part of a label stands at its x */
    NC_SCENE_START,
    NC_SCENE_MIDDLE,
    NC_SCENE_FINISH,
} nc_scene_anchor;

typedef enum nc_scene_kind {
    NC_SCENE_BEGIN, /* a group: index into groups */
    NC_SCENE_END,   /* of the innermost group */
    NC_SCENE_BOX,
    NC_SCENE_LINE,  /* straight from point to point */
    NC_SCENE_SHAPE, /* the same, closed and filled */
    NC_SCENE_CURVE, /* cubic Béziers: a start, then three points each */
    NC_SCENE_LABEL,
} nc_scene_kind;

typedef struct nc_scene_item {
    uint8_t kind;   /* nc_scene_kind */
    uint8_t anchor; /* labels: nc_scene_anchor */
    uint16_t style; /* index into styles */
    union {
        uint32_t group;
        struct {
            nc_scene_box box;
            int32_t radius; /* of its corners */
        };
        struct {
            uint32_t first, count; /* of points */
            int32_t width;         /* of the stroke; 0: the style's */
        } path;
        struct {
            int32_t x, y;  /* y: the line that letters stand on */
            int32_t width; /* as measured: never painted wider */
            uint32_t text; /* into texts, NUL-terminated, not empty */
        } label;
    };
} nc_scene_item;

/* Offsets into texts; 0 = none. */
typedef struct nc_scene_group {
    uint32_t id;         /* for links: letters, digits, '-'; unique in the scene */
    uint32_t class_;     /* classes for scripts and styles, between spaces */
    uint32_t title;      /* tooltip, and the name that is read aloud */
    uint32_t link;       /* "#id" of a group, here or on the page around */
    uint32_t data, data_count; /* into data: attributes for a script */
} nc_scene_group;

typedef struct nc_scene_datum {
    const char *name; /* a constant; "x" is data-x in SVG */
    uint32_t text;    /* into texts */
} nc_scene_datum;

typedef struct nc_scene {
    int32_t width, height;   /* of the picture: from 0, 0 */
    uint32_t title, about;   /* texts: one line; some sentences for who cannot see it */
    const char *sheet;       /* an embedded file with more CSS for the SVG; NULL = none */
    const char *script;      /* likewise with a script; the picture must do without */
    nc_scene_style *styles;
    nc_scene_item *items;
    nc_scene_point *points;
    nc_scene_group *groups;  /* from 0 */
    nc_scene_datum *data;
    nc_text texts;           /* each with a NUL behind it; offset 0 is "" */
    size_t style_count, item_count, point_count, group_count, data_count;
    size_t item_room, point_room, group_room, data_room;
    uint32_t depth;          /* groups that are open */
    nc_scene_group nowhere;  /* takes what is said of a group that there is no memory for */
    bool failed;
} nc_scene;

/* `styles` are copied; an item's style is an index into them. Style 0 is the
 * ground: writers paint all of the picture with its fill. */
void nc_scene_init(nc_scene *scene, const nc_scene_style *styles, size_t count);
void nc_scene_reset(nc_scene *scene);
bool nc_scene_failed(const nc_scene *scene);

static inline const char *nc_scene_text(const nc_scene *scene, uint32_t text)
{
    return scene->texts.bytes + text;
}

/* A text of the scene's own, made harmless; 0 when it is empty. */
uint32_t nc_scene_add_text(nc_scene *scene, const char *text, size_t size);

/* Opens a group with this tooltip (may be empty; each \n begins a new line)
 * and returns it, to fill in the rest before the next call; never NULL. */
nc_scene_group *nc_scene_begin(nc_scene *scene, const char *title, size_t size);
/* Attributes of the group that was begun last, before anything is put into it. */
void nc_scene_add_datum(nc_scene *scene, const char *name, const char *text, size_t size);
void nc_scene_add_number(nc_scene *scene, const char *name, int64_t value);
void nc_scene_end(nc_scene *scene);

void nc_scene_add_box(nc_scene *scene, unsigned style, nc_scene_box box, int32_t radius);
/* NC_SCENE_LINE, _SHAPE or _CURVE; `width` of the stroke, 0 = the style's. */
void nc_scene_add_path(nc_scene *scene, nc_scene_kind kind, unsigned style, int32_t width,
                       const nc_scene_point *points, size_t count);

/* A label cut to `room` with an ellipsis (draw/measure.h); nothing when not
 * even its first letter fits. Returns the width it takes. */
int32_t nc_scene_add_label(nc_scene *scene, unsigned style, int32_t x, int32_t y, nc_scene_anchor anchor,
                           int32_t room, const char *text, size_t size);

#endif
