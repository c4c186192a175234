/* SPDX-License-Identifier: MIT */
/* ncalls help: the help text of a command, completions for shells. */
#include <ncalls/nearest.h>

#include "cli/command.h"
#include "cli/completions.h"
#include "cli/message.h"
#include "cli/usage.h"

typedef struct help {
    const char *completions; /* a shell, or NULL */
} help;

static const nc_option help_options[] = {
    {.name = "completions",
     .argument = "SHELL",
     .type = NC_OPTION_WORD,
     .target = offsetof(help, completions),
     .words = nc_completions_word,
     .help = "Print a script that completes commands, options and values in this shell"},
    {0},
};

static const nc_option_group groups[] = {
    {"Help", help_options, 0},
    {"General", nc_commands_general, 0},
    {0},
};

static int explain(const char *name)
{
    const nc_command *command = nc_commands_find(name);
    ncalls_nearest nearest = {.typed = name};

    if (command) {
        nc_usage_print(command);
        return nc_message_finish();
    }
    ncalls_nearest_offer_all(&nearest, nc_commands_word);
    if (nearest.best)
        nc_message_say(name, "no such command; did you mean %s?", nearest.best);
    else
        nc_message_say(name, "no such command; see ncalls help");
    return NC_EXIT_FAILED;
}

static int run(const void *options, nc_words operands)
{
    const help *o = options;

    if (operands.count > 1 || (operands.count && o->completions)) {
        nc_message_say(operands.items[operands.count - 1], "one command at a time");
        return NC_EXIT_FAILED;
    }
    if (operands.count)
        return explain(operands.items[0]);
    if (o->completions)
        nc_completions_print(o->completions);
    else
        nc_usage_print_all();
    return nc_message_finish();
}

const nc_command nc_cli_help = {
    .name = "help",
    .title = "explain a command",
    .operands = "[COMMAND]",
    .about = "Prints the help text of COMMAND, or the list of commands.\n",
    .groups = groups,
    .size = sizeof(help),
    .run = run,
    .operand_words = nc_commands_word,
};
