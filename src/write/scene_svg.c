/* SPDX-License-Identifier: MIT */
#include "write/scene_svg.h"

#include <string.h>

#include "base/embedded.h"
#include "base/xml.h"
#include "write/markup.h"

/* Helvetica and its metric twins, then what is not much wider. */
#define FACES \
    "Helvetica,Arial,\"Liberation Sans\",\"Nimbus Sans\",Arimo,\"DejaVu Sans Condensed\",sans-serif"

typedef struct drawing {
    const nc_xml *xml;
    xmlTextWriter *writer;
    const nc_scene *scene;
    nc_text scratch;
    uint32_t links; /* bit d: the group at depth d stands in an <a> */
    uint32_t depth;
    bool failed; /* libxml2 has no memory */
} drawing;

static void check(drawing *d, int written)
{
    if (written < 0)
        d->failed = true;
}

static void write_raw(drawing *d, const char *bytes, size_t size)
{
    if (size)
        check(d, d->xml->xmlTextWriterWriteRawLen(d->writer, BAD_CAST bytes, (int)size));
}

static void write_text(drawing *d, const char *text)
{
    const char *newline;

    nc_text_clear(&d->scratch);
    for (; (newline = strchr(text, '\n')); text = newline + 1) {
        nc_markup_escape(&d->scratch, text, (size_t)(newline - text));
        nc_text_add_char(&d->scratch, '\n');
    }
    nc_markup_escape(&d->scratch, text, strlen(text));
    write_raw(d, d->scratch.bytes, d->scratch.size);
}

static void start(drawing *d, const char *element)
{
    write_raw(d, "\n", 1);
    check(d, d->xml->xmlTextWriterStartElement(d->writer, BAD_CAST element));
}

static void end(drawing *d)
{
    check(d, d->xml->xmlTextWriterEndElement(d->writer));
}

static void write_attribute(drawing *d, const char *name, const char *value)
{
    check(d, d->xml->xmlTextWriterStartAttribute(d->writer, BAD_CAST name));
    write_text(d, value);
    check(d, d->xml->xmlTextWriterEndAttribute(d->writer));
}

/* <title>...</title> and the like; nothing for an empty text. */
static void write_element(drawing *d, const char *element, const char *text)
{
    if (!*text)
        return;
    start(d, element);
    write_text(d, text);
    end(d);
}

/* Hundredths of a pixel in as few digits as say it. */
static void add_length(nc_text *out, int32_t hundredths)
{
    uint32_t value = hundredths < 0 ? 0u - (uint32_t)hundredths : (uint32_t)hundredths;

    nc_text_add_format(out, "%s%u", hundredths < 0 ? "-" : "", value / 100);
    if (value % 100)
        nc_text_add_format(out, value % 10 ? ".%02u" : ".%u", value % 10 ? value % 100 : value % 100 / 10);
}

static void write_length(drawing *d, const char *name, int32_t hundredths)
{
    nc_text_clear(&d->scratch);
    add_length(&d->scratch, hundredths);
    check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST name, BAD_CAST d->scratch.bytes));
}

static void write_class(drawing *d, unsigned style)
{
    check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST "class", BAD_CAST d->scene->styles[style].name));
}

/* ---- styles -------------------------------------------------------------- */

static void add_color(nc_text *out, const char *property, uint32_t color)
{
    if (color & NC_SCENE_PAINTED)
        nc_text_add_format(out, "%s:#%06x;", property, color & 0xffffffu);
    else
        nc_text_add_format(out, "%s:none;", property);
}

static void add_rule(nc_text *out, const nc_scene_style *s)
{
    nc_text_add_format(out, ".%s{", s->name);
    add_color(out, "fill", s->fill.light);
    if (s->stroke.light) {
        add_color(out, "stroke", s->stroke.light);
        nc_text_add_string(out, "stroke-width:");
        add_length(out, s->width);
        nc_text_add_char(out, ';');
    }
    if (s->dash) {
        nc_text_add_string(out, "stroke-dasharray:");
        add_length(out, s->dash);
        nc_text_add_char(out, ';');
    }
    if (s->size) {
        nc_text_add_string(out, "font-size:");
        add_length(out, s->size);
        nc_text_add_string(out, s->bold ? "px;font-weight:bold;" : "px;");
    }
    nc_text_add_string(out, "}\n");
}

