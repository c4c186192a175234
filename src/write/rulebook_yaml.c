/* SPDX-License-Identifier: MIT */
/*
 * Every setting that holds and the file that says so, as a file of settings:
 * read again, it says the same.
 */
#include <string.h>

#include "base/day.h"
#include "base/number.h"
#include "rules/budget.h"
#include "rules/limits.h"
#include "rules/load.h"
#include "write/rulebook.h"

enum { VALUES = 32 }; /* column of the comments */

/* "    calls: 10    # built in" */
static void put_setting(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, const char *key,
                        const char *value)
{
    uint32_t line = 0;
    const char *origin = nc_load_origin(lexicon, rule, key, &line);
    size_t used = 6 + strlen(key) + strlen(value);

    nc_sink_add_format(sink, "    %s: %s%*s # ", key, value, used < VALUES ? (int)(VALUES - used) : 0, "");
    if (!origin || nc_rulebook_is_builtin(origin)) {
        nc_sink_add_string(sink, "built in\n");
        return;
    }
    nc_sink_add_escaped(sink, origin, strlen(origin));
    nc_sink_add_format(sink, ":%u\n", line);
}

static void put_rule(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule)
{
    char key[NC_LIMITS_ROOM], value[NC_LIMITS_ROOM];

    nc_sink_add_format(sink, "  %s: # %s\n", rule->id, rule->name);
    put_setting(sink, lexicon, rule, "off", rule->is_off ? "true" : "false");
    put_setting(sink, lexicon, rule, "severity", nc_rulebook_severity(rule));
    put_setting(sink, lexicon, rule, "confidence", nc_rulebook_confidence(rule));
    for (int i = 0; i < NC_LIMITS; i++)
        if (rule->limits[i] >= 0) {
            nc_limits_key(key, (enum nc_limit)i);
            nc_limits_format(value, (enum nc_limit)i, rule->limits[i]);
            put_setting(sink, lexicon, rule, key, value);
        }
}

/* Texts of others in single quotes, where only these mean anything. */
static void put_quoted(nc_sink *sink, const char *text)
{
    nc_sink_add_char(sink, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            nc_sink_add_char(sink, '\'');
        nc_sink_add_char(sink, *text);
    }
    nc_sink_add_char(sink, '\'');
}

static void put_list(nc_sink *sink, const nc_lexicon *lexicon, const char *key, const char *const *items,
                     uint32_t count)
{
    uint32_t line = 0;
    const char *origin = nc_load_origin(lexicon, NULL, key, &line);

    if (!count)
        return;
    nc_sink_add_format(sink, "%s: # ", key);
    nc_sink_add_escaped(sink, origin, strlen(origin));
    nc_sink_add_format(sink, ":%u\n", line);
    for (uint32_t i = 0; i < count; i++) {
        nc_sink_add_string(sink, "  - ");
        put_quoted(sink, items[i]);
        nc_sink_add_char(sink, '\n');
    }
}

static void put_suppression(nc_sink *sink, const nc_suppression *s)
{
    char day[NC_DAY_ROOM];

    nc_sink_add_string(sink, "  - rule: ");
    put_quoted(sink, s->rule);
    if (*s->function) {
        nc_sink_add_string(sink, "\n    function: ");
        put_quoted(sink, s->function);
    }
    nc_sink_add_string(sink, "\n    reason: ");
    put_quoted(sink, s->reason);
    if (s->expires != INT64_MAX) {
        nc_sink_add_string(sink, "\n    expires: ");
        nc_day_format(day, s->expires);
        nc_sink_add_string(sink, day);
    }
    nc_sink_add_char(sink, '\n');
}

static void put_text(nc_sink *sink, const char *key, const char *text)
{
    if (!text)
        return;
    nc_sink_add_format(sink, "    %s: ", key);
    put_quoted(sink, text);
    nc_sink_add_char(sink, '\n');
}

static void put_categories(nc_sink *sink, const nc_lexicon *lexicon, const nc_category_set *set)
{
    const char *before = "    category: [";

    for (uint16_t c = 1; c <= lexicon->category_count; c++)
        if (nc_category_set_has(set, (nc_category){c})) {
            nc_sink_add_format(sink, "%s%s", before, lexicon->categories[c]);
            before = ", ";
        }
    nc_sink_add_string(sink, "]\n");
}

static void put_budget(nc_sink *sink, const nc_lexicon *lexicon, const nc_budget *b)
{
    static const char *const severities[] = {NULL, "warning", "error"};
    const nc_quantity *q = &b->quantity;

    nc_sink_add_format(sink, "  - %s: %s # ", nc_budget_word(q->measure), b->limit_text);
    nc_sink_add_escaped(sink, b->origin, strlen(b->origin));
    nc_sink_add_format(sink, ":%d\n", b->line);
    put_text(sink, "name", b->name);
    put_text(sink, "profile", b->profile);
    put_text(sink, "function", q->function);
    put_text(sink, q->per_call ? "per-call-of" : "under", q->under);
    put_text(sink, "rule", b->rule);
    put_text(sink, "severity", severities[b->severity]);
    if (q->category)
        put_categories(sink, lexicon, &q->categories);
}

static void put_files(nc_sink *sink, const nc_lexicon *lexicon)
{
    const char *name;

    nc_sink_add_string(sink, "# built in");
    for (size_t i = 0; (name = nc_load_file_name(lexicon, i)); i++)
        if (!nc_rulebook_is_builtin(name)) {
            nc_sink_add_string(sink, ", then ");
            nc_sink_add_escaped(sink, name, strlen(name));
        }
    nc_sink_add_char(sink, '\n');
}

ncalls_status nc_rulebook_yaml(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, unsigned width,
                               ncalls_error *error)
{
    (void)width;
    (void)error;
    put_files(sink, lexicon);
    nc_sink_add_string(sink, "rules:\n");
    for (uint32_t i = 0; i < lexicon->rule_count; i++)
        if (!rule || rule == &lexicon->rules[i])
            put_rule(sink, lexicon, &lexicon->rules[i]);
    if (rule)
        return NCALLS_OK;
    put_list(sink, lexicon, "mine", lexicon->mine, lexicon->mine_count);
    put_list(sink, lexicon, "not-mine", lexicon->not_mine, lexicon->not_mine_count);
    nc_sink_add_string(sink, lexicon->suppression_count ? "suppress:\n" : "");
    for (uint32_t i = 0; i < lexicon->suppression_count; i++)
        put_suppression(sink, &lexicon->suppressions[i]);
    nc_sink_add_string(sink, lexicon->budget_count ? "budgets:\n" : "");
    for (uint32_t i = 0; i < lexicon->budget_count; i++)
        put_budget(sink, lexicon, &lexicon->budgets[i]);
    return NCALLS_OK;
}
