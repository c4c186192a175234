/* SPDX-License-Identifier: MIT */
/*
 * rules:
 *   NC101: {name: query-in-a-loop, detector: loop, of: [db.query], calls: 10, ...}
 *   NC312: off
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "rules/finding.h"
#include "rules/limits.h"
#include "rules/load_parts.h"
#include "rules/words.h"

/* ---- keys of a rule and of a cause ------------------------------------------------ */

enum key {
    NAME, DETECTOR, SEVERITY, CONFIDENCE, TITLE, MESSAGE, FIX, HELP, EXAMPLE, SOURCE, CAUSES, YIELDS, OFF,
    THROUGH, SAYS, /* a cause's, which has FIX and EXAMPLE too, as a cure */
    UNKNOWN,
};
static const struct key_row {
    const char *name;
    enum key key;
} rule_keys[] = {
    {"name", NAME},       {"detector", DETECTOR}, {"severity", SEVERITY}, {"confidence", CONFIDENCE},
    {"title", TITLE},     {"message", MESSAGE},   {"fix", FIX},           {"help", HELP},
    {"example", EXAMPLE}, {"source", SOURCE},     {"causes", CAUSES},     {"yields_to", YIELDS},
    {"off", OFF},         {NULL, UNKNOWN},
}, cause_keys[] = {
    {"through", THROUGH}, {"says", SAYS}, {"fix", FIX}, {"example", EXAMPLE}, {NULL, UNKNOWN},
}, cure_keys[] = {
    {"fix", FIX}, {"example", EXAMPLE}, {NULL, UNKNOWN},
};
enum { LONGEST_KEY = 32 };

static void swap(char *text, char from, char to)
{
    for (; *text; text++)
        if (*text == from)
            *text = to;
}

/* The first of the words for limits and sets are keys as well. */
static ncalls_status fail_key(nc_load *l, uint32_t node, const struct key_row *rows, size_t words, const char *what)
{
    char typed[LONGEST_KEY + 1] = "", best[LONGEST_KEY + 1] = "";
    ncalls_nearest nearest = {.typed = typed};

    strncat(typed, nc_yaml_text(l->tree, node), LONGEST_KEY);
    swap(typed, '-', '_');
    for (; rows->name; rows++)
        ncalls_nearest_offer(&nearest, rows->name);
    for (size_t i = 0; i < words && nc_limits_word(i); i++)
        ncalls_nearest_offer(&nearest, nc_limits_word(i));
    if (nearest.best) {
        strncat(best, nearest.best, LONGEST_KEY);
        swap(best, '_', '-');
        nearest.best = best;
    }
    nearest.typed = nc_yaml_text(l->tree, node);
    return nc_load_unknown(l, node, what, &nearest);
}

static enum key key_of(const struct key_row *rows, const char *text)
{
    while (rows->name && !nc_limits_is_key(rows->name, text))
        rows++;
    return rows->key;
}

/* A text with {placeholders}, which must be some that there are. */
static ncalls_status take_sentence(nc_load *l, uint32_t value, const char **out, const char *what)
{
    ncalls_status status = nc_load_string(l, value, out, what);
    const char *brace = status ? NULL : strchr(*out, '{');

    for (; brace; brace = strchr(brace + 1, '{')) {
        size_t size = strcspn(brace + 1, "{}");

        if (brace[1 + size] == '}' && !nc_words_knows(brace + 1, size))
            return nc_load_fail(l, value, "no such placeholder: {%.*s}", (int)(size < 40 ? size : 40), brace + 1);
    }
    return status;
}

static ncalls_status take_cure_key(nc_load *l, uint32_t key, nc_cure *cure)
{
    const char *text = nc_yaml_text(l->tree, key);

    switch (key_of(cure_keys, text)) {
    case FIX:
        return take_sentence(l, key + 1, &cure->fix, text);
    case EXAMPLE:
        return nc_load_string(l, key + 1, &cure->example, text);
    default:
        return fail_key(l, key, cure_keys, 0, "key of a cure");
    }
}

static ncalls_status take_cure(nc_load *l, uint32_t node, nc_cure *cure)
{
    ncalls_status status = NCALLS_OK;

    if (l->tree->nodes[node].kind != NC_YAML_MAP)
        return take_sentence(l, node, &cure->fix, "a cure");
    for (uint32_t i = node + 1; !status && i < l->tree->nodes[node].end; i = l->tree->nodes[i + 1].end)
        status = take_cure_key(l, i, cure);
    return status;
}

