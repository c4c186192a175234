/* SPDX-License-Identifier: MIT */
#include "write/scene_cairo.h"

#include <math.h>

#include "base/cairo.h"
#include "base/limit.h"
#include "write/scene_face.h"

/* A PDF page wider than this is refused by some viewers. */
#define PDF_MOST 14400.0

typedef struct painting {
    const nc_cairo *cairo;
    cairo_t *context;
    const nc_scene *scene;
    nc_scene_face face;
    bool links;     /* the surface keeps links and their targets */
    uint32_t linked; /* bit d: the group at depth d is one */
    uint32_t named;  /* bit d: the group at depth d is a target */
    uint32_t depth;
} painting;

static double px(int32_t hundredths)
{
    return hundredths / 100.0;
}

/* False: nothing is painted with it. */
static bool use_color(const painting *p, uint32_t color)
{
    if (!(color & NC_SCENE_PAINTED))
        return false;
    p->cairo->cairo_set_source_rgb(p->context, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                                   (color & 0xff) / 255.0);
    return true;
}

static void fill_and_stroke(const painting *p, const nc_scene_style *style, int32_t width, bool fill)
{
    double dash = px(style->dash);

    if (fill && use_color(p, style->fill.light))
        p->cairo->cairo_fill_preserve(p->context);
    if (use_color(p, style->stroke.light)) {
        p->cairo->cairo_set_line_width(p->context, px(width ? width : style->width));
        p->cairo->cairo_set_dash(p->context, &dash, style->dash > 0, 0);
        p->cairo->cairo_stroke(p->context);
    }
    p->cairo->cairo_new_path(p->context);
}

static void trace_box(const painting *p, const nc_scene_item *item)
{
    const nc_cairo *c = p->cairo;
    double x = px(item->box.x), y = px(item->box.y), width = px(item->box.width), height = px(item->box.height);
    double r = fmin(px(item->radius), fmin(width, height) / 2);

    if (r <= 0) {
        c->cairo_rectangle(p->context, x, y, width, height);
        return;
    }
    c->cairo_arc(p->context, x + width - r, y + r, r, -M_PI / 2, 0);
    c->cairo_arc(p->context, x + width - r, y + height - r, r, 0, M_PI / 2);
    c->cairo_arc(p->context, x + r, y + height - r, r, M_PI / 2, M_PI);
    c->cairo_arc(p->context, x + r, y + r, r, M_PI, M_PI * 3 / 2);
    c->cairo_close_path(p->context);
}

static void trace_path(const painting *p, const nc_scene_item *item)
{
    const nc_scene_point *at = p->scene->points + item->path.first;
    const nc_cairo *c = p->cairo;
    uint32_t count = item->path.count;

    if (count)
        c->cairo_move_to(p->context, px(at[0].x), px(at[0].y));
    if (item->kind == NC_SCENE_CURVE)
        for (uint32_t i = 1; i + 2 < count; i += 3)
            c->cairo_curve_to(p->context, px(at[i].x), px(at[i].y), px(at[i + 1].x), px(at[i + 1].y), px(at[i + 2].x),
                              px(at[i + 2].y));
    else
        for (uint32_t i = 1; i < count; i++)
            c->cairo_line_to(p->context, px(at[i].x), px(at[i].y));
    if (item->kind == NC_SCENE_SHAPE)
        c->cairo_close_path(p->context);
}

static void paint_label(painting *p, const nc_scene_item *item)
{
    const nc_scene_style *style = &p->scene->styles[item->style];
    const char *text = nc_scene_text(p->scene, item->label.text);
    double room = px(item->label.width), width, squeeze;
    const nc_cairo *c = p->cairo;
    nc_scene_face_line line;

    if (!use_color(p, style->fill.light))
        return;
    line = nc_scene_face_select(&p->face, text, px(style->size), style->bold);
    squeeze = line.width > room ? room / line.width : 1;
    width = line.width * squeeze;
    c->cairo_save(p->context);
    c->cairo_translate(p->context, px(item->label.x) - (item->anchor == NC_SCENE_MIDDLE ? width / 2 :
                                                        item->anchor == NC_SCENE_FINISH ? width : 0),
                       px(item->label.y));
    c->cairo_scale(p->context, squeeze, 1);
    nc_scene_face_show(&p->face, &line);
    c->cairo_restore(p->context);
    c->cairo_new_path(p->context);
}

/* Ids are letters, digits and '-': nothing to escape. A link to what is not in
 * the scene would make cairo fail. */
static bool is_here(const nc_scene *scene, const char *id)
{
    for (size_t i = 0; i < scene->group_count; i++) {
        const char *other = nc_scene_text(scene, scene->groups[i].id);
        size_t at = 0;

        while (id[at] && id[at] == other[at])
            at++;
        if (id[at] == other[at])
            return true;
    }
    return false;
}

static void begin(painting *p, const nc_scene_group *group)
{
    const char *link = nc_scene_text(p->scene, group->link), *id = nc_scene_text(p->scene, group->id);
    uint32_t bit = 1u << (p->depth++ & 31);
    nc_text attributes;

    if (!p->links)
        return;
    nc_text_init(&attributes);
    if (*id) {
        nc_text_add_format(&attributes, "name='%s'", id);
        p->cairo->cairo_tag_begin(p->context, CAIRO_TAG_DEST, attributes.bytes);
        p->named |= bit;
    }
    if (*link == '#' && is_here(p->scene, link + 1)) {
        nc_text_clear(&attributes);
        nc_text_add_format(&attributes, "dest='%s'", link + 1);
        p->cairo->cairo_tag_begin(p->context, CAIRO_TAG_LINK, attributes.bytes);
        p->linked |= bit;
    }
    nc_text_reset(&attributes);
}

