/* SPDX-License-Identifier: MIT */
/* ncalls rules: what is looked for, and why. */
#include <ncalls/findings.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/config.h"
#include "cli/message.h"
#include "cli/terminal.h"

typedef struct rules_options {
    const char *format; /* NULL: text */
    nc_config config;
} rules_options;

static const char *format_word(size_t index)
{
    static const char *const words[] = {"text", "json", "markdown", NULL};

    return words[index];
}

static const nc_option writing[] = {
    {.letter = 'f',
     .name = "format",
     .argument = "FORMAT",
     .type = NC_OPTION_WORD,
     .target = offsetof(rules_options, format),
     .words = format_word,
     .help = "Print in this format, else as text"},
    {0},
};

static const nc_option_group groups[] = {
    {"Writing", writing, 0},
    {"Settings", nc_config_options, offsetof(rules_options, config)},
    {"General", nc_commands_general, 0},
    {0},
};

static int print(const ncalls_rules *rules, const char *word, const char *format)
{
    ncalls_error error;
    unsigned width = nc_terminal_width(STDOUT_FILENO);

    if (!width)
        width = nc_terminal_columns();
    if (ncalls_rules_write(rules, word, format ? format : "text", "-", width, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}

static int run(const void *options, nc_words operands)
{
    const rules_options *o = options;
    ncalls_rules *rules;
    int status;

    if (operands.count > 1) {
        nc_message_say(operands.items[1], "one rule at a time");
        return NC_EXIT_FAILED;
    }
    if (o->config.show)
        return nc_config_show(&o->config);
    status = nc_config_open(&rules, &o->config);
    if (status != NC_EXIT_FINE)
        return status;
    status = print(rules, operands.count ? operands.items[0] : NULL, o->format);
    ncalls_rules_free(rules);
    return status;
}

/* For completions, which are made once: nobody frees them. */
static const char *rule_word(size_t index)
{
    static ncalls_rules *builtin;
    ncalls_rule_row row;
    size_t count = 0;

    if (!builtin && ncalls_rules_open(&builtin, NULL, 0, NULL))
        return NULL;
    while (ncalls_rules_at(builtin, count, &row))
        count++;
    if (ncalls_rules_at(builtin, index, &row))
        return row.id;
    return ncalls_rules_at(builtin, index - count, &row) ? row.name : NULL;
}

const nc_command nc_cli_rules = {
    .name = "rules",
    .title = "list what is looked for, or explain one rule",
    .operands = "[RULE]",
    .about = "Lists the rules that find what is wrong in a profile, the built-in ones and\n"
             "those of the project, or explains RULE (NC101, query-in-a-loop).\n",
    .groups = groups,
    .size = sizeof(rules_options),
    .run = run,
    .operand_words = rule_word,
};
