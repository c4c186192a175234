/* SPDX-License-Identifier: MIT */
#include "rules/limits.h"

#include <string.h>

#include "base/number.h"

#define LIMIT(name, unit, help) {#name, NC_LIMITS_##unit},
static const struct limit_row {
    const char *name;
    nc_limits_unit unit;
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
bool nc_limits_is_key(const char *name, const char *key)
{
    while (*name && (*name == *key || (*name == '_' && *key == '-')))
        name++, key++;
    return !*name && !*key;
}

int nc_limits_find(const char *key)
{
    for (int i = 0; i < NC_LIMITS; i++)
        if (nc_limits_is_key(limit_rows[i].name, key))
            return i;
    return -1;
}

int nc_limits_find_set(const char *key)
{
    for (int i = 0; i < NC_SETS; i++)
        if (nc_limits_is_key(set_names[i], key))
            return i;
    return -1;
}

const char *nc_limits_word(size_t index)
{
    if (index < NC_LIMITS)
        return limit_rows[index].name;
    return index - NC_LIMITS < NC_SETS ? set_names[index - NC_LIMITS] : NULL;
}

void nc_limits_key(char out[NC_LIMITS_ROOM], enum nc_limit limit)
{
    const char *name = limit_rows[limit].name;
    size_t i = 0;

    for (; name[i] && i < NC_LIMITS_ROOM - 1; i++)
        out[i] = name[i] == '_' ? '-' : name[i];
    out[i] = '\0';
}

/* ---- values ---------------------------------------------------------------------------- */

/* What a unit's limit looks like, and how many of its smallest steps a written
 * one has. */
static const struct scale {
    nc_limits_unit unit;
    const char *word;
    int64_t steps;
} scales[] = {
    {NC_LIMITS_COUNT, "", 1},
    {NC_LIMITS_RATIO, "", 1000},
    {NC_LIMITS_SHARE, "%", 10},
    {NC_LIMITS_TIME, "ns", 1},
    {NC_LIMITS_TIME, "us", 1000},
    {NC_LIMITS_TIME, "µs", 1000},
    {NC_LIMITS_TIME, "ms", 1000000},
    {NC_LIMITS_TIME, "s", 1000000000},
    {NC_LIMITS_SIZE, "B", 1},
    {NC_LIMITS_SIZE, "kB", 1000},
    {NC_LIMITS_SIZE, "KiB", 1 << 10},
    {NC_LIMITS_SIZE, "MB", 1000000},
    {NC_LIMITS_SIZE, "MiB", 1 << 20},
    {NC_LIMITS_SIZE, "GB", 1000000000},
    {NC_LIMITS_SIZE, "GiB", 1 << 30},
};
static const char *const examples[] = {
    [NC_LIMITS_COUNT] = "a count, as 1000",
    [NC_LIMITS_RATIO] = "a number, as 10 or 2.5",
    [NC_LIMITS_SHARE] = "a percentage up to 100, as 5% or 0.5%",
    [NC_LIMITS_TIME] = "a time, as 50 ms; units are ns, us, ms and s",
    [NC_LIMITS_SIZE] = "a size, as 64 KiB; units are B, kB, KiB, MB, MiB, GB and GiB",
};

static const struct scale *find_scale(nc_limits_unit kind, const char *word)
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

bool nc_limits_read(const char *text, nc_limits_unit unit, int64_t *out)
{
    size_t size = strspn(text, "0123456789.");
    const struct scale *scale = find_scale(unit, text + size + strspn(text + size, " "));

    *out = scale ? in_steps(text, size, scale->steps) : -1;
    return *out >= 0;
}

bool nc_limits_parse(const char *text, enum nc_limit limit, int64_t *out)
{
    nc_limits_unit unit = limit_rows[limit].unit;

    return nc_limits_read(text, unit, out) && (unit != NC_LIMITS_SHARE || *out <= 1000);
}

const char *nc_limits_example(enum nc_limit limit)
{
    return examples[limit_rows[limit].unit];
}

/* The coarsest unit that needs no fraction; of ratios and shares the only one. */
static const struct scale *choose_scale(nc_limits_unit kind, int64_t value)
{
    const struct scale *best = NULL;

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (scales[i].unit == kind && (!best || (value && value % scales[i].steps == 0 &&
                                                 scales[i].steps > best->steps)))
            best = &scales[i];
    return best;
}

void nc_limits_format(char out[NC_LIMITS_ROOM], enum nc_limit limit, int64_t value)
{
    nc_limits_unit kind = limit_rows[limit].unit;
    const struct scale *scale = choose_scale(kind, value);
    size_t size = nc_number_format_int(out, value / scale->steps);
    int64_t rest = value % scale->steps;

    if (rest) {
        out[size++] = '.';
        for (int64_t step = scale->steps / 10; rest; rest %= step, step /= 10)
            out[size++] = (char)('0' + rest / step);
    }
    if (kind == NC_LIMITS_TIME || kind == NC_LIMITS_SIZE)
        out[size++] = ' ';
    memcpy(out + size, scale->word, strlen(scale->word) + 1);
}
