/* SPDX-License-Identifier: MIT */
#include "draw/flame_paint.h"

#include <stdio.h>
#include <string.h>

#include "analyze/packages.h"

enum { MINE, STDLIB, BUILTIN, GENERATED, UNKNOWN, OTHERS, PACKAGES, HEATS = 7, WARMS = 7 };

enum { PAPER = 0xffffff, NIGHT = 0x16181c, LARGE = NC_SCENE_PX(16) };

/* Light enough for dark letters; for dark surroundings they are darkened. */
static const uint32_t origins[NC_FLAME_PAINT_FAMILIES] = {
    [MINE] = 0xffb454,         [STDLIB] = 0x9fd3f6,       [BUILTIN] = 0xcdd2d8,      [GENERATED] = 0xf0b7d6,
    [UNKNOWN] = 0xf4cf9c,      [OTHERS] = 0xd6c4a8,       [PACKAGES] = 0x93b5f5,     [PACKAGES + 1] = 0x7fd6bf,
    [PACKAGES + 2] = 0xecdf7a, [PACKAGES + 3] = 0xc9aef0, [PACKAGES + 4] = 0xb9cf8c,
};
static const uint32_t heats[HEATS] = {0xfff3dc, 0xffe3b3, 0xffcf86, 0xffb55c, 0xf99a3f, 0xee7f2e, 0xe0661f};
static const uint32_t warms[WARMS] = {0xffe08a, 0xffd070, 0xffbf63, 0xffad5c, 0xff9a57, 0xfb8a55, 0xf47b54};

static uint32_t mix(uint32_t a, uint32_t b, unsigned percent_of_b)
{
    uint32_t out = 0;

    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t x = a >> shift & 0xff, y = b >> shift & 0xff;

        out |= (x * (100 - percent_of_b) + y * percent_of_b + 50) / 100 << shift;
    }
    return out;
}

static uint32_t family_color(const nc_flame_paint *paint, unsigned family)
{
    switch (paint->by) {
    case NC_FLAME_PAINT_SELF: return heats[family % HEATS];
    case NC_FLAME_PAINT_PLAIN: return warms[family % WARMS];
    case NC_FLAME_PAINT_PACKAGE: break;
    }
    return origins[family];
}

static void add_family(const nc_flame_paint *paint, nc_scene_style *styles, unsigned family)
{
    static const unsigned lighter[NC_FLAME_PAINT_SHADES] = {0, 20, 38};

    for (unsigned shade = 0; shade < NC_FLAME_PAINT_SHADES; shade++)
        for (unsigned estimated = 0; estimated < 2; estimated++) {
            unsigned at = 2 * (family * NC_FLAME_PAINT_SHADES + shade) + estimated;
            uint32_t light = mix(family_color(paint, family), PAPER, lighter[shade]);
            uint32_t dark = mix(family_color(paint, family), NIGHT, 52 + lighter[shade] / 2);

            if (estimated && paint->by != NC_FLAME_PAINT_SELF) { /* there, paler is less */
                light = mix(light, PAPER, 52);
                dark = mix(dark, NIGHT, 45);
            }
            styles[at] = (nc_scene_style){.fill = NC_SCENE_RGB(light, dark)};
            snprintf(styles[at].name, sizeof styles[at].name, "c%u", at);
        }
}

void nc_flame_paint_styles(const nc_flame_paint *paint, nc_scene_style styles[NC_FLAME_PAINT_STYLES])
{
    static const nc_scene_style fixed[NC_FLAME_PAINT_FIRST] = {
        [NC_FLAME_PAINT_GROUND] = {"ground", .fill = NC_SCENE_RGB(PAPER, NIGHT)},
        [NC_FLAME_PAINT_TITLE] = {"title", .fill = NC_SCENE_RGB(0x1f2328, 0xe6e8eb), .size = LARGE, .bold = true},
        [NC_FLAME_PAINT_INK] = {"ink", .fill = NC_SCENE_RGB(0x57606a, 0x9da5ae), .size = NC_FLAME_PAINT_LETTERS},
        [NC_FLAME_PAINT_NAME] = {"name", .fill = NC_SCENE_RGB(0x1f2328, 0xf0f2f4), .size = NC_FLAME_PAINT_LETTERS},
        [NC_FLAME_PAINT_ALL] = {"all", .fill = NC_SCENE_RGB(0xe4e7eb, 0x3a3f46)},
        [NC_FLAME_PAINT_REST] = {"rest", .fill = NC_SCENE_RGB(0xeef0f2, 0x2a2e34)},
    };

    memcpy(styles, fixed, sizeof fixed);
    for (unsigned family = 0; family < NC_FLAME_PAINT_FAMILIES; family++)
        add_family(paint, styles + NC_FLAME_PAINT_FIRST, family);
}

static void add_key(nc_flame_paint *paint, unsigned family, const char *name, size_t size)
{
    paint->keys[paint->key_count++] = (nc_flame_paint_key){family, name, size};
}

