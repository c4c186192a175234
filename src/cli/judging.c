/* SPDX-License-Identifier: MIT */
#include "cli/judging.h"

#include <ncalls/nearest.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"
#include "cli/message.h"

static const char *severity_word(size_t index)
{
    static const char *const words[] = {"info", "warning", "error"};

    return index < sizeof words / sizeof *words ? words[index] : NULL;
}

const nc_option nc_judging_options[] = {
    {.name = "min-severity",
     .argument = "SEVERITY",
     .type = NC_OPTION_CHOICE,
     .target = offsetof(nc_judging, min_severity),
     .words = severity_word,
     .help = "Leave out findings below this: info, warning or error"},
    {.name = "select",
     .argument = "RULE",
     .type = NC_OPTION_TEXTS,
     .target = offsetof(nc_judging, select),
     .help = "Look for this rule only: an id (NC101), a name, or the beginning of ids (NC1); may be repeated"},
    {.name = "ignore-rule",
     .argument = "RULE",
     .type = NC_OPTION_TEXTS,
     .target = offsetof(nc_judging, ignore),
     .help = "Do not look for this rule; may be repeated"},
    {0},
};

/* By id, the beginning of ids, or name. */
static bool is_rule(const ncalls_rules *rules, const char *word, ncalls_nearest *nearest)
{
    ncalls_rule_row row;

    for (size_t i = 0; ncalls_rules_at(rules, i, &row); i++) {
        if (strncmp(row.id, word, strlen(word)) == 0 || strcmp(row.name, word) == 0)
            return true;
        ncalls_nearest_offer(nearest, row.name);
    }
    return false;
}

static int check_words(const ncalls_rules *rules, nc_words words, const char *option)
{
    for (size_t i = 0; i < words.count; i++) {
        ncalls_nearest nearest = {.typed = words.items[i]};
        char what[100];

        if (is_rule(rules, words.items[i], &nearest))
            continue;
        snprintf(what, sizeof what, "%s=%s", option, words.items[i]);
        if (nearest.best)
            nc_message_say(what, "no such rule; did you mean %s?", nearest.best);
        else
            nc_message_say(what, "no such rule; see ncalls rules");
        return NC_EXIT_FAILED;
    }
    return NC_EXIT_FINE;
}

int nc_judging_open(ncalls_rules **rules, const nc_judging *judging)
{
    int status = nc_config_open(rules, &judging->config);

    if (status == NC_EXIT_FINE)
        status = check_words(*rules, judging->select, "--select");
    if (status == NC_EXIT_FINE)
        status = check_words(*rules, judging->ignore, "--ignore-rule");
    return status;
}

int nc_judging_find(ncalls_findings **findings, const ncalls_rules *rules, const nc_judging *judging,
                    const ncalls_results *results)
{
    ncalls_find_options options = {
        .min_severity = (ncalls_severity)judging->min_severity,
        .select = judging->select.items,
        .select_count = judging->select.count,
        .ignore = judging->ignore.items,
        .ignore_count = judging->ignore.count,
        .today = (int64_t)time(NULL),
        .changes = judging->changes,
        .source_root = judging->source_root,
        .baseline = judging->baseline,
    };
    ncalls_error error;

    if (ncalls_findings_find(findings, results, rules, &options, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}
