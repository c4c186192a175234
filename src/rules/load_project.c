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
#include "base/day.h"
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

static ncalls_status take_function(nc_load *l, uint32_t value, void *target)
{
    return nc_load_place(l, value, "function", &((nc_suppression *)target)->function);
}

static ncalls_status take_reason(nc_load *l, uint32_t value, void *target)
{
    return nc_load_string(l, value, &((nc_suppression *)target)->reason, "reason");
}

static ncalls_status take_expires(nc_load *l, uint32_t value, void *target)
{
    nc_suppression *s = target;
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, value, &text, "expires");

    if (status)
        return status;
    if (!nc_day_parse(text, &s->expires))
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

    *s = (nc_suppression){.function = "", .expires = INT64_MAX,
                          .origin = l->file->name, .line = (int32_t)l->tree->nodes[node].line};
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
