/* SPDX-License-Identifier: MIT */
/*
 * What only a project says:
 *
 * mine: [services]
 * not-mine: [vendored]
 * suppress:
 *   - {rule: NC101, function: views.py(list_books), reason: a page of ten, expires: 2027-01-31}
 */
#include <string.h>

#include "base/alloc.h"
#include "rules/load_parts.h"

/* ---- whose code ---------------------------------------------------------------- */

static ncalls_status take_paths(nc_load *l, uint32_t value, const char *what, const char ***list, uint32_t *count,
                                size_t *room)
{
    uint32_t item = 0, end = 0;
    ncalls_status status = nc_load_list(l, value, &item, &end, what);

    for (; !status && item < end; item = l->tree->nodes[item].end) {
        if (!nc_alloc_grow(list, room, *count + 1, sizeof **list))
            return nc_fail_memory(l->error);
        status = nc_load_string(l, item, &(*list)[*count], "a path");
        *count += !status;
    }
    return status;
}

ncalls_status nc_load_mine(nc_load *l, uint32_t value, void *target)
{
    (void)target;
    return take_paths(l, value, "mine", &l->lexicon->mine, &l->lexicon->mine_count, &l->mine_room);
}

ncalls_status nc_load_not_mine(nc_load *l, uint32_t value, void *target)
{
    (void)target;
    return take_paths(l, value, "not-mine", &l->lexicon->not_mine, &l->lexicon->not_mine_count, &l->not_mine_room);
}

/* ---- what is accepted ------------------------------------------------------------ */

static ncalls_status take_rule(nc_load *l, uint32_t value, void *target)
{
    nc_suppression *s = target;

    if (l->tree->nodes[value].kind == NC_YAML_TEXT && strcmp(nc_yaml_text(l->tree, value), "*") == 0) {
        s->rule = "*";
        return NCALLS_OK;
    }
    return nc_load_rule_word(l, value, &s->rule);
}

/* A name alone is that of a function of any file. */
static ncalls_status take_function(nc_load *l, uint32_t value, void *target)
{
    nc_suppression *s = target;
    ncalls_status status = nc_load_string(l, value, &s->function, "function");
    size_t size = l->tree->nodes[value].size;
    char *glob;

    if (status || strchr(s->function, '('))
        return status;
    glob = nc_arena_add(&l->memory->arena, size + sizeof "*()", 1);
    if (!glob)
        return nc_fail_memory(l->error);
    memcpy(glob, "*(", 2);
    memcpy(glob + 2, s->function, size);
    memcpy(glob + 2 + size, ")", sizeof ")");
    s->function = glob;
    return NCALLS_OK;
}

static ncalls_status take_reason(nc_load *l, uint32_t value, void *target)
{
    return nc_load_string(l, value, &((nc_suppression *)target)->reason, "reason");
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days since 1970-01-01, -1 for what is no date. */
static int64_t days_until(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t days = 0;

    if (year < 1970 || month < 1 || month > 12 || day < 1 ||
        day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return -1;
    for (int y = 1970; y < year; y++)
        days += 365 + is_leap(y);
    for (int m = 1; m < month; m++)
        days += lengths[m - 1] + (m == 2 && is_leap(year));
    return days + day - 1;
}

/* `size` digits; -1 when they are none. */
static int number(const char *text, size_t size)
{
    int value = 0;

    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static ncalls_status take_expires(nc_load *l, uint32_t value, void *target)
{
    nc_suppression *s = target;
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, value, &text, "expires");

    if (status)
        return status;
    s->expires = strlen(text) == 10 && text[4] == '-' && text[7] == '-'
                     ? days_until(number(text, 4), number(text + 5, 2), number(text + 8, 2))
                     : -1;
    if (s->expires < 0)
        return nc_load_fail(l, value, "%.60s is no day, as 2027-01-31", text);
    return NCALLS_OK;
}

static ncalls_status take_suppression(nc_load *l, uint32_t node, nc_suppression *s)
{
    static const nc_load_key keys[] = {
        {"rule", take_rule},       {"function", take_function}, {"reason", take_reason},
        {"expires", take_expires}, {NULL, NULL},
    };
    ncalls_status status;

    *s = (nc_suppression){.function = "", .expires = INT64_MAX, .line = (int32_t)l->tree->nodes[node].line};
    status = nc_load_map(l, node, keys, "a suppression", s);
    if (status)
        return status;
    if (!s->rule || !s->reason)
        return nc_load_fail(l, node, "a suppression needs a %s", s->rule ? "reason" : "rule");
    return NCALLS_OK;
}

ncalls_status nc_load_suppress(nc_load *l, uint32_t value, void *target)
{
    nc_lexicon *x = l->lexicon;
    ncalls_status status = nc_load_expect(l, value, NC_YAML_LIST, "suppress");

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i].end) {
        if (!nc_alloc_grow(&x->suppressions, &l->suppression_room, x->suppression_count + 1, sizeof *x->suppressions))
            return nc_fail_memory(l->error);
        status = take_suppression(l, i, &x->suppressions[x->suppression_count]);
        x->suppression_count += !status;
    }
    return status;
}
