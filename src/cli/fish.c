/* SPDX-License-Identifier: MIT */
/* Completion for fish. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/completions.h"

/* Text within '...'. */
static void print_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
}

static void print_words(const char *(*words)(size_t index))
{
    for (size_t i = 0; words(i); i++)
        printf("%s%s", i ? " " : "", words(i));
}

static void print_option(const nc_command *command, const nc_option *option)
{
    printf("complete -c ncalls -n '__ncalls_is %s'", command->name);
    if (option->letter)
        printf(" -s %c", option->letter);
    printf(" -l %s", option->name);
    if (option->argument)
        printf(option->path ? " -r -F" : " -x");
    if (option->words) {
        printf(" -a '");
        print_words(option->words);
        putchar('\'');
    }
    printf(" -d '");
    print_text(option->help);
    printf("'\n");
}

static void print_command(const nc_command *command)
{
    printf("complete -c ncalls -n __ncalls_is_first -a %s -d '", command->name);
    print_text(command->title);
    printf("'\n");
    for (const nc_option_group *g = command->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++)
            print_option(command, o);
    if (command->operand_words) {
        printf("complete -c ncalls -f -n '__ncalls_is %s; and not __ncalls_is_first' -a '", command->name);
        print_words(command->operand_words);
        printf("'\n");
    } else if (!*command->operands) {
        printf("complete -c ncalls -f -n '__ncalls_is %s'\n", command->name);
    }
}

void nc_completions_fish(void)
{
    printf("# fish completion for ncalls; made by ncalls help --completions fish\n"
           "function __ncalls_is_first\n"
           "  test (count (commandline -opc)) -eq 1\n"
           "end\n\n"
           "function __ncalls_is --description 'the command that is being typed'\n"
           "  set -l words (commandline -opc)\n"
           "  set -l command %s\n"
           "  if set -q words[2]; and contains -- $words[2]",
           nc_commands_all[0]->name);
    for (size_t i = 0; nc_commands_all[i]; i++)
        printf(" %s", nc_commands_all[i]->name);
    printf("\n    set command $words[2]\n  end\n  test $command = $argv[1]\nend\n\n");
    for (size_t i = 0; nc_commands_all[i]; i++)
        print_command(nc_commands_all[i]);
}