/* The packages that cost most have colours of their own; all others share one. */
static ncalls_status choose_packages(nc_flame_paint *paint, ncalls_error *error)
{
    static const unsigned families[] = {
        [NCALLS_CLASS_MINE] = MINE,       [NCALLS_CLASS_STDLIB] = STDLIB,       [NCALLS_CLASS_PACKAGE] = OTHERS,
        [NCALLS_CLASS_BUILTIN] = BUILTIN, [NCALLS_CLASS_GENERATED] = GENERATED, [NCALLS_CLASS_UNKNOWN] = UNKNOWN,
    };
    const ncalls_profile *p = paint->tree->profile;
    nc_packages packages;
    bool others = false;
    ncalls_status status = nc_packages_sum(&packages, p, 0, error);

    for (uint32_t i = 0; !status && i < packages.count; i++) {
        const nc_packages_row *row = &packages.rows[i];
        unsigned family = families[row->class_];
        size_t size;
        const char *name = nc_packages_title(p, row, &size);

        if (row->class_ == NCALLS_CLASS_PACKAGE && paint->package_count < sizeof paint->package / sizeof(nc_str)) {
            family = PACKAGES + paint->package_count;
            paint->package[paint->package_count++] = row->package;
        } else if (row->class_ == NCALLS_CLASS_PACKAGE) {
            if (others)
                continue;
            others = true;
            name = "other packages";
            size = strlen(name);
        }
        add_key(paint, family, name, size);
    }
    nc_packages_reset(&packages);
    return status;
}

/* Upside down, a node's self is what began there; a function's is what counts. */
static int64_t self_of(const nc_flame_paint *paint, const nc_calltree_node *node)
{
    return paint->inverted ? paint->tree->profile->functions.self[node->function.at] : node->self;
}

/* The frame that cost most itself has the hottest step, each cooler one means
 * less than half of the one above. */
static unsigned heat_family(const nc_flame_paint *paint, const nc_calltree_node *node)
{
    int64_t self = self_of(paint, node);
    unsigned family = HEATS - 1;

    for (int64_t limit = paint->most / 2; family > 1 && self <= limit; limit /= 2)
        family--;
    return self > 0 ? family : 0;
}

static void find_most(nc_flame_paint *paint)
{
    for (uint32_t i = 1; i <= paint->tree->count; i++)
        if (self_of(paint, &paint->tree->nodes[i]) > paint->most)
            paint->most = self_of(paint, &paint->tree->nodes[i]);
}

static void add_heat_keys(nc_flame_paint *paint)
{
    static const char *const words[HEATS] = {
        "no self time", "1/32 of the most or less", "1/16", "1/8", "1/4", "1/2", "the most self time",
    };

    find_most(paint);
    for (unsigned i = 0; i < HEATS; i++)
        add_key(paint, i, words[i], strlen(words[i]));
}

/* FNV-1a: the same on every machine and in every run. */
static uint32_t hash_name(const nc_flame_paint *paint, nc_func f)
{
    const ncalls_profile *p = paint->tree->profile;
    const char *name = nc_profile_text(p, p->functions.name[f.at]);
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < nc_profile_size(p, p->functions.name[f.at]); i++)
        hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static unsigned package_family(const nc_flame_paint *paint, nc_func f)
{
    nc_str package = nc_profile_package(paint->tree->profile, f);

    for (unsigned i = 0; i < paint->package_count; i++)
        if (paint->package[i].at == package.at)
            return PACKAGES + i;
    return OTHERS;
}

static unsigned origin_family(const nc_flame_paint *paint, nc_func f)
{
    switch (nc_profile_class(paint->tree->profile, f)) {
    case NCALLS_CLASS_MINE: return MINE;
    case NCALLS_CLASS_STDLIB: return STDLIB;
    case NCALLS_CLASS_BUILTIN: return BUILTIN;
    case NCALLS_CLASS_GENERATED: return GENERATED;
    case NCALLS_CLASS_UNKNOWN: return UNKNOWN;
    case NCALLS_CLASS_PACKAGE: break;
    }
    return package_family(paint, f);
}

unsigned nc_flame_paint_family(unsigned family)
{
    return NC_FLAME_PAINT_FIRST + 2 * NC_FLAME_PAINT_SHADES * family;
}

unsigned nc_flame_paint_style(const nc_flame_paint *paint, const nc_calltree_node *node)
{
    uint32_t hash = hash_name(paint, node->function);
    unsigned family = origin_family(paint, node->function), shade = hash % NC_FLAME_PAINT_SHADES;

    if (paint->by == NC_FLAME_PAINT_SELF) {
        family = heat_family(paint, node);
        shade = 0;
    } else if (paint->by == NC_FLAME_PAINT_PLAIN) {
        family = hash / NC_FLAME_PAINT_SHADES % WARMS;
    }
    return NC_FLAME_PAINT_FIRST + 2 * (NC_FLAME_PAINT_SHADES * family + shade) + node->estimated;
}

/* The key names what can be seen. */
static void drop_unused_keys(nc_flame_paint *paint)
{
    bool used[NC_FLAME_PAINT_FAMILIES] = {false};
    unsigned count = 0;

    for (uint32_t i = 1; i <= paint->tree->count; i++)
        used[origin_family(paint, paint->tree->nodes[i].function)] = true;
    for (unsigned i = 0; i < paint->key_count; i++)
        if (used[paint->keys[i].family])
            paint->keys[count++] = paint->keys[i];
    paint->key_count = count;
}

ncalls_status nc_flame_paint_init(nc_flame_paint *paint, const nc_calltree *tree, const char *by, bool inverted,
                                  ncalls_error *error)
{
    static const char *const words[] = {"package", "self", "plain"};
    ncalls_status status;

    *paint = (nc_flame_paint){.tree = tree, .inverted = inverted};
    for (unsigned i = 0; by && i <= sizeof words / sizeof *words; i++) {
        if (i == sizeof words / sizeof *words)
            return nc_fail(error, NCALLS_USAGE, "flame graphs have no colours by '%s'", by);
        paint->by = (nc_flame_paint_by)i;
        if (strcmp(words[i], by) == 0)
            break;
    }
    if (paint->by == NC_FLAME_PAINT_SELF)
        add_heat_keys(paint);
    if (paint->by != NC_FLAME_PAINT_PACKAGE)
        return NCALLS_OK;
    status = choose_packages(paint, error);
    drop_unused_keys(paint);
    return status;
}