static void add_dark_rule(nc_text *out, const nc_scene_style *s)
{
    if (s->fill.dark == s->fill.light && s->stroke.dark == s->stroke.light)
        return;
    nc_text_add_format(out, ".%s{", s->name);
    if (s->fill.light)
        add_color(out, "fill", s->fill.dark);
    if (s->stroke.light)
        add_color(out, "stroke", s->stroke.dark);
    nc_text_add_string(out, "}\n");
}

static bool is_used(const nc_scene *scene, size_t style)
{
    for (size_t i = 0; i < scene->item_count; i++)
        if (scene->items[i].style == style && scene->items[i].kind > NC_SCENE_END)
            return true;
    return style == 0;
}

static void add_sheet(const nc_scene *scene, nc_text *css)
{
    const struct nc_embedded *more = scene->sheet ? nc_embedded_find(scene->sheet) : NULL;

    nc_text_add_string(css, "\n:root{color-scheme:light dark}\ntext{font-family:" FACES ";white-space:pre}\n");
    for (size_t i = 0; i < scene->style_count; i++)
        if (is_used(scene, i))
            add_rule(css, &scene->styles[i]);
    nc_text_add_string(css, "@media (prefers-color-scheme:dark){\n");
    for (size_t i = 0; i < scene->style_count; i++)
        if (is_used(scene, i))
            add_dark_rule(css, &scene->styles[i]);
    nc_text_add_string(css, "}\n");
    if (more)
        nc_text_add(css, (const char *)more->data, more->size);
}

/* Our own text; neither may hold ]]>. */
static void write_section(drawing *d, const char *element, const char *bytes, size_t size)
{
    start(d, element);
    write_raw(d, "<![CDATA[", 9);
    write_raw(d, bytes, size);
    write_raw(d, "]]>", 3);
    end(d);
}

/* ---- items --------------------------------------------------------------- */

static void write_data(drawing *d, const nc_scene_group *group)
{
    for (uint32_t i = 0; i < group->data_count; i++) {
        const nc_scene_datum *datum = &d->scene->data[group->data + i];
        char name[32] = "data-";

        memccpy(name + 5, datum->name, '\0', sizeof name - 6);
        write_attribute(d, name, nc_scene_text(d->scene, datum->text));
    }
}

static void write_begin(drawing *d, const nc_scene_group *group)
{
    const nc_scene *scene = d->scene;

    if (group->link) {
        start(d, "a");
        write_attribute(d, "href", nc_scene_text(scene, group->link));
        d->links |= 1u << (d->depth & 31);
    }
    d->depth++;
    start(d, "g");
    if (group->id)
        write_attribute(d, "id", nc_scene_text(scene, group->id));
    if (group->class_)
        write_attribute(d, "class", nc_scene_text(scene, group->class_));
    write_data(d, group);
    write_element(d, "title", nc_scene_text(scene, group->title));
}

static void write_end(drawing *d)
{
    uint32_t bit = 1u << (--d->depth & 31);

    end(d);
    if (d->links & bit)
        end(d);
    d->links &= ~bit;
}

static void write_box(drawing *d, const nc_scene_item *item)
{
    start(d, "rect");
    write_class(d, item->style);
    write_length(d, "x", item->box.x);
    write_length(d, "y", item->box.y);
    write_length(d, "width", item->box.width);
    write_length(d, "height", item->box.height);
    if (item->radius)
        write_length(d, "rx", item->radius);
    end(d);
}

static void write_path(drawing *d, const nc_scene_item *item)
{
    const nc_scene_point *points = d->scene->points + item->path.first;
    nc_text *out = &d->scratch;

    start(d, "path");
    write_class(d, item->style);
    nc_text_clear(out);
    for (uint32_t i = 0; i < item->path.count; i++) {
        nc_text_add_char(out, i == 0 ? 'M' : i > 1 ? ' ' : item->kind == NC_SCENE_CURVE ? 'C' : 'L');
        add_length(out, points[i].x);
        nc_text_add_char(out, ',');
        add_length(out, points[i].y);
    }
    if (item->kind == NC_SCENE_SHAPE)
        nc_text_add_char(out, 'Z');
    check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST "d", BAD_CAST out->bytes));
    if (item->path.width) { /* as a style: an attribute is weaker than the class */
        nc_text_clear(out);
        nc_text_add_string(out, "stroke-width:");
        add_length(out, item->path.width);
        check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST "style", BAD_CAST out->bytes));
    }
    end(d);
}

