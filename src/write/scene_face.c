/* SPDX-License-Identifier: MIT */
#include "write/scene_face.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/measure.h"

/* In order of preference among equals. cairo takes another face without a word
 * when it has not the one asked for, so each is measured. */
static const char *const latin[] = {"Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "Arimo",
                                    "DejaVu Sans Condensed", "sans-serif", NULL};

/* Tried in turn for what the first face has no letters of. */
static const char *const others[] = {"DejaVu Sans",      "Noto Sans",        "Noto Sans CJK JP",
                                     "Noto Sans CJK SC", "Noto Color Emoji", "WenQuanYi Zen Hei",
                                     "sans-serif",       "Unifont",          NULL};

static void set(const nc_scene_face *face, const char *family, double size, bool bold)
{
    face->cairo->cairo_select_font_face(face->context, family, CAIRO_FONT_SLANT_NORMAL,
                                        bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    face->cairo->cairo_set_font_size(face->context, size);
}

void nc_scene_face_init(nc_scene_face *face, const nc_cairo *cairo, cairo_t *context)
{
    static const char probe[] = "serialize_books.pyRESPONSE 0123456789 (%)";
    double want = nc_measure_width(probe, sizeof probe - 1, 1000, false) / 10.0, best = INFINITY;

    *face = (nc_scene_face){.cairo = cairo, .context = context, .family = latin[0]};
    for (size_t i = 0; latin[i]; i++) {
        cairo_text_extents_t extents;

        set(face, latin[i], 100, false);
        cairo->cairo_text_extents(context, probe, &extents);
        if (fabs(extents.x_advance - want) < best - 0.5) {
            best = fabs(extents.x_advance - want);
            face->family = latin[i];
        }
    }
}

/* Letters of `text` that the selected face does not have. */
static int missing(const nc_scene_face *face, const char *text)
{
    const nc_cairo *c = face->cairo;
    cairo_glyph_t *glyphs = NULL;
    int count = 0, none = 0;

    if (c->cairo_scaled_font_text_to_glyphs(c->cairo_get_scaled_font(face->context), 0, 0, text, -1, &glyphs, &count,
                                            NULL, NULL, NULL) != CAIRO_STATUS_SUCCESS)
        return 0;
    for (int i = 0; i < count; i++)
        none += glyphs[i].index == 0;
    c->cairo_glyph_free(glyphs);
    return none;
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return !*text;
}

/* Letters that stand beside each other from left to right, whatever their
 * neighbours are: Latin, Greek, Cyrillic, Armenian; signs and arrows. */
static bool is_plain(const char *text)
{
    for (size_t size = strlen(text), at = 0; at < size;) {
        nc_rune rune = nc_utf8_next(text + at, size - at);
        bool combines = rune.code >= 0x300 && rune.code < 0x370;

        if (combines || (rune.code >= 0x590 && rune.code < 0x1e00) || rune.code >= 0x2c00)
            return false;
        at += rune.size;
    }
    return true;
}

/* What has the fewest letters missing. */
static void select_nearest(const nc_scene_face *face, const char *text, double size, bool bold, int fewest)
{
    const char *best = face->family;

    for (size_t i = 0; fewest && others[i]; i++) {
        int none;

        set(face, others[i], size, bold);
        none = missing(face, text);
        if (none < fewest) {
            fewest = none;
            best = others[i];
        }
    }
    set(face, best, size, bold);
}

/* By itself the line begins on the left, as in SVG; a name from right to left
 * turns round within it. */
static void *lay_out(nc_scene_face *face, const char *text, double size, bool bold)
{
    const nc_pango *pango;
    void *layout, *font;

    if (!face->sought)
        face->pango = nc_pango_load();
    face->sought = true;
    pango = face->pango;
    if (!pango)
        return NULL;
    font = pango->pango_font_description_new();
    pango->pango_font_description_set_family(font, face->family);
    pango->pango_font_description_set_absolute_size(font, size * NC_PANGO_SCALE);
    pango->pango_font_description_set_weight(font, bold ? NC_PANGO_WEIGHT_BOLD : NC_PANGO_WEIGHT_NORMAL);
    layout = pango->pango_cairo_create_layout(face->context);
    pango->pango_context_set_base_dir(pango->pango_layout_get_context(layout), NC_PANGO_LEFT_TO_RIGHT);
    pango->pango_layout_set_auto_dir(layout, false);
    pango->pango_layout_set_single_paragraph_mode(layout, true);
    pango->pango_layout_set_font_description(layout, font);
    pango->pango_layout_set_text(layout, text, -1);
    pango->pango_font_description_free(font);
    return layout;
}

nc_scene_face_line nc_scene_face_select(nc_scene_face *face, const char *text, double size, bool bold)
{
    nc_scene_face_line line = {.text = text};
    cairo_text_extents_t extents;
    int fewest, width = 0;

    set(face, face->family, size, bold);
    fewest = is_ascii(text) ? 0 : missing(face, text);
    if (fewest || !is_plain(text))
        line.layout = lay_out(face, text, size, bold);
    if (line.layout) {
        face->pango->pango_layout_get_size(line.layout, &width, NULL);
        line.width = (double)width / NC_PANGO_SCALE;
        return line;
    }
    if (fewest)
        select_nearest(face, text, size, bold, fewest);
    face->cairo->cairo_text_extents(face->context, text, &extents);
    line.width = extents.x_advance;
    return line;
}

void nc_scene_face_show(const nc_scene_face *face, const nc_scene_face_line *line)
{
    const nc_cairo *c = face->cairo;

    if (!line->layout) {
        c->cairo_move_to(face->context, 0, 0);
        c->cairo_show_text(face->context, line->text);
        return;
    }
    c->cairo_move_to(face->context, 0, -(double)face->pango->pango_layout_get_baseline(line->layout) / NC_PANGO_SCALE);
    face->pango->pango_cairo_show_layout(face->context, line->layout);
    face->pango->g_object_unref(line->layout);
}
