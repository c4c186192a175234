/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "rules/words.h"
#include "write/rulebook.h"

static void put_lines(nc_sink *sink, const char *text)
{
    const char *line;
    size_t size;

    while ((line = nc_rulebook_line(&text, &size)) != NULL) {
        nc_sink_add_escaped(sink, line, size);
        nc_sink_add_char(sink, '\n');
    }
}

/* Plain text: what would be markup stands for itself. */
static void put_plain(nc_sink *sink, const char *text, const char *end)
{
    size_t size;

    for (; *text; text += size) {
        if (strchr("\\`*_<>[]|#", *text))
            nc_sink_add_char(sink, '\\');
        size = 1 + strcspn(text + 1, "\\`*_<>[]|#");
        nc_sink_add_escaped(sink, text, size);
    }
    nc_sink_add_string(sink, end);
}

static void put_need(void *payload, const char *need)
{
    nc_sink_add_format(payload, " %s", need);
}

static void put_facts(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, nc_text *text)
{
    nc_sink_add_format(sink, "Severity %s, confidence %s. Needs", nc_rulebook_severity(rule),
                       nc_rulebook_confidence(rule));
    nc_rulebook_needs(rule, put_need, sink);
    nc_text_clear(text);
    nc_rulebook_limits(text, rule->limits);
    nc_sink_add_format(sink, ".%s%s%s", text->size ? " From: " : "", text->bytes, text->size ? "." : "");
    nc_text_clear(text);
    nc_rulebook_set(text, lexicon, &rule->sets[NC_SET_of]);
    nc_sink_add_format(sink, "%s%s%s\n\n", text->size ? " Looks at `" : "", text->bytes, text->size ? "`." : "");
}

static void put_general(nc_sink *sink, const char *fix, nc_text *text)
{
    nc_text_clear(text);
    nc_words_add_general(text, fix);
    put_plain(sink, nc_text_failed(text) ? fix : text->bytes, "\n");
}

static void put_rule(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, nc_text *text)
{
    nc_sink_add_format(sink, "## %s %s\n\n**", rule->id, rule->name);
    put_plain(sink, rule->title, ".** ");
    put_facts(sink, lexicon, rule, text);
    put_lines(sink, rule->help);
    nc_sink_add_string(sink, "\nFix: ");
    put_general(sink, rule->fix, text);
    for (uint32_t i = 0; i < rule->cause_count; i++) {
        nc_sink_add_format(sink, "%s- ", i ? "" : "\n");
        put_plain(sink, rule->causes[i].says, ": ");
        put_general(sink, rule->causes[i].fix ? rule->causes[i].fix : rule->fix, text);
    }
    if (*rule->example) {
        nc_sink_add_string(sink, "\n```python\n");
        put_lines(sink, rule->example);
        nc_sink_add_string(sink, "```\n");
    }
}

ncalls_status nc_rulebook_markdown(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, unsigned width,
                                   ncalls_error *error)
{
    bool failed;
    nc_text text;

    (void)width;
    nc_text_init(&text);
    for (uint32_t i = 0; i < lexicon->rule_count; i++)
        if (!rule || rule == &lexicon->rules[i]) {
            if (i && !rule)
                nc_sink_add_char(sink, '\n');
            put_rule(sink, lexicon, &lexicon->rules[i], &text);
        }
    failed = nc_text_failed(&text);
    nc_text_reset(&text);
    return failed ? nc_fail_memory(error) : NCALLS_OK;
}
