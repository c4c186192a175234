/* SPDX-License-Identifier: MIT */
#include "draw/palette.h"

#include <stdio.h>
#include <string.h>

/* Ink is readable on every level, in light and dark surroundings: at least
 * 4.5 : 1. `heat` differs in lightness alone and so for every eye. */
enum { STOPS = 4 };

typedef struct ramp {
    const char *name;
    uint32_t light[STOPS], dark[STOPS];
} ramp;

static const ramp ramps[] = {
    {"heat", {0xfff9ee, 0xfedfb0, 0xfdb561, 0xf28a30}, {0x23272e, 0x45301f, 0x6e4319, 0x995210}},
    {"red-green", {0xd3efc4, 0xf4f3b4, 0xfdcb8d, 0xf98d75}, {0x1d3b25, 0x4a481d, 0x6b3f1d, 0x84302a}},
    {"grey", {0xfafafa, 0xe4e6e9, 0xcbcfd4, 0xadb3ba}, {0x23272e, 0x343941, 0x474d56, 0x5a616c}},
};

static const nc_scene_style fixed[NC_PALETTE_HEAT] = {
    [NC_PALETTE_GROUND] = {"ground", .fill = NC_SCENE_RGB(0xffffff, 0x16181c)},
    [NC_PALETTE_TITLE] = {"title", .fill = NC_SCENE_RGB(0x1f2328, 0xe6e8eb), .size = 1600, .bold = true},
    [NC_PALETTE_TEXT] = {"text", .fill = NC_SCENE_RGB(0x4a525c, 0xaab2bc), .size = 1100},
    [NC_PALETTE_MINE] = {"mine", .fill = NC_SCENE_RGB(0x14181c, 0xf2f4f6), .size = 1250, .bold = true},
    [NC_PALETTE_NAME] = {"name", .fill = NC_SCENE_RGB(0x14181c, 0xf2f4f6), .size = 1250},
    [NC_PALETTE_SMALL] = {"small", .fill = NC_SCENE_RGB(0x1f2328, 0xe6e8eb), .size = 1050},
    [NC_PALETTE_FAINT] = {"faint", .fill = NC_SCENE_RGB(0x454d57, 0xc4cad1), .size = 1000},
    [NC_PALETTE_CLUSTER] = {"cluster", .fill = NC_SCENE_RGB(0xf4f6f9, 0x1d2127),
                            .stroke = NC_SCENE_RGB(0xc3cad3, 0x454c56), .width = 100},
    [NC_PALETTE_PACKAGE] = {"package", .fill = NC_SCENE_RGB(0x454d57, 0xc4cad1), .size = 1200, .bold = true},
    [NC_PALETTE_EDGE] = {"edge", .stroke = NC_SCENE_RGB(0x8a939e, 0x78818c), .width = 100},
    [NC_PALETTE_BACK] = {"back", .stroke = NC_SCENE_RGB(0x3f78c9, 0x6ea3ea), .width = 100, .dash = 500},
    [NC_PALETTE_HOT] = {"hot", .stroke = NC_SCENE_RGB(0xb5330e, 0xff8a5c), .width = 100},
    [NC_PALETTE_LESS] = {"less", .stroke = NC_SCENE_RGB(0x2667b8, 0x6ea3ea), .width = 100},
    [NC_PALETTE_GONE] = {"gone", .stroke = NC_SCENE_RGB(0x2667b8, 0x6ea3ea), .width = 100, .dash = 250},
    [NC_PALETTE_ARROW] = {"arrow", .fill = NC_SCENE_RGB(0x8a939e, 0x78818c)},
    [NC_PALETTE_ARROW_BACK] = {"arrow-back", .fill = NC_SCENE_RGB(0x3f78c9, 0x6ea3ea)},
    [NC_PALETTE_ARROW_HOT] = {"arrow-hot", .fill = NC_SCENE_RGB(0xb5330e, 0xff8a5c)},
    [NC_PALETTE_ARROW_LESS] = {"arrow-less", .fill = NC_SCENE_RGB(0x2667b8, 0x6ea3ea)},
    [NC_PALETTE_ARROW_GONE] = {"arrow-gone", .fill = NC_SCENE_RGB(0x2667b8, 0x6ea3ea)},
    [NC_PALETTE_FIGURE] = {"figure", .fill = NC_SCENE_RGB(0x343b44, 0xc4cad1), .size = 1000},
    [NC_PALETTE_OUTLINE] = {"outline", .stroke = NC_SCENE_RGB(0xb5330e, 0xff8a5c), .width = 220},
    [NC_PALETTE_ADDED] = {"added", .stroke = NC_SCENE_RGB(0xb35309, 0xf0a35e), .width = 180},
    [NC_PALETTE_REMOVED] = {"removed", .stroke = NC_SCENE_RGB(0x2667b8, 0x6ea3ea), .width = 180, .dash = 400},
    [NC_PALETTE_TRACK] = {"track", .fill = NC_SCENE_RGB(0xd9cdbd, 0x4d545e)},
    [NC_PALETTE_BAR] = {"bar", .fill = NC_SCENE_RGB(0x1f2328, 0xf2f4f6)},
    [NC_PALETTE_BEFORE] = {"before", .fill = NC_SCENE_RGB(0x9aa3ad, 0x8b949e)},
    [NC_PALETTE_MARK] = {"mark", .fill = NC_SCENE_RGB(0x6b21a8, 0xd0a5f5), .stroke = NC_SCENE_RGB(0xffffff, 0x16181c),
                         .width = 150},
    [NC_PALETTE_MARK_TEXT] = {"mark-text", .fill = NC_SCENE_RGB(0xffffff, 0x16181c), .size = 1100, .bold = true},
};

