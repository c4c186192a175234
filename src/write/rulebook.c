/* SPDX-License-Identifier: MIT */
#include "write/rulebook.h"

#include <string.h>

#include "rules/limits.h"

/* ---- words ---------------------------------------------------------------------- */

const char *nc_rulebook_severity(const nc_rule *rule)
{
    static const char *const names[] = {"info", "warning", "error"};

    return names[rule->severity];
}

const char *nc_rulebook_confidence(const nc_rule *rule)
{
    static const char *const names[] = {"hint", "estimated", "exact"};

    return names[rule->confidence];
}

void nc_rulebook_needs(const nc_rule *rule, void (*take)(void *payload, const char *need), void *payload)
{
    static const struct {
        unsigned bit;
        const char *name;
    } rows[] = {
        {NCALLS_HAS_CALLS, "calls"}, {NCALLS_HAS_EDGES, "edges"}, {NCALLS_HAS_CONTEXTS, "contexts"},
        {NCALLS_HAS_LINES, "lines"}, {NCALLS_HAS_TIME, "time"},   {NCALLS_HAS_MEMORY, "memory"},
    };
    unsigned needs = nc_rules_needs(rule);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (needs & rows[i].bit)
            take(payload, rows[i].name);
}

bool nc_rulebook_is_builtin(const char *origin)
{
    return strncmp(origin, "lexicon/", strlen("lexicon/")) == 0;
}

void nc_rulebook_limits(nc_text *out, const int64_t limits[NC_LIMITS])
{
    char text[NC_LIMITS_ROOM];
    size_t begin = out->size;

    for (int i = 0; i < NC_LIMITS; i++) {
        if (limits[i] < 0)
            continue;
        /* Where the time is reached, the share need not be. */
        if (out->size > begin)
            nc_text_add_string(out, i == NC_LIMIT_time && limits[NC_LIMIT_share] >= 0 ? " or " : ", ");
        nc_limits_key(text, (enum nc_limit)i);
        nc_text_add_string(out, text);
        nc_limits_format(text, (enum nc_limit)i, limits[i]);
        nc_text_add_char(out, ' ');
        nc_text_add_string(out, text);
    }
}

void nc_rulebook_set(nc_text *out, const nc_lexicon *lexicon, const nc_category_set *set)
{
    size_t begin = out->size;

    for (uint16_t i = 1; i <= lexicon->category_count; i++)
        if (nc_category_set_has(set, (nc_category){i})) {
            nc_text_add_string(out, out->size > begin ? ", " : "");
            nc_text_add_string(out, lexicon->categories[i]);
        }
}

const char *nc_rulebook_line(const char **rest, size_t *size)
{
    const char *line = *rest;

    if (!*line)
        return NULL;
    *size = strcspn(line, "\n");
    *rest = line + *size + (line[*size] == '\n');
    return line;
}

/* ---- forms ---------------------------------------------------------------------- */

static const struct form {
    const char *name;
    nc_rulebook_form *write;
} forms[] = {
    {"text", nc_rulebook_text},
    {"markdown", nc_rulebook_markdown},
    {"json", nc_rulebook_json},
    {"yaml", nc_rulebook_yaml},
};
enum { FORMS = sizeof forms / sizeof *forms };

static ncalls_status find_rule(const nc_lexicon *lexicon, const char *word, const nc_rule **out, ncalls_error *error)
{
    const char *nearest;

    *out = word ? nc_lexicon_find_rule(lexicon, word) : NULL;
    if (*out || !word)
        return NCALLS_OK;
    nearest = nc_lexicon_nearest_rule(lexicon, word);
    if (nearest)
        return nc_fail(error, NCALLS_USAGE, "%.60s: no such rule; did you mean %s?", word, nearest);
    return nc_fail(error, NCALLS_USAGE, "%.60s: no such rule; see ncalls rules", word);
}

static ncalls_status write_to(nc_sink *sink, const struct form *form, const nc_lexicon *lexicon, const nc_rule *rule,
                              unsigned width, ncalls_error *error)
{
    ncalls_status status = form->write(sink, lexicon, rule, width ? width : 80, error);

    if (!status)
        return nc_sink_close(sink, error);
    nc_sink_abandon(sink);
    return status;
}

ncalls_status ncalls_rules_write(const ncalls_rules *rules, const char *word, const char *format, const char *path,
                                 unsigned width, ncalls_error *error)
{
    const struct form *form = forms;
    const nc_rule *rule;
    nc_sink *sink;
    ncalls_status status = find_rule(nc_rules_lexicon(rules), word, &rule, error);

    while (form < forms + FORMS && strcmp(form->name, format) != 0)
        form++;
    if (!status && form == forms + FORMS)
        status = nc_fail(error, NCALLS_USAGE, "rules are not written as '%.60s'", format);
    if (status)
        return status;
    if (strcmp(path, "-") != 0) {
        status = nc_sink_open_file(&sink, path, error);
    } else {
        sink = nc_sink_open_descriptor(1);
        status = sink ? NCALLS_OK : nc_fail_memory(error);
    }
    return status ? status : write_to(sink, form, nc_rules_lexicon(rules), rule, width, error);
}
