/* SPDX-License-Identifier: MIT */
#include <ncalls/api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/usage.h"

#define COMMAND(name) &nc_cli_##name,
const nc_command *const nc_commands_all[] = {
#include "cli/commands.def"
    NULL,
};
#undef COMMAND

const nc_option nc_commands_general[] = {
    {.letter = 'h', .name = "help", .type = NC_OPTION_HELP, .help = "Print this"},
    {.letter = 'V', .name = "version", .type = NC_OPTION_VERSION, .help = "Print the version"},
    {0},
};

const nc_command *nc_commands_find(const char *name)
{
    for (size_t i = 0; nc_commands_all[i]; i++)
        if (strcmp(nc_commands_all[i]->name, name) == 0)
            return nc_commands_all[i];
    return NULL;
}

const char *nc_commands_word(size_t index)
{
    return nc_commands_all[index] ? nc_commands_all[index]->name : NULL;
}

static int run_parsed(const nc_command *command, nc_parsed parsed, const void *options, nc_words operands)
{
    switch (parsed) {
    case NC_PARSED_RUN:
        return command->run(options, operands);
    case NC_PARSED_HELP:
        nc_usage_print(command);
        return nc_message_finish();
    case NC_PARSED_VERSION:
        printf("ncalls %s\n", ncalls_version());
        return nc_message_finish();
    case NC_PARSED_WRONG:
        break;
    }
    return NC_EXIT_FAILED;
}

int nc_commands_run(const nc_command *command, int count, char **words)
{
    void *options = calloc(1, command->size ? command->size : 1);
    nc_words operands = {0};
    int status;

    if (!options) {
        nc_message_say(command->name, "out of memory");
        return NC_EXIT_FAILED;
    }
    status = run_parsed(command, nc_options_parse(command->groups, options, count, words, &operands), options,
                        operands);
    nc_options_reset(command->groups, options);
    free(operands.items);
    free(options);
    return status;
}