static void end(painting *p)
{
    uint32_t bit = 1u << (--p->depth & 31);

    if (p->linked & bit)
        p->cairo->cairo_tag_end(p->context, CAIRO_TAG_LINK);
    if (p->named & bit)
        p->cairo->cairo_tag_end(p->context, CAIRO_TAG_DEST);
    p->linked &= ~bit;
    p->named &= ~bit;
}

static void paint_item(painting *p, const nc_scene_item *item)
{
    const nc_scene_style *style = &p->scene->styles[item->style];

    switch ((nc_scene_kind)item->kind) {
    case NC_SCENE_BEGIN: begin(p, &p->scene->groups[item->group]); break;
    case NC_SCENE_END: end(p); break;
    case NC_SCENE_BOX:
        trace_box(p, item);
        fill_and_stroke(p, style, 0, true);
        break;
    case NC_SCENE_LINE:
    case NC_SCENE_SHAPE:
    case NC_SCENE_CURVE:
        trace_path(p, item);
        fill_and_stroke(p, style, item->path.width, item->kind == NC_SCENE_SHAPE);
        break;
    case NC_SCENE_LABEL: paint_label(p, item); break;
    }
}

static ncalls_status say(const painting *p, cairo_status_t status, ncalls_error *error)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return NCALLS_OK;
    if (status == CAIRO_STATUS_NO_MEMORY)
        return nc_fail_memory(error);
    return nc_fail(error, NCALLS_IO, "cairo cannot paint this: %s", p->cairo->cairo_status_to_string(status));
}

/* Widths that do not depend on the size in pixels: letters are not moved to
 * whole ones. */
static void set_metrics(const painting *p)
{
    const nc_cairo *c = p->cairo;
    cairo_font_options_t *options = c->cairo_font_options_create();

    c->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    c->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    c->cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    c->cairo_set_font_options(p->context, options);
    c->cairo_font_options_destroy(options);
}

/* All of the scene onto `surface`, `scale` of its units for each pixel. */
static ncalls_status paint(painting *p, cairo_surface_t *surface, double scale, ncalls_error *error)
{
    const nc_scene *scene = p->scene;
    const nc_cairo *c = p->cairo;
    cairo_status_t status;

    p->context = c->cairo_create(surface);
    set_metrics(p);
    nc_scene_face_init(&p->face, c, p->context);
    c->cairo_scale(p->context, scale, scale);
    if (use_color(p, scene->styles[0].fill.light))
        c->cairo_paint(p->context);
    for (size_t i = 0; i < scene->item_count; i++)
        paint_item(p, &scene->items[i]);
    c->cairo_show_page(p->context);
    status = c->cairo_status(p->context);
    c->cairo_destroy(p->context);
    return say(p, status, error);
}

static cairo_status_t write_out(void *payload, const unsigned char *bytes, unsigned size)
{
    nc_sink_add(payload, (const char *)bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

ncalls_status nc_scene_cairo_write_png(nc_sink *sink, const nc_scene *scene, unsigned scale, ncalls_error *error)
{
    painting p = {.cairo = nc_cairo_load(error), .scene = scene};
    int64_t width = ((int64_t)scene->width * scale + 99) / 100, height = ((int64_t)scene->height * scale + 99) / 100;
    cairo_surface_t *surface;
    ncalls_status status;

    if (!p.cairo)
        return NCALLS_IO;
    if (width > NC_LIMIT_SIDE || height > NC_LIMIT_SIDE || width * height > NC_LIMIT_PIXELS)
        return nc_fail(error, NCALLS_LIMIT, "a PNG of %lld x %lld pixels is too large: show less, or write .pdf",
                       (long long)width, (long long)height);
    surface = p.cairo->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    status = paint(&p, surface, scale, error);
    if (!status)
        status = say(&p, p.cairo->cairo_surface_write_to_png_stream(surface, write_out, sink), error);
    p.cairo->cairo_surface_destroy(surface);
    return status;
}

ncalls_status nc_scene_cairo_write_pdf(nc_sink *sink, const nc_scene *scene, ncalls_error *error)
{
    painting p = {.cairo = nc_cairo_load(error), .scene = scene, .links = true};
    double longest = fmax(px(scene->width), px(scene->height)), scale = fmin(0.75, PDF_MOST / longest);
    cairo_surface_t *surface;
    ncalls_status status;

    if (!p.cairo)
        return NCALLS_IO;
    surface = p.cairo->cairo_pdf_surface_create_for_stream(write_out, sink, px(scene->width) * scale,
                                                           px(scene->height) * scale);
    p.cairo->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, nc_scene_text(scene, scene->title));
    /* Else cairo asks the clock, and no two files are the same. */
    p.cairo->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    status = paint(&p, surface, scale, error);
    p.cairo->cairo_surface_finish(surface);
    if (!status)
        status = say(&p, p.cairo->cairo_surface_status(surface), error);
    p.cairo->cairo_surface_destroy(surface);
    return status;
}
