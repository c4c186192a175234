/* SPDX-License-Identifier: MIT */
#include "write/scene_svg.h"

#include <string.h>

#include "base/alloc.h"
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
    nc_text items;  /* that are not handed over yet */
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

/* Ours may have several lines; a name's own line ends are escapes by now. */
static void add_lines(nc_text *out, const char *text)
{
    const char *newline;

    for (; (newline = strchr(text, '\n')); text = newline + 1) {
        nc_markup_escape(out, text, (size_t)(newline - text));
        nc_text_add_char(out, '\n');
    }
    nc_markup_escape(out, text, strlen(text));
}

static void write_text(drawing *d, const char *text)
{
    nc_text_clear(&d->scratch);
    add_lines(&d->scratch, text);
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
    uint32_t value = hundredths < 0 ? 0u - (uint32_t)hundredths : (uint32_t)hundredths, whole = value / 100;
    char digits[16], *p = digits + sizeof digits;

    if (value % 10)
        *--p = (char)('0' + value % 10);
    if (value % 100) {
        *--p = (char)('0' + value / 10 % 10);
        *--p = '.';
    }
    do
        *--p = (char)('0' + whole % 10);
    while (whole /= 10);
    if (hundredths < 0)
        *--p = '-';
    nc_text_add(out, p, (size_t)(digits + sizeof digits - p));
}

static void write_length(drawing *d, const char *name, int32_t hundredths)
{
    nc_text_clear(&d->scratch);
    add_length(&d->scratch, hundredths);
    check(d, d->xml->xmlTextWriterWriteAttribute(d->writer, BAD_CAST name, BAD_CAST d->scratch.bytes));
}

/* ---- styles -------------------------------------------------------------- */

static void add_color(nc_text *out, const char *property, uint32_t color)
{
    if (color & NC_SCENE_PAINTED)
        nc_text_add_format(out, "%s:#%06x;", property, color & 0xffffffu);
    else
        nc_text_add_format(out, "%s:none;", property);
}

/* On a page its own colours follow the page's, which may be other than the system's. */
static void add_paint(nc_text *out, const char *scope, const char *property, nc_scene_paint paint)
{
    add_color(out, property, paint.light);
    if (scope && paint.dark != paint.light)
        nc_text_add_format(out, "%s:light-dark(#%06x,#%06x);", property, paint.light & 0xffffffu,
                           paint.dark & 0xffffffu);
}

/* ".scope .name{"; within a file of its own there is no scope. */
static void begin_rule(nc_text *out, const char *scope, const nc_scene_style *s)
{
    if (scope)
        nc_text_add_format(out, ".%s ", scope);
    nc_text_add_format(out, ".%s{", s->name);
}

/* How wide a stroke is, is an attribute of each item: in a rule it would be
 * stronger than the item's own. */
static void add_rule(nc_text *out, const char *scope, const nc_scene_style *s)
{
    begin_rule(out, scope, s);
    add_paint(out, scope, "fill", s->fill);
    if (s->stroke.light)
        add_paint(out, scope, "stroke", s->stroke);
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
    begin_rule(out, NULL, s);
    if (s->fill.light)
        add_color(out, "fill", s->fill.dark);
    if (s->stroke.light)
        add_color(out, "stroke", s->stroke.dark);
    nc_text_add_string(out, "}\n");
}

/* [style] something is painted with it. NULL: no memory. */
static bool *find_used(const nc_scene *scene)
{
    bool *used = nc_alloc_zeroed(scene->style_count + 1, sizeof *used);

    for (size_t i = 0; used && i < scene->item_count; i++)
        if (scene->items[i].kind > NC_SCENE_END)
            used[scene->items[i].style] = true;
    if (used)
        used[0] = true; /* the ground */
    return used;
}

/* `scope`: see begin_rule. */
static void add_rules(nc_text *css, const nc_scene *scene, const char *scope)
{
    bool *used = find_used(scene);

    css->failed |= !used;
    for (size_t i = 0; used && i < scene->style_count; i++)
        if (used[i])
            add_rule(css, scope, &scene->styles[i]);
    if (!scope)
        nc_text_add_string(css, "@media (prefers-color-scheme:dark){\n");
    for (size_t i = 0; used && !scope && i < scene->style_count; i++)
        if (used[i])
            add_dark_rule(css, &scene->styles[i]);
    if (!scope)
        nc_text_add_string(css, "}\n");
    nc_alloc_free(used);
}

static void add_sheet(nc_text *css, const nc_scene *scene)
{
    const struct nc_embedded *more = scene->sheet ? nc_embedded_find(scene->sheet) : NULL;

    nc_text_add_string(css, "\n:root{color-scheme:light dark}\ntext{font-family:" FACES ";white-space:pre}\n");
    add_rules(css, scene, NULL);
    if (more)
        nc_text_add(css, (const char *)more->data, more->size);
}

