/* SPDX-License-Identifier: MIT */
/*
 * budgets:
 *   - {queries: 3, under: views.py(list_books)}
 *   - {calls: 1, function: load_settings, profile: "list-?.prof"}
 *
 * Each has one measure (rules/measures.def) with its limit, and says what that is of.
 */
#include <string.h>

#include "base/alloc.h"
#include "rules/budget.h"
#include "rules/load_parts.h"
#include "rules/place.h"

ncalls_status nc_load_place(nc_load *l, uint32_t node, const char *what, const char **out)
{
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, node, &text, what);
    nc_text pattern;

    if (status)
        return status;
    nc_text_init(&pattern);
    nc_place_add(&pattern, text, strlen(text));
    *out = nc_text_failed(&pattern) ? NULL : nc_arena_add_text(&l->memory->arena, pattern.bytes, pattern.size);
    nc_text_reset(&pattern);
    return *out ? NCALLS_OK : nc_fail_memory(l->error);
}

/* ---- what it is of --------------------------------------------------------------- */

static ncalls_status take_name(nc_load *l, uint32_t value, void *target)
{
    return nc_load_string(l, value, &((nc_budget *)target)->name, "name");
}

static ncalls_status take_profile(nc_load *l, uint32_t value, void *target)
{
    return nc_load_string(l, value, &((nc_budget *)target)->profile, "profile");
}

static ncalls_status take_function(nc_load *l, uint32_t value, void *target)
{
    return nc_load_place(l, value, "function", &((nc_budget *)target)->quantity.function);
}

static ncalls_status take_under(nc_load *l, uint32_t value, void *target)
{
    return nc_load_place(l, value, "under", &((nc_budget *)target)->quantity.under);
}

static ncalls_status take_per_call_of(nc_load *l, uint32_t value, void *target)
{
    nc_budget *b = target;

    b->quantity.per_call = true;
    return nc_load_place(l, value, "per-call-of", &b->quantity.under);
}

static ncalls_status take_category(nc_load *l, uint32_t value, void *target)
{
    nc_quantity *q = &((nc_budget *)target)->quantity;

    q->category = l->tree->nodes[value].kind == NC_YAML_TEXT ? nc_yaml_text(l->tree, value) : "several categories";
    return nc_load_set(l, value, &q->categories);
}

static ncalls_status take_rule(nc_load *l, uint32_t value, void *target)
{
    return nc_load_rule_word(l, value, &((nc_budget *)target)->rule);
}

static ncalls_status take_severity(nc_load *l, uint32_t value, void *target)
{
    static const char *const words[] = {"info", "warning", "error", NULL};
    int which = 0;
    ncalls_status status = nc_load_choice(l, value, words, "severity", &which);

    ((nc_budget *)target)->severity = (ncalls_severity)which;
    return status;
}

static const nc_load_key keys[] = {
    {"name", take_name},         {"profile", take_profile},         {"function", take_function},
    {"under", take_under},       {"per-call-of", take_per_call_of}, {"category", take_category},
    {"rule", take_rule},         {"severity", take_severity},
};

enum { KEYS = sizeof keys / sizeof *keys };

/* ---- what does not go together ------------------------------------------------------ */

/* The first of these words that the map has, NULL if none. */
static const char *first_of(const nc_load *l, uint32_t map, const char *const *words)
{
    for (; *words; words++)
        if (nc_yaml_find(l->tree, map, *words))
            return *words;
    return NULL;
}

static ncalls_status refuse(nc_load *l, uint32_t map, const char *measure, const char *const *words)
{
    const char *word = first_of(l, map, words);

    return word ? nc_load_fail(l, nc_yaml_find(l->tree, map, word), "a budget of %s takes no %s", measure, word)
                : NCALLS_OK;
}

static ncalls_status check_subject(nc_load *l, uint32_t map, const nc_budget *b)
{
    static const char *const of_findings[] = {"function", "under", "per-call-of", "category", NULL};
    static const char *const of_others[] = {"rule", "severity", NULL};
    static const char *const of_time[] = {"function", "under", "per-call-of", "category", NULL};
    static const char *const of_function[] = {"under", "per-call-of", "category", NULL};
    static const char *const of_share[] = {"under", "per-call-of", NULL};
    static const char *const of_category[] = {"function", "category", NULL};
    const nc_quantity *q = &b->quantity;
    nc_measure_kind kind = nc_budget_kind(q->measure);
    const char *word = nc_budget_word(q->measure);
    ncalls_status status = refuse(l, map, word, kind == NC_MEASURE_FINDINGS ? of_findings : of_others);

    if (!status && kind == NC_MEASURE_WHOLE)
        status = refuse(l, map, word, of_time);
    if (!status && (kind == NC_MEASURE_SELF || kind == NC_MEASURE_CUMULATIVE || kind == NC_MEASURE_PER_CALL))
        status = refuse(l, map, word, of_function);
    if (!status && kind == NC_MEASURE_SHARE)
        status = refuse(l, map, word, of_share);
    if (!status && *nc_budget_category(q->measure))
        status = refuse(l, map, word, of_category);
    if (status)
        return status;
    if (q->function && q->category)
        return nc_load_fail(l, map, "a budget is of a function or of a category, not of both");
    if (q->per_call && nc_yaml_find(l->tree, map, "under"))
        return nc_load_fail(l, map, "per-call-of says what under would: only one of them");
    if (kind == NC_MEASURE_SHARE && !q->function && !q->category)
        return nc_load_fail(l, map, "a budget of share needs a function or a category");
    if (q->under && !q->function && !q->category && !*nc_budget_category(q->measure))
        return nc_load_fail(l, map, "calls under a function are those of a function or of a category: name it");
    return NCALLS_OK;
}

