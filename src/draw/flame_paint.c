/* SPDX-License-Identifier: MIT */
#include "draw/flame_paint.h"

#include <stdio.h>
#include <string.h>

#include "analyze/packages.h"
#include "draw/palette.h"

enum { MINE, STDLIB, BUILTIN, GENERATED, UNKNOWN, OTHERS, PACKAGES, HEATS = 7, WARMS = 7 };

/* Of a difference: levels of change, then these again for what was added, and removed. */
enum { CHANGES = 2 * NC_PALETTE_CHANGE_MOST + 1, LESS = 0, MORE = CHANGES - 1, ADDED = CHANGES, REMOVED = 2 * CHANGES };

_Static_assert(3 * CHANGES <= 2 * NC_FLAME_PAINT_FAMILIES * NC_FLAME_PAINT_SHADES, "a style for each");

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
    case NC_FLAME_PAINT_PACKAGE:
    case NC_FLAME_PAINT_CATEGORY:
    case NC_FLAME_PAINT_DIFF: break;
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

static void add_change(nc_scene_style *styles, unsigned at)
{
    enum { NEITHER = 0xeceae6, NEITHER_DARK = 0x34383e, BLUE = 0x7db1ec, ORANGE = 0xf39a45 };
    enum { BLUE_DARK = 0x1f5596, ORANGE_DARK = 0x995210 };
    const int most = NC_PALETTE_CHANGE_MOST;
    int level = (int)(at % CHANGES) - most;
    unsigned part = (unsigned)(100 * (level < 0 ? -level : level) / most);
    nc_scene_style *style = &styles[at];

    style->fill = NC_SCENE_RGB(mix(NEITHER, level < 0 ? BLUE : ORANGE, part),
                               mix(NEITHER_DARK, level < 0 ? BLUE_DARK : ORANGE_DARK, part));
    if (at >= ADDED) {
        style->stroke = at >= REMOVED ? NC_SCENE_RGB(0x1d4f91, 0x8fbdf5) : NC_SCENE_RGB(0x9a4206, 0xf5b27a);
        style->width = 100;
        style->dash = at >= REMOVED ? 300 : 0;
    }
    snprintf(style->name, sizeof style->name, "c%u", at);
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
    memset(styles + NC_FLAME_PAINT_FIRST, 0, (NC_FLAME_PAINT_STYLES - NC_FLAME_PAINT_FIRST) * sizeof *styles);
    for (unsigned at = 0; at < 3 * CHANGES && paint->by == NC_FLAME_PAINT_DIFF; at++)
        add_change(styles + NC_FLAME_PAINT_FIRST, at);
    for (unsigned family = 0; family < NC_FLAME_PAINT_FAMILIES && paint->by != NC_FLAME_PAINT_DIFF; family++)
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
    return paint->inverted && !paint->diff ? paint->tree->profile->functions.self[node->function.at] : node->self;
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

unsigned nc_flame_paint_family(const nc_flame_paint *paint, unsigned family)
{
    bool change = paint->by == NC_FLAME_PAINT_DIFF;

    return NC_FLAME_PAINT_FIRST + (change ? family : 2 * NC_FLAME_PAINT_SHADES * family);
}

/* 0: it has none. */
static unsigned kind_of(const nc_flame_paint *paint, nc_func f)
{
    const nc_figure_kinds *kinds = paint->kinds;
    unsigned kind;

    if (paint->diff) /* those of the new profile */
        f = paint->diff->overlay.diff->pairing.rows[f.at].now;
    kind = f.at <= kinds->profile->functions.count ? kinds->of[f.at] : 0;
    return kind < NC_FLAME_PAINT_KINDS ? kind : NC_FLAME_PAINT_KINDS - 1;
}

static unsigned category_family(const nc_flame_paint *paint, nc_func f)
{
    unsigned kind = kind_of(paint, f), origin = origin_family(paint, f);

    return kind ? paint->family_of[kind] : origin == GENERATED ? OTHERS : origin;
}

/* What came or went has a colour however small it is; an outline only if it has
 * room for both. */
static unsigned change_style(const nc_flame_paint *paint, uint32_t node, bool narrow)
{
    enum { FAINT = 2 };

    const uint32_t *at = paint->diff->nodes[node].at;
    int64_t was = nc_treediff_total(paint->diff, node, NC_DIFF_BASE);
    int64_t is = nc_treediff_total(paint->diff, node, NC_DIFF_NOW);
    int level = nc_palette_change(nc_diff_change(was, is), paint->tree->whole);
    unsigned fate = !at[NC_DIFF_BASE] ? ADDED : !at[NC_DIFF_NOW] ? REMOVED : 0;

    if (fate == ADDED && level < FAINT)
        level = FAINT;
    if (fate == REMOVED && level > -FAINT)
        level = -FAINT;
    return NC_FLAME_PAINT_FIRST + (narrow ? 0 : fate) + (unsigned)(level + NC_PALETTE_CHANGE_MOST);
}

unsigned nc_flame_paint_style(const nc_flame_paint *paint, uint32_t number, bool narrow)
{
    const nc_calltree_node *node = &paint->tree->nodes[number];
    uint32_t hash = hash_name(paint, node->function);
    unsigned family = origin_family(paint, node->function), shade = hash % NC_FLAME_PAINT_SHADES;

    if (paint->by == NC_FLAME_PAINT_DIFF)
        return change_style(paint, number, narrow);
    if (paint->by == NC_FLAME_PAINT_CATEGORY) {
        family = category_family(paint, node->function);
    } else if (paint->by == NC_FLAME_PAINT_SELF) {
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
    bool used[NC_FLAME_PAINT_FAMILIES] = {false}, category = paint->by == NC_FLAME_PAINT_CATEGORY;
    unsigned count = 0;

    for (uint32_t i = 1; i <= paint->tree->count; i++) {
        nc_func f = paint->tree->nodes[i].function;

        used[category ? category_family(paint, f) : origin_family(paint, f)] = true;
    }
    for (unsigned i = 0; i < paint->key_count; i++)
        if (used[paint->keys[i].family])
            paint->keys[count++] = paint->keys[i];
    paint->key_count = count;
}

/* The kinds that cost most have colours of their own, others share one; what has
 * no kind is coloured by whose it is. */
static void choose_kinds(nc_flame_paint *paint)
{
    static const struct {
        unsigned family;
        const char *name;
    } whose[] = {{MINE, "my code"},       {STDLIB, "standard library"},   {OTHERS, "libraries"},
                 {BUILTIN, "built-ins"},  {UNKNOWN, "unknown"},           {GENERATED, "other kinds of work"}};
    double sums[NC_FLAME_PAINT_KINDS] = {0};

    for (uint32_t i = 1; i <= paint->tree->count; i++)
        sums[kind_of(paint, paint->tree->nodes[i].function)] += (double)self_of(paint, &paint->tree->nodes[i]);
    memset(paint->family_of, GENERATED, sizeof paint->family_of);
    for (unsigned family = PACKAGES; family < NC_FLAME_PAINT_FAMILIES; family++) {
        unsigned best = 0;

        for (unsigned kind = 1; kind <= paint->kinds->count && kind < NC_FLAME_PAINT_KINDS; kind++)
            if (sums[kind] > (best ? sums[best] : 0))
                best = kind;
        if (!best)
            break;
        sums[best] = 0;
        paint->family_of[best] = (uint8_t)family;
        add_key(paint, family, paint->kinds->names[best - 1], strlen(paint->kinds->names[best - 1]));
    }
    for (size_t i = 0; i < sizeof whose / sizeof *whose; i++)
        add_key(paint, whose[i].family, whose[i].name, strlen(whose[i].name));
    drop_unused_keys(paint);
}

static void add_change_keys(nc_flame_paint *paint)
{
    static const struct {
        unsigned family;
        const char *name;
    } keys[] = {{LESS, "costs less (−)"},
                {NC_PALETTE_CHANGE_MOST, "about the same"},
                {MORE, "costs more (+)"},
                {ADDED + MORE, "added"},
                {REMOVED + LESS, "removed"}};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        add_key(paint, keys[i].family, keys[i].name, strlen(keys[i].name));
}

static ncalls_status choose_way(nc_flame_paint *paint, const char *by, ncalls_error *error)
{
    static const char *const words[] = {"package", "self", "plain", "category", "diff"};

    paint->by = paint->diff ? NC_FLAME_PAINT_DIFF : NC_FLAME_PAINT_PACKAGE;
    for (unsigned i = 0; by && i <= sizeof words / sizeof *words; i++) {
        if (i == sizeof words / sizeof *words)
            return nc_fail(error, NCALLS_USAGE, "flame graphs have no colours by '%s'", by);
        paint->by = (nc_flame_paint_by)i;
        if (strcmp(words[i], by) == 0)
            break;
    }
    if (paint->by == NC_FLAME_PAINT_DIFF && !paint->diff)
        return nc_fail(error, NCALLS_USAGE, "colours of a difference need a base to compare with");
    return NCALLS_OK;
}

ncalls_status nc_flame_paint_init(nc_flame_paint *paint, const char *by, ncalls_error *error)
{
    ncalls_status status = choose_way(paint, by, error);

    if (status)
        return status;
    switch (paint->by) {
    case NC_FLAME_PAINT_SELF: add_heat_keys(paint); break;
    case NC_FLAME_PAINT_PLAIN: break;
    case NC_FLAME_PAINT_DIFF: add_change_keys(paint); break;
    case NC_FLAME_PAINT_CATEGORY: choose_kinds(paint); break;
    case NC_FLAME_PAINT_PACKAGE:
        status = choose_packages(paint, error);
        drop_unused_keys(paint);
        break;
    }
    return status;
}
