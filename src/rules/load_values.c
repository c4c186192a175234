/* SPDX-License-Identifier: MIT */
/* Values as people write them: sets of categories, limits with their units. */
#include <string.h>

#include "base/number.h"
#include "rules/load_parts.h"

/* ---- names of limits and sets ---------------------------------------------------- */

typedef enum unit { COUNT, RATIO, SHARE, TIME, SIZE } unit;

#define LIMIT(name, unit, help) {#name, unit},
static const struct limit_row {
    const char *name;
    unit unit;
} limit_rows[] = {
#include "rules/limits.def"
};
#undef LIMIT

#define SET(name, help) #name,
static const char *const set_names[] = {
#include "rules/sets.def"
};
#undef SET

/* per_call is written per-call. */
bool nc_load_is_key(const char *name, const char *key)
{
    while (*name && (*name == *key || (*name == '_' && *key == '-')))
        name++, key++;
    return !*name && !*key;
}

int nc_load_limit_named(const char *key)
{
    for (int i = 0; i < NC_LIMITS; i++)
        if (nc_load_is_key(limit_rows[i].name, key))
            return i;
    return -1;
}

int nc_load_set_named(const char *key)
{
    for (int i = 0; i < NC_SETS; i++)
        if (nc_load_is_key(set_names[i], key))
            return i;
    return -1;
}

const char *nc_load_key_at(size_t index)
{
    if (index < NC_LIMITS)
        return limit_rows[index].name;
    return index - NC_LIMITS < NC_SETS ? set_names[index - NC_LIMITS] : NULL;
}

/* ---- sets of categories ------------------------------------------------------------ */

/* "db.*" is all that begins with "db." */
static bool fits(const char *word, size_t size, const char *category)
{
    if (size > 1 && word[size - 1] == '*' && word[size - 2] == '.')
        return strncmp(word, category, size - 1) == 0;
    return strcmp(word, category) == 0;
}

/* Here and elsewhere words are offered only once one is wrong: measuring how near
 * they are takes longer than all the rest. */
static ncalls_status fail_category(nc_load *l, uint32_t node, const char *word)
{
    const nc_strtab *names = &l->memory->categories;
    ncalls_nearest nearest = {.typed = word};

    for (uint32_t i = 1; i < names->count; i++)
        ncalls_nearest_offer(&nearest, nc_strtab_text(names, (nc_str){i}));
    return nc_load_unknown(l, node, "category", &nearest);
}

static ncalls_status take_category(nc_load *l, uint32_t node, nc_category_set *out)
{
    const nc_strtab *names = &l->memory->categories;
    const char *word = NULL;
    ncalls_status status = nc_load_string(l, node, &word, "a category");
    bool any = false;

    if (status)
        return status;
    for (uint32_t i = 1; i < names->count; i++)
        if (fits(word, l->tree->nodes[node].size, nc_strtab_text(names, (nc_str){i}))) {
            out->bits[i / 64] |= (uint64_t)1 << i % 64;
            any = true;
        }
    return any ? NCALLS_OK : fail_category(l, node, word);
}

ncalls_status nc_load_set(nc_load *l, uint32_t node, nc_category_set *out)
{
    uint32_t item = 0, end = 0;
    ncalls_status status = nc_load_list(l, node, &item, &end, "a set of categories");

    *out = (nc_category_set){0};
    for (; !status && item < end; item = l->tree->nodes[item].end)
        status = take_category(l, item, out);
    return status;
}

/* ---- limits -------------------------------------------------------------------------- */

/* What a unit's limit looks like, and how many of its smallest steps a written
 * one has. */
static const struct scale {
    unit unit;
    const char *word;
    int64_t steps;
} scales[] = {
    {COUNT, "", 1},
    {RATIO, "", 1000},
    {SHARE, "%", 10},
    {TIME, "ns", 1},
    {TIME, "us", 1000},
    {TIME, "µs", 1000},
    {TIME, "ms", 1000000},
    {TIME, "s", 1000000000},
    {SIZE, "B", 1},
    {SIZE, "kB", 1000},
    {SIZE, "KiB", 1 << 10},
    {SIZE, "MB", 1000000},
    {SIZE, "MiB", 1 << 20},
    {SIZE, "GB", 1000000000},
    {SIZE, "GiB", 1 << 30},
};
static const char *const examples[] = {
    [COUNT] = "a count, as 1000",
    [RATIO] = "a number, as 10 or 2.5",
    [SHARE] = "a percentage up to 100, as 5% or 0.5%",
    [TIME] = "a time, as 50 ms; units are ns, us, ms and s",
    [SIZE] = "a size, as 64 KiB; units are B, kB, KiB, MB, MiB, GB and GiB",
};

static const struct scale *find_scale(unit kind, const char *word)
{
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (scales[i].unit == kind && strcmp(scales[i].word, word) == 0)
            return &scales[i];
    return NULL;
}

/* `digits` with a point, in steps; -1: not a number, too large, or finer than a
 * step. */
static int64_t in_steps(const char *digits, size_t size, int64_t steps)
{
    const char *point = memchr(digits, '.', size);
    size_t whole_size = point ? (size_t)(point - digits) : size;
    int64_t whole, result;

    if (!whole_size || digits[0] < '0' || digits[0] > '9' || (point && whole_size + 1 == size) ||
        !nc_number_parse_int(digits, whole_size, &whole) || __builtin_mul_overflow(whole, steps, &result))
        return -1;
    for (size_t i = whole_size + 1; point && i < size; i++) {
        if (digits[i] < '0' || digits[i] > '9' || (steps % 10 && digits[i] != '0'))
            return -1;
        steps /= 10;
        if (__builtin_add_overflow(result, (digits[i] - '0') * steps, &result))
            return -1;
    }
    return result;
}

ncalls_status nc_load_limit(nc_load *l, uint32_t node, enum nc_limit limit, int64_t *out)
{
    const struct limit_row *row = &limit_rows[limit];
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, node, &text, row->name);
    const struct scale *scale;
    size_t size;

    if (status)
        return status;
    size = strspn(text, "0123456789.");
    scale = find_scale(row->unit, text + size + strspn(text + size, " "));
    *out = scale ? in_steps(text, size, scale->steps) : -1;
    if (*out < 0 || (row->unit == SHARE && *out > 1000))
        return nc_load_fail(l, node, "%.60s is not %s", text, examples[row->unit]);
    return NCALLS_OK;
}

ncalls_status nc_load_choice(nc_load *l, uint32_t node, const char *const *words, const char *what, int *out)
{
    ncalls_nearest nearest = {0};
    ncalls_status status = nc_load_string(l, node, &nearest.typed, what);

    for (*out = 0; !status && words[*out]; ++*out)
        if (strcmp(words[*out], nearest.typed) == 0)
            return NCALLS_OK;
    for (size_t i = 0; !status && words[i]; i++)
        ncalls_nearest_offer(&nearest, words[i]);
    return status ? status : nc_load_unknown(l, node, what, &nearest);
}