/* cures:                           categories -> sentence, or {fix: sentence, example: code}
 *   orm.lazy.*: Load it with the list, by joinedload() */
ncalls_status nc_load_cures(nc_load *l, uint32_t value, void *target)
{
    nc_lexicon *x = l->lexicon;
    ncalls_status status = nc_load_expect(l, value, NC_YAML_MAP, "cures");

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i + 1].end) {
        nc_cure cure = {.library = l->library};

        status = nc_load_set(l, i, &cure.of);
        if (!status)
            status = take_cure(l, i + 1, &cure);
        if (!status && !nc_alloc_grow(&x->cures, &l->cure_room, x->cure_count + 1, sizeof *x->cures))
            status = nc_fail_memory(l->error);
        if (!status)
            x->cures[x->cure_count++] = cure;
    }
    return status;
}

/* ---- causes ------------------------------------------------------------------------ */

static ncalls_status take_cause_key(nc_load *l, uint32_t key, nc_cause *cause)
{
    const char *text = nc_yaml_text(l->tree, key);
    int limit = nc_limits_find(text);

    if (limit >= 0)
        return nc_load_limit(l, key + 1, (enum nc_limit)limit, &cause->limits[limit]);
    switch (key_of(cause_keys, text)) {
    case THROUGH:
        return nc_load_set(l, key + 1, &cause->through);
    case SAYS:
        return take_sentence(l, key + 1, &cause->says, "says");
    case FIX:
        return take_sentence(l, key + 1, &cause->fix, "fix");
    case EXAMPLE:
        return nc_load_string(l, key + 1, &cause->example, text);
    default:
        return fail_key(l, key, cause_keys, NC_LIMITS, "key of a cause");
    }
}

static ncalls_status take_cause(nc_load *l, uint32_t node, nc_cause *cause)
{
    ncalls_status status = nc_load_expect(l, node, NC_YAML_MAP, "a cause");

    for (size_t i = 0; i < NC_LIMITS; i++)
        cause->limits[i] = -1;
    for (uint32_t i = node + 1; !status && i < l->tree->nodes[node].end; i = l->tree->nodes[i + 1].end)
        status = take_cause_key(l, i, cause);
    if (!status && (nc_category_set_is_empty(&cause->through) || !cause->says))
        return nc_load_fail(l, node, "a cause needs through and says");
    return status;
}

/* Items of a list. */
static uint32_t count_items(const nc_yaml *tree, uint32_t first, uint32_t end)
{
    uint32_t count = 0;

    for (; first < end; first = tree->nodes[first].end)
        count++;
    return count;
}

static ncalls_status take_causes(nc_load *l, uint32_t value, nc_rule *rule)
{
    ncalls_status status = nc_load_expect(l, value, NC_YAML_LIST, "causes");
    uint32_t end = l->tree->nodes[value].end, count = count_items(l->tree, value + 1, end), at = 0;
    nc_cause *causes = nc_arena_add(&l->memory->arena, count, sizeof *causes);

    if (status)
        return status;
    if (!causes)
        return nc_fail_memory(l->error);
    for (uint32_t i = value + 1; !status && i < end; i = l->tree->nodes[i].end)
        status = take_cause(l, i, &causes[at++]);
    rule->causes = causes;
    rule->cause_count = count;
    return status;
}

enum {
#define DETECTOR(name) + 1
    DETECTORS = 0
#include "rules/detectors.def"
#undef DETECTOR
};

/* ---- a rule -------------------------------------------------------------------------- */

static const char *const severities[] = {"info", "warning", "error", NULL};
static const char *const confidences[] = {"hint", "estimated", "exact", NULL};

static ncalls_status take_severity(nc_load *l, uint32_t value, nc_rule *rule)
{
    int which = 0;
    ncalls_status status = nc_load_choice(l, value, severities, "severity", &which);

    rule->severity = (ncalls_severity)which;
    return status;
}

static ncalls_status take_confidence(nc_load *l, uint32_t value, nc_rule *rule)
{
    int which = 0;
    ncalls_status status = nc_load_choice(l, value, confidences, "confidence", &which);

    rule->confidence = (ncalls_confidence)which;
    return status;
}

static ncalls_status take_detector(nc_load *l, uint32_t value, nc_rule *rule)
{
    const char *names[DETECTORS + 1] = {NULL};
    int which = 0;
    ncalls_status status;

    for (size_t i = 0; i < DETECTORS; i++)
        names[i] = nc_finding_detector_name(i);
    status = nc_load_choice(l, value, names, "detector", &which);
    rule->detector = names[which];
    return status;
}

