/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "rules/words.h"
#include "write/ansi.h"
#include "write/rulebook.h"

enum { INDENT = 2, LABEL = 12, NAME = 28 };

static void add_need(void *payload, const char *need)
{
    nc_text *text = payload;

    nc_text_add_string(text, text->size ? ", " : "");
    nc_text_add_string(text, need);
}

static void put_row(nc_sink *sink, const nc_rule *rule, nc_text *needs)
{
    nc_text_clear(needs);
    nc_rulebook_needs(rule, add_need, needs);
    nc_sink_add_format(sink, "%-6s  %-7s  %-*s  %-*s  ", rule->id, rule->is_off ? "off" : nc_rulebook_severity(rule),
                       NAME, rule->name, LABEL, needs->bytes);
    nc_sink_add_escaped(sink, rule->title, strlen(rule->title));
    nc_sink_add_char(sink, '\n');
}

/* "  severity    warning" */
static void put_fact(const nc_ansi *t, const char *label, const char *value)
{
    nc_ansi_pad(t, INDENT);
    nc_sink_add_format(t->sink, "%-*s", LABEL, label);
    nc_ansi_wrap(t, NC_ANSI_PLAIN, value, INDENT + LABEL, INDENT + LABEL);
}

/* From the share on that makes it an error, and up to that which makes it an
 * information. */
static void add_severity(nc_text *out, const nc_rule *rule)
{
    int64_t error = rule->limits[NC_LIMIT_error_share], warning = rule->limits[NC_LIMIT_warning_share];

    nc_text_add_string(out, nc_rulebook_severity(rule));
    if (error >= 0)
        nc_text_add_format(out, "; error from %d%% of the time on", (int)(error / 10));
    if (warning >= 0)
        nc_text_add_format(out, "; information below %d%%", (int)(warning / 10));
    if (rule->is_off)
        nc_text_add_string(out, "; off");
}

static void put_facts(const nc_ansi *t, const nc_lexicon *lexicon, const nc_rule *rule, nc_text *line)
{
    int64_t limits[NC_LIMITS];

    memcpy(limits, rule->limits, sizeof limits);
    limits[NC_LIMIT_error_share] = limits[NC_LIMIT_warning_share] = -1;
    add_severity(line, rule);
    put_fact(t, "severity", line->bytes);
    put_fact(t, "confidence", nc_rulebook_confidence(rule));
    nc_text_clear(line);
    nc_rulebook_needs(rule, add_need, line);
    put_fact(t, "needs", line->bytes);
    nc_text_clear(line);
    nc_rulebook_limits(line, limits);
    if (line->size)
        put_fact(t, "from", line->bytes);
    nc_text_clear(line);
    nc_rulebook_set(line, lexicon, &rule->sets[NC_SET_of]);
    if (line->size)
        put_fact(t, "looks at", line->bytes);
    put_fact(t, "defined in", nc_rulebook_is_builtin(rule->origin) ? "ncalls itself" : rule->origin);
}

/* Markdown of ours: paragraphs are wrapped anew. */
static void put_paragraphs(const nc_ansi *t, const char *text, nc_text *paragraph)
{
    const char *line;
    size_t size;

    nc_text_clear(paragraph);
    while ((line = nc_rulebook_line(&text, &size)) != NULL) {
        nc_text_add_string(paragraph, paragraph->size ? " " : "");
        nc_text_add(paragraph, line, size);
        if (*text && *text != '\n')
            continue;
        nc_sink_add_char(t->sink, '\n');
        nc_ansi_pad(t, INDENT);
        nc_ansi_wrap(t, NC_ANSI_PLAIN, paragraph->bytes, INDENT, INDENT);
        nc_text_clear(paragraph);
        text += *text == '\n';
    }
}

static void put_code(const nc_ansi *t, const char *text)
{
    const char *line;
    size_t size;

    nc_sink_add_char(t->sink, '\n');
    while ((line = nc_rulebook_line(&text, &size)) != NULL) {
        if (size)
            nc_ansi_pad(t, 2 * INDENT);
        nc_sink_add_escaped(t->sink, line, size);
        nc_sink_add_char(t->sink, '\n');
    }
}

static void put_causes(const nc_ansi *t, const nc_rule *rule, nc_text *line)
{
    for (uint32_t i = 0; i < rule->cause_count; i++) {
        const nc_cause *cause = &rule->causes[i];

        nc_text_clear(line);
        nc_text_add_format(line, "%s: ", cause->says);
        nc_words_add_general(line, cause->fix ? cause->fix : rule->fix);
        nc_ansi_pad(t, INDENT);
        nc_sink_add_string(t->sink, "- ");
        nc_ansi_wrap(t, NC_ANSI_PLAIN, line->bytes, INDENT + 2, INDENT + 2);
    }
}

static void explain(const nc_ansi *t, const nc_lexicon *lexicon, const nc_rule *rule, nc_text *line)
{
    nc_text_add_format(line, "%s %s: %s", rule->id, rule->name, rule->title);
    nc_ansi_wrap(t, NC_ANSI_HEADING, line->bytes, 0, INDENT);
    nc_sink_add_char(t->sink, '\n');
    nc_text_clear(line);
    put_facts(t, lexicon, rule, line);
    put_paragraphs(t, rule->help, line);
    nc_sink_add_char(t->sink, '\n');
    nc_ansi_pad(t, INDENT);
    nc_sink_add_string(t->sink, "Fix: ");
    nc_text_clear(line);
    nc_words_add_general(line, rule->fix);
    nc_ansi_wrap(t, NC_ANSI_PLAIN, line->bytes, INDENT + 5, INDENT);
    put_causes(t, rule, line);
    if (*rule->example)
        put_code(t, rule->example);
}

ncalls_status nc_rulebook_text(nc_sink *sink, const nc_lexicon *lexicon, const nc_rule *rule, unsigned width,
                               ncalls_error *error)
{
    nc_ansi terminal = {sink, false, width};
    bool failed;
    nc_text line;

    nc_text_init(&line);
    if (rule)
        explain(&terminal, lexicon, rule, &line);
    else
        for (uint32_t i = 0; i < lexicon->rule_count; i++)
            put_row(sink, &lexicon->rules[i], &line);
    failed = nc_text_failed(&line);
    nc_text_reset(&line);
    return failed ? nc_fail_memory(error) : NCALLS_OK;
}