static uint32_t mix(uint32_t a, uint32_t b, unsigned part, unsigned whole)
{
    uint32_t color = 0;

    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t from = a >> shift & 0xff, to = b >> shift & 0xff;

        color |= ((from * (whole - part) + to * part + whole / 2) / whole) << shift;
    }
    return color;
}

static uint32_t along(const uint32_t stops[STOPS], unsigned level)
{
    unsigned at = level * (STOPS - 1), step = NC_PALETTE_LEVELS - 1, stop = at / step;

    return stop + 1 < STOPS ? mix(stops[stop], stops[stop + 1], at % step, step) : stops[stop];
}

static void set_heat(nc_scene_style *styles, unsigned level, uint32_t light, uint32_t dark)
{
    nc_scene_style *style = &styles[NC_PALETTE_HEAT + level];

    *style = (nc_scene_style){.fill = NC_SCENE_RGB(light, dark),
                              .stroke = NC_SCENE_RGB(mix(light, 0x4a3a28, 2, 5), mix(dark, 0xd8d0c6, 2, 5)),
                              .width = 100};
    snprintf(style->name, sizeof style->name, "heat%u", level);
}

bool nc_palette_fill(nc_scene_style styles[NC_PALETTE_COUNT], const char *name)
{
    const ramp *chosen = NULL;

    for (size_t i = 0; !chosen && i < sizeof ramps / sizeof *ramps; i++)
        if (!name || strcmp(ramps[i].name, name) == 0)
            chosen = &ramps[i];
    if (!chosen)
        return false;
    memcpy(styles, fixed, sizeof fixed);
    for (unsigned level = 0; level < NC_PALETTE_LEVELS; level++)
        set_heat(styles, level, along(chosen->light, level), along(chosen->dark, level));
    return true;
}

void nc_palette_fill_change(nc_scene_style styles[NC_PALETTE_COUNT])
{
    enum { NEITHER = 0xf7f7f5, NEITHER_DARK = 0x23272e };
    const unsigned most = NC_PALETTE_CHANGE_MOST;

    memcpy(styles, fixed, sizeof fixed);
    set_heat(styles, 2 * most + 1, NEITHER, NEITHER_DARK);
    for (unsigned level = 0; level <= most; level++) {
        set_heat(styles, most - level, mix(NEITHER, 0x7db1ec, level, most), mix(NEITHER_DARK, 0x1f5596, level, most));
        set_heat(styles, most + level, mix(NEITHER, 0xf39a45, level, most), mix(NEITHER_DARK, 0x995210, level, most));
    }
}

/* The square root, so that the small shares, which are most, differ too. */
unsigned nc_palette_level(int64_t part, int64_t whole)
{
    const unsigned top = NC_PALETTE_LEVELS - 1;
    unsigned level = 0;

    if (part <= 0 || whole <= 0)
        return 0;
    while (level < top && (__int128)part * top * top >= (__int128)whole * (level + 1) * (level + 1))
        level++;
    return level;
}

int nc_palette_change(int64_t change, int64_t whole)
{
    const int most = NC_PALETTE_CHANGE_MOST;
    int64_t size = change < 0 ? -change : change;
    int level = 1;

    if (whole <= 0 || (__int128)size * 200 < whole)
        return 0;
    while (level < most && (__int128)size * most * most >= (__int128)whole * (level + 1) * (level + 1))
        level++;
    return change < 0 ? -level : level;
}