void nc_scene_svg_add_style(nc_text *out, const nc_scene *scene, const char *scope)
{
    nc_text_add_format(out, ".%s text{font-family:" FACES ";white-space:pre}\n", scope);
    add_rules(out, scene, scope);
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

/*
 * A flame graph has tens of thousands of items, and libxml2's writer takes longer
 * for each attribute than all else does for the item. So items are put together
 * here and handed to it in large pieces; every text of a profile still goes
 * through nc_markup_escape.
 */
enum { PIECE = 1 << 16 };

static void add_attribute(nc_text *out, const char *name, const char *value)
{
    nc_text_add_char(out, ' ');
    nc_text_add_string(out, name);
    nc_text_add(out, "=\"", 2);
    nc_markup_escape(out, value, strlen(value));
    nc_text_add_char(out, '"');
}

/* `before` is what stands before the number: " x=\"". */
static void add_length_attribute(nc_text *out, const char *before, int32_t hundredths)
{
    nc_text_add_string(out, before);
    add_length(out, hundredths);
    nc_text_add_char(out, '"');
}

/* The item's own, else the style's. */
static void add_stroke(nc_text *out, const nc_scene_style *style, int32_t width)
{
    if (style->stroke.light)
        add_length_attribute(out, " stroke-width=\"", width ? width : style->width);
}

/* Names of styles are ours. */
static nc_text *begin_item(drawing *d, const char *before, unsigned style)
{
    nc_text_add_string(&d->items, before);
    nc_text_add_string(&d->items, d->scene->styles[style].name);
    nc_text_add_char(&d->items, '"');
    return &d->items;
}

static void add_data(drawing *d, const nc_scene_group *group)
{
    for (uint32_t i = 0; i < group->data_count; i++) {
        const nc_scene_datum *datum = &d->scene->data[group->data + i];

        nc_text_add_string(&d->items, " data-");
        nc_text_add_string(&d->items, datum->name);
        nc_text_add(&d->items, "=\"", 2);
        add_lines(&d->items, nc_scene_text(d->scene, datum->text));
        nc_text_add_char(&d->items, '"');
    }
}

static void add_begin(drawing *d, const nc_scene_group *group)
{
    const nc_scene *scene = d->scene;

    if (group->link) {
        nc_text_add_string(&d->items, "\n<a");
        add_attribute(&d->items, "href", nc_scene_text(scene, group->link));
        nc_text_add_char(&d->items, '>');
        d->links |= 1u << (d->depth & 31);
    }
    d->depth++;
    nc_text_add_string(&d->items, "\n<g");
    if (group->id)
        add_attribute(&d->items, "id", nc_scene_text(scene, group->id));
    if (group->class_)
        add_attribute(&d->items, "class", nc_scene_text(scene, group->class_));
    add_data(d, group);
    nc_text_add_char(&d->items, '>');
    if (!group->title)
        return;
    nc_text_add_string(&d->items, "\n<title>");
    add_lines(&d->items, nc_scene_text(scene, group->title));
    nc_text_add_string(&d->items, "</title>");
}

static void add_end(drawing *d)
{
    uint32_t bit = 1u << (--d->depth & 31);

    nc_text_add_string(&d->items, d->links & bit ? "</g></a>" : "</g>");
    d->links &= ~bit;
}

static void add_box(drawing *d, const nc_scene_item *item)
{
    nc_text *out = begin_item(d, "\n<rect class=\"", item->style);

    add_length_attribute(out, " x=\"", item->box.x);
    add_length_attribute(out, " y=\"", item->box.y);
    add_length_attribute(out, " width=\"", item->box.width);
    add_length_attribute(out, " height=\"", item->box.height);
    if (item->radius)
        add_length_attribute(out, " rx=\"", item->radius);
    add_stroke(out, &d->scene->styles[item->style], 0);
    nc_text_add(out, "/>", 2);
}

static void add_path(drawing *d, const nc_scene_item *item)
{
    const nc_scene_point *points = d->scene->points + item->path.first;
    nc_text *out = begin_item(d, "\n<path class=\"", item->style);

    nc_text_add_string(out, " d=\"");
    for (uint32_t i = 0; i < item->path.count; i++) {
        nc_text_add_char(out, i == 0 ? 'M' : i > 1 ? ' ' : item->kind == NC_SCENE_CURVE ? 'C' : 'L');
        add_length(out, points[i].x);
        nc_text_add_char(out, ',');
        add_length(out, points[i].y);
    }
    nc_text_add_string(out, item->kind == NC_SCENE_SHAPE ? "Z\"" : "\"");
    add_stroke(out, &d->scene->styles[item->style], item->path.width);
    nc_text_add(out, "/>", 2);
}

static void add_label(drawing *d, const nc_scene_item *item)
{
    static const char *const anchors[] = {NULL, "middle", "end"};
    nc_text *out = begin_item(d, "\n<text class=\"", item->style);

    add_length_attribute(out, " x=\"", item->label.x);
    add_length_attribute(out, " y=\"", item->label.y);
    if (anchors[item->anchor])
        add_attribute(out, "text-anchor", anchors[item->anchor]);
    add_length_attribute(out, " textLength=\"", item->label.width);
    nc_text_add_string(out, " lengthAdjust=\"spacingAndGlyphs\">");
    add_lines(out, nc_scene_text(d->scene, item->label.text));
    nc_text_add_string(out, "</text>");
}

static void add_item(drawing *d, const nc_scene_item *item)
{
    switch ((nc_scene_kind)item->kind) {
    case NC_SCENE_BEGIN: add_begin(d, &d->scene->groups[item->group]); break;
    case NC_SCENE_END: add_end(d); break;
    case NC_SCENE_BOX: add_box(d, item); break;
    case NC_SCENE_LINE:
    case NC_SCENE_SHAPE:
    case NC_SCENE_CURVE: add_path(d, item); break;
    case NC_SCENE_LABEL: add_label(d, item); break;
    }
}

static void write_items(drawing *d)
{
    const nc_scene *scene = d->scene;

    add_box(d, &(nc_scene_item){.kind = NC_SCENE_BOX, .box = {0, 0, scene->width, scene->height}});
    for (size_t i = 0; i < scene->item_count; i++) {
        add_item(d, &scene->items[i]);
        if (d->items.size < PIECE && i + 1 < scene->item_count)
            continue;
        write_raw(d, d->items.bytes, d->items.size);
        d->failed |= nc_text_failed(&d->items);
        nc_text_clear(&d->items);
    }
    write_raw(d, d->items.bytes, d->items.size);
}

/* ---- the file ------------------------------------------------------------ */

static void write_root(drawing *d, const char *class_)
{
    const nc_scene *scene = d->scene;

    start(d, "svg");
    if (class_)
        write_attribute(d, "class", class_);
    else
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

static void write_file(drawing *d)
{
    const nc_scene *scene = d->scene;
    const struct nc_embedded *script = scene->script ? nc_embedded_find(scene->script) : NULL;
    nc_text css;

    write_raw(d, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", 38);
    write_root(d, NULL);
    nc_text_init(&css);
    add_sheet(&css, scene);
    write_section(d, "style", css.bytes, css.size);
    d->failed |= nc_text_failed(&css);
    nc_text_reset(&css);
    write_items(d);
    if (script)
        write_section(d, "script", (const char *)script->data, script->size);
}

/* `class_` NULL: a file of its own. */
static ncalls_status write_to(const nc_scene *scene, const char *class_, xmlOutputWriteCallback out, void *payload,
                              ncalls_error *error)
{
    drawing d = {.scene = scene};
    xmlOutputBuffer *buffer;

    d.xml = nc_xml_load(error);
    if (!d.xml)
        return NCALLS_IO;
    buffer = d.xml->xmlOutputBufferCreateIO(out, NULL, payload, NULL);
    d.writer = buffer ? d.xml->xmlNewTextWriter(buffer) : NULL;
    if (!d.writer) {
        if (buffer)
            d.xml->xmlOutputBufferClose(buffer);
        return nc_fail_memory(error);
    }
    nc_text_init(&d.scratch);
    nc_text_init(&d.items);
    if (class_) {
        write_root(&d, class_);
        write_items(&d);
    } else {
        write_file(&d);
    }
    write_raw(&d, "\n", 1);
    end(&d);
    write_raw(&d, "\n", 1);
    check(&d, d.xml->xmlTextWriterFlush(d.writer));
    d.failed |= nc_text_failed(&d.scratch);
    nc_text_reset(&d.scratch);
    nc_text_reset(&d.items);
    d.xml->xmlFreeTextWriter(d.writer);
    return d.failed ? nc_fail_memory(error) : NCALLS_OK;
}

static int write_sink(void *payload, const char *bytes, int size)
{
    nc_sink_add(payload, bytes, (size_t)size);
    return size;
}

ncalls_status nc_scene_svg_write(nc_sink *sink, const nc_scene *scene, ncalls_error *error)
{
    return write_to(scene, NULL, write_sink, sink, error);
}

static int write_text_out(void *payload, const char *bytes, int size)
{
    nc_text_add(payload, bytes, (size_t)size);
    return size;
}

ncalls_status nc_scene_svg_add(nc_text *out, const nc_scene *scene, const char *scope, ncalls_error *error)
{
    return write_to(scene, scope, write_text_out, out, error);
}
