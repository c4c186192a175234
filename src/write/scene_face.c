/* SPDX-License-Identifier: MIT */
#include "write/scene_face.h"

#include <math.h>
#include <string.h>

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

    *face = (nc_scene_face){cairo, context, latin[0]};
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

void nc_scene_face_select(const nc_scene_face *face, const char *text, double size, bool bold)
{
    const char *best = face->family;
    int fewest;

    set(face, best, size, bold);
    if (is_ascii(text))
        return;
    fewest = missing(face, text);
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