/* Names of rules and "off" share no spelling with true and false. */
static ncalls_status take_off(nc_load *l, uint32_t value, nc_rule *rule)
{
    static const char *const words[] = {"false", "true", "no", "yes", NULL};
    int which = 0;
    ncalls_status status = nc_load_choice(l, value, words, "value of off", &which);

    rule->is_off = which % 2;
    return status;
}

static bool is_slug(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static ncalls_status take_name(nc_load *l, uint32_t value, nc_rule *rule)
{
    const char *name = NULL;
    ncalls_status status = nc_load_string(l, value, &name, "name");
    const nc_rule *other = status ? NULL : nc_load_rule(l, name);

    if (status)
        return status;
    if (!is_slug(name))
        return nc_load_fail(l, value, "%.60s: the name of a rule is small letters, digits and -", name);
    if (other && other != rule)
        return nc_load_fail(l, value, "%.60s is the name of %s", name, other->id);
    rule->name = name;
    return NCALLS_OK;
}

static ncalls_status take_source(nc_load *l, uint32_t value, nc_rule *rule)
{
    const char *expression = NULL;
    ncalls_status status = nc_load_string(l, value, &expression, "source");

    nc_pattern *pattern = NULL; /* so that a mistake is found now; lines.c makes it when there are lines */

    rule->source = expression;
    return status ? status : nc_load_pattern(l, value, expression, &pattern);
}

static ncalls_status take_rule_key(nc_load *l, uint32_t key, nc_rule *rule)
{
    const char *text = nc_yaml_text(l->tree, key);
    int limit = nc_limits_find(text), set = nc_limits_find_set(text);

    if (limit >= 0)
        return nc_load_limit(l, key + 1, (enum nc_limit)limit, &rule->limits[limit]);
    if (set >= 0)
        return nc_load_set(l, key + 1, &rule->sets[set]);
    switch (key_of(rule_keys, text)) {
    case NAME:
        return take_name(l, key + 1, rule);
    case DETECTOR:
        return take_detector(l, key + 1, rule);
    case SEVERITY:
        return take_severity(l, key + 1, rule);
    case CONFIDENCE:
        return take_confidence(l, key + 1, rule);
    case TITLE:
        return nc_load_string(l, key + 1, &rule->title, text);
    case MESSAGE:
        return take_sentence(l, key + 1, &rule->message, text);
    case FIX:
        return take_sentence(l, key + 1, &rule->fix, text);
    case HELP:
        return nc_load_string(l, key + 1, &rule->help, text);
    case EXAMPLE:
        return nc_load_string(l, key + 1, &rule->example, text);
    case SOURCE:
        return take_source(l, key + 1, rule);
    case CAUSES:
        return take_causes(l, key + 1, rule);
    case YIELDS:
        return NCALLS_OK; /* once all rules are known */
    case OFF:
        return take_off(l, key + 1, rule);
    default:
        return fail_key(l, key, rule_keys, SIZE_MAX, "key of a rule");
    }
}

/* ---- rules: which, and are they whole? -------------------------------------------------- */

nc_rule *nc_load_rule(nc_load *l, const char *word)
{
    for (uint32_t i = 0; i < l->lexicon->rule_count; i++) {
        nc_rule *rule = &l->lexicon->rules[i];

        if (strcmp(rule->id, word) == 0 || (rule->name && strcmp(rule->name, word) == 0))
            return rule;
    }
    return NULL;
}

static ncalls_status fail_rule(nc_load *l, uint32_t node, const char *typed, const char *more)
{
    ncalls_nearest nearest = {typed, nc_lexicon_nearest_rule(l->lexicon, typed), 0};

    if (nearest.best || !more)
        return nc_load_unknown(l, node, "rule", &nearest);
    return nc_load_fail(l, node, "no such rule: %.60s; %s", typed, more);
}

/* Two to eight capitals, then digits: NC101, SHOP1. */
static bool is_id(const char *id)
{
    size_t letters = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), digits = strspn(id + letters, "0123456789");

    return letters >= 2 && letters <= 8 && digits && digits <= 6 && !id[letters + digits];
}

