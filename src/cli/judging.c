/* SPDX-License-Identifier: MIT */
#include "cli/judging.h"

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

int nc_judging_find(ncalls_findings **findings, ncalls_rules **rules, const nc_judging *judging,
                    const ncalls_results *results)
{
    ncalls_find_options options = {
        .min_severity = (ncalls_severity)judging->min_severity,
        .select = judging->select.items,
        .select_count = judging->select.count,
        .ignore = judging->ignore.items,
        .ignore_count = judging->ignore.count,
        .today = (int64_t)time(NULL),
    };
    ncalls_error error;

    int status = nc_config_open(rules, &judging->config);

    if (status != NC_EXIT_FINE)
        return status;
    if (ncalls_findings_find(findings, results, *rules, &options, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}