/* ---- its limit and name ---------------------------------------------------------- */

static ncalls_status take_limit(nc_load *l, uint32_t node, nc_budget *b)
{
    const char *word = nc_budget_word(b->quantity.measure), *wrong;
    ncalls_status status = nc_load_string(l, node, &b->limit_text, word);

    if (status)
        return status;
    if (!nc_budget_amount(b->limit_text, &b->limit))
        return nc_load_fail(l, node, "%.60s is no limit, as 10, 2.5, 20%%, 50 ms or 64 KiB", b->limit_text);
    wrong = nc_budget_mismatch(&b->quantity, b->limit, false);
    if (wrong)
        return nc_load_fail(l, node, "%.60s: the limit of %s is %s", b->limit_text, word, wrong);
    return NCALLS_OK;
}

static ncalls_status find_measure(nc_load *l, uint32_t map, nc_budget *b, uint32_t *node)
{
    const char *word;

    *node = 0;
    for (size_t i = 0; (word = nc_budget_word(i)); i++) {
        uint32_t found = nc_yaml_find(l->tree, map, word);

        if (found && *node)
            return nc_load_fail(l, found, "a budget limits one thing: %s or %s", nc_budget_word(b->quantity.measure),
                                word);
        if (found) {
            *node = found;
            b->quantity.measure = (nc_measure)i;
        }
    }
    if (!*node)
        return nc_load_fail(l, map, "a budget needs a limit: calls, queries, requests, per-call, time, self, "
                                    "cumulative, share or findings");
    return NCALLS_OK;
}

/* "queries under views.py(list_books)": with another limit it is still the same budget. */
static ncalls_status make_name(nc_load *l, uint32_t map, nc_budget *b)
{
    static const char *const parts[][2] = {
        {"function", " of "}, {"category", " of "},           {"rule", " of "},
        {"under", " under "}, {"per-call-of", " per call of "}, {"severity", " from severity "},
    };
    nc_text text;

    if (b->name)
        return NCALLS_OK;
    nc_text_init(&text);
    nc_text_add_string(&text, nc_budget_word(b->quantity.measure));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t node = nc_yaml_find(l->tree, map, parts[i][0]);

        if (node && l->tree->nodes[node].kind == NC_YAML_TEXT)
            nc_text_add_format(&text, "%s%s", parts[i][1], nc_yaml_text(l->tree, node));
        else if (node)
            nc_text_add_format(&text, "%s%s", parts[i][1], b->quantity.category);
    }
    b->name = nc_text_failed(&text) ? NULL : nc_arena_add_text(&l->memory->arena, text.bytes, text.size);
    nc_text_reset(&text);
    return b->name ? NCALLS_OK : nc_fail_memory(l->error);
}

static ncalls_status take_budget(nc_load *l, uint32_t map, nc_budget *b)
{
    nc_load_key all[NC_MEASURES + KEYS + 1] = {0};
    uint32_t limit = 0;
    ncalls_status status;

    for (size_t i = 0; i < NC_MEASURES; i++)
        all[i].name = nc_budget_word(i);
    memcpy(all + NC_MEASURES, keys, sizeof keys);
    *b = (nc_budget){.origin = l->file->name, .line = (int32_t)l->tree->nodes[map].line};
    status = nc_load_map(l, map, all, "a budget", b);
    if (!status)
        status = find_measure(l, map, b, &limit);
    if (!status)
        status = check_subject(l, map, b);
    if (!status)
        status = take_limit(l, limit, b);
    return status ? status : make_name(l, map, b);
}

ncalls_status nc_load_budgets(nc_load *l, uint32_t value, void *target)
{
    nc_lexicon *x = l->lexicon;
    ncalls_status status = nc_load_expect(l, value, NC_YAML_LIST, "budgets");

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i].end) {
        if (!nc_alloc_grow(&x->budgets, &l->budget_room, x->budget_count + 1, sizeof *x->budgets))
            return nc_fail_memory(l->error);
        status = take_budget(l, i, &x->budgets[x->budget_count]);
        x->budget_count += !status;
    }
    return status;
}