static void write_label(drawing *d, const nc_scene_item *item)
{
    static const char *const anchors[] = {NULL, "middle", "end"};

    start(d, "text");
    write_class(d, item->style);
    write_length(d, "x", item->label.x);
    write_length(d, "y", item->label.y);
    if (anchors[item->anchor])
        write_attribute(d, "text-anchor", anchors[item->anchor]);
    write_length(d, "textLength", item->label.width);
    write_attribute(d, "lengthAdjust", "spacingAndGlyphs");
    write_text(d, nc_scene_text(d->scene, item->label.text));
    end(d);
}

static void write_item(drawing *d, const nc_scene_item *item)
{
    switch ((nc_scene_kind)item->kind) {
    case NC_SCENE_BEGIN: write_begin(d, &d->scene->groups[item->group]); break;
    case NC_SCENE_END: write_end(d); break;
    case NC_SCENE_BOX: write_box(d, item); break;
    case NC_SCENE_LINE:
    case NC_SCENE_SHAPE:
    case NC_SCENE_CURVE: write_path(d, item); break;
    case NC_SCENE_LABEL: write_label(d, item); break;
    }
}

/* ---- the file ------------------------------------------------------------ */

static void write_root(drawing *d)
{
    const nc_scene *scene = d->scene;

    start(d, "svg");
    write_attribute(d, "xmlns", "http://www.w3.org/2000/svg");
    write_length(d, "width", scene->width);
    write_length(d, "height", scene->height);
    nc_text_clear(&d->scratch);
    nc_text_add_string(&d->scratch, "0 0 ");
    add_length(&d->scratch, scene->width);
    nc_text_add_char(&d->scratch, ' ');
    add_length(&d->scratch, scene->height);
    check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST "viewBox", BAD_CAST d->scratch.bytes));
    write_attribute(d, "role", "graphics-document");
    write_element(d, "title", nc_scene_text(scene, scene->title));
    write_element(d, "desc", nc_scene_text(scene, scene->about));
}

static void write_all(drawing *d)
{
    const nc_scene *scene = d->scene;
    const struct nc_embedded *script = scene->script ? nc_embedded_find(scene->script) : NULL;
    nc_text css;

    write_raw(d, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", 38);
    write_root(d);
    nc_text_init(&css);
    add_sheet(scene, &css);
    write_section(d, "style", css.bytes, css.size);
    d->failed |= nc_text_failed(&css);
    nc_text_reset(&css);
    write_box(d, &(nc_scene_item){.kind = NC_SCENE_BOX, .box = {0, 0, scene->width, scene->height}});
    for (size_t i = 0; i < scene->item_count; i++)
        write_item(d, &scene->items[i]);
    if (script)
        write_section(d, "script", (const char *)script->data, script->size);
    write_raw(d, "\n", 1);
    end(d);
    write_raw(d, "\n", 1);
    check(d, d->xml->xmlTextWriterFlush(d->writer));
}

static int write_out(void *payload, const char *bytes, int size)
{
    nc_sink_add(payload, bytes, (size_t)size);
    return size;
}

ncalls_status nc_scene_svg_write(nc_sink *sink, const nc_scene *scene, ncalls_error *error)
{
    drawing d = {.scene = scene};
    xmlOutputBuffer *buffer;
    ncalls_status status = NCALLS_OK;

    d.xml = nc_xml_load(error);
    if (!d.xml)
        return NCALLS_IO;
    buffer = d.xml->xmlOutputBufferCreateIO(write_out, NULL, sink, NULL);
    d.writer = buffer ? d.xml->xmlNewTextWriter(buffer) : NULL;
    if (!d.writer) {
        if (buffer)
            d.xml->xmlOutputBufferClose(buffer);
        return nc_fail_memory(error);
    }
    nc_text_init(&d.scratch);
    write_all(&d);
    if (d.failed || nc_text_failed(&d.scratch))
        status = nc_fail_memory(error);
    nc_text_reset(&d.scratch);
    d.xml->xmlFreeTextWriter(d.writer);
    return status;
}
