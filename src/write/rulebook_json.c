/* SPDX-License-Identifier: MIT */
/* {"schema": "ncalls-rules/1", "rules": [...]}, see ncalls-json(5). */
#include <string.h>

#include "rules/limits.h"
#include "write/jsontext.h"
#include "write/rulebook.h"

static void add_member(nc_jsontext *j, const char *key, const char *value)
{
    NC_JSONTEXT(j, ",\n   ");
    nc_jsontext_add_string(j, key, strlen(key));
    NC_JSONTEXT(j, ": ");
    nc_jsontext_add_string(j, value, strlen(value));
}

typedef struct list {
    nc_jsontext *j;
    bool began;
} list;

static void add_item(void *payload, const char *text)
{
    list *l = payload;

    if (l->began)
        NC_JSONTEXT(l->j, ", ");
    l->began = true;
    nc_jsontext_add_string(l->j, text, strlen(text));
}

static void add_limits(nc_jsontext *j, const nc_rule *rule)
{
    char text[NC_LIMITS_ROOM];
    bool began = false;

    NC_JSONTEXT(j, ",\n   \"limits\": {");
    for (int i = 0; i < NC_LIMITS; i++) {
        if (rule->limits[i] < 0)
            continue;
        if (began)
            NC_JSONTEXT(j, ", ");
        began = true;
        nc_limits_key(text, (enum nc_limit)i);
        nc_jsontext_add_string(j, text, strlen(text));
        NC_JSONTEXT(j, ": ");
        nc_limits_format(text, (enum nc_limit)i, rule->limits[i]);
        nc_jsontext_add_string(j, text, strlen(text));
    }
    NC_JSONTEXT(j, "}");
}

static void add_rule(nc_jsontext *j, const nc_lexicon *lexicon, const nc_rule *rule)
{
    list needs = {j, false}, of = {j, false};

    NC_JSONTEXT(j, "{\"id\": ");
    nc_jsontext_add_string(j, rule->id, strlen(rule->id));
    add_member(j, "name", rule->name);
    add_member(j, "title", rule->title);
    add_member(j, "severity", nc_rulebook_severity(rule));
    add_member(j, "confidence", nc_rulebook_confidence(rule));
    NC_JSONTEXT(j, ",\n   \"off\": ");
    nc_jsontext_add(j, rule->is_off ? "true" : "false", rule->is_off ? 4 : 5);
    NC_JSONTEXT(j, ",\n   \"needs\": [");
    nc_rulebook_needs(rule, add_item, &needs);
    NC_JSONTEXT(j, "]");
    add_member(j, "detector", rule->detector);
    NC_JSONTEXT(j, ",\n   \"of\": [");
    for (uint16_t i = 1; i <= lexicon->category_count; i++)
        if (nc_category_set_has(&rule->sets[NC_SET_of], (nc_category){i}))
            add_item(&of, lexicon->categories[i]);
    NC_JSONTEXT(j, "]");
    add_limits(j, rule);
    add_member(j, "message", rule->message);
    add_member(j, "fix", rule->fix);
    add_member(j, "help", rule->help);
    add_member(j, "example", rule->example);
    add_member(j, "origin", rule->origin);
    NC_JSONTEXT(j, "}");
}

ncalls_status nc_rulebook_json(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, unsigned width,
                               ncalls_error *error)
{
    nc_jsontext j;
    bool began = false;

    (void)width;
    (void)error;
    nc_jsontext_init(&j, sink, false);
    NC_JSONTEXT(&j, "{\"schema\": \"ncalls-rules/1\",\n \"rules\": [");
    for (uint32_t i = 0; i < lexicon->rule_count; i++) {
        if (rule && rule != &lexicon->rules[i])
            continue;
        if (began)
            NC_JSONTEXT(&j, ",");
        NC_JSONTEXT(&j, "\n  ");
        began = true;
        add_rule(&j, lexicon, &lexicon->rules[i]);
    }
    NC_JSONTEXT(&j, "\n ]}\n");
    nc_jsontext_flush(&j);
    return NCALLS_OK;
}