/* A rule that there is not yet says at least how it works and what it is called. */
static ncalls_status add_rule(nc_load *l, uint32_t key, nc_rule **out)
{
    nc_lexicon *x = l->lexicon;
    const char *id = nc_yaml_text(l->tree, key);
    nc_rule rule = {.id = id, .origin = l->file->name, .severity = NCALLS_SEVERITY_WARNING};

    if (l->tree->nodes[key + 1].kind != NC_YAML_MAP || !nc_yaml_find(l->tree, key + 1, "detector"))
        return fail_rule(l, key, id, "a new one needs a detector");
    if (!is_id(id))
        return nc_load_fail(l, key, "%.60s: the id of a rule is capitals and digits, as SHOP101", id);
    if (x->rule_count == NC_LIMIT_RULES)
        return nc_load_fail(l, key, "more than %d rules", NC_LIMIT_RULES);
    if (!nc_alloc_grow(&x->rules, &l->rule_room, x->rule_count + 1, sizeof *x->rules))
        return nc_fail_memory(l->error);
    for (size_t i = 0; i < NC_LIMITS; i++)
        rule.limits[i] = -1;
    rule.confidence = NCALLS_CONFIDENCE_EXACT;
    *out = &x->rules[x->rule_count++];
    **out = rule;
    return NCALLS_OK;
}

static ncalls_status check_rule(nc_load *l, uint32_t key, nc_rule *rule)
{
    const char *lacks = !rule->name     ? "name"
                        : !rule->title   ? "title"
                        : !rule->message ? "message"
                        : !rule->fix     ? "fix"
                                         : NULL;

    if (lacks)
        return nc_load_fail(l, key, "%s has no %s", rule->id, lacks);
    if (!rule->help)
        rule->help = rule->title;
    if (!rule->example)
        rule->example = "";
    return NCALLS_OK;
}

static ncalls_status take_rule(nc_load *l, uint32_t key)
{
    const char *word = nc_yaml_text(l->tree, key);
    nc_rule *rule = nc_load_rule(l, word);
    const nc_yaml_node *value = &l->tree->nodes[key + 1];
    ncalls_status status = rule ? NCALLS_OK : add_rule(l, key, &rule);

    if (status)
        return status;
    if (value->kind == NC_YAML_TEXT && strcmp(nc_yaml_text(l->tree, key + 1), "off") == 0) {
        rule->is_off = true;
        return NCALLS_OK;
    }
    status = nc_load_expect(l, key + 1, NC_YAML_MAP, rule->id);
    for (uint32_t i = key + 2; !status && i < value->end; i = l->tree->nodes[i + 1].end)
        status = take_rule_key(l, i, rule);
    return status ? status : check_rule(l, key, rule);
}

ncalls_status nc_load_rules(nc_load *l, uint32_t value, void *target)
{
    ncalls_status status = nc_load_expect(l, value, NC_YAML_MAP, "rules");

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i + 1].end)
        status = take_rule(l, i);
    return status;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const nc_rule *)a)->id, ((const nc_rule *)b)->id);
}

void nc_load_sort_rules(nc_load *l)
{
    if (l->lexicon->rule_count)
        qsort(l->lexicon->rules, l->lexicon->rule_count, sizeof *l->lexicon->rules, compare);
}

/* ---- once all rules are known --------------------------------------------------------------- */

ncalls_status nc_load_rule_word(nc_load *l, uint32_t node, const char **out)
{
    ncalls_status status = nc_load_string(l, node, out, "a rule");

    return status || nc_load_rule(l, *out) ? status : fail_rule(l, node, *out, NULL);
}

static ncalls_status take_yields(nc_load *l, uint32_t value, nc_rule *rule)
{
    uint32_t item = 0, end = 0, at = 0;
    ncalls_status status = nc_load_list(l, value, &item, &end, "yields-to");
    const char **names = nc_arena_add(&l->memory->arena, count_items(l->tree, item, end), sizeof *names);

    if (status)
        return status;
    if (!names)
        return nc_fail_memory(l->error);
    for (; !status && item < end; item = l->tree->nodes[item].end) {
        status = nc_load_rule_word(l, item, &names[at]);
        if (!status)
            names[at] = nc_load_rule(l, names[at])->name;
        at++;
    }
    rule->yields_to = names;
    rule->yield_count = at;
    return status;
}

ncalls_status nc_load_yields(nc_load *l, uint32_t value, void *target)
{
    ncalls_status status = NCALLS_OK;

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i + 1].end) {
        uint32_t yields = l->tree->nodes[i + 1].kind == NC_YAML_MAP ? nc_yaml_find(l->tree, i + 1, "yields-to") : 0;

        if (yields)
            status = take_yields(l, yields, nc_load_rule(l, nc_yaml_text(l->tree, i)));
    }
    return status;
}
