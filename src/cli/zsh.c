/* SPDX-License-Identifier: MIT */
/* Completion for zsh, through _arguments. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/completions.h"

/* Text within '...' and the specifications of _arguments. */
static void print_text(const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            printf("'\\''");
            continue;
        }
        if (strchr("[]:\\", *text))
            putchar('\\');
        putchar(*text);
    }
}

static void print_action(const nc_option *option)
{
    putchar(':');
    print_text(option->argument);
    putchar(':');
    if (option->words) {
        putchar('(');
        for (size_t i = 0; option->words(i); i++)
            printf("%s%s", i ? " " : "", option->words(i));
        putchar(')');
    } else if (option->path) {
        printf("_files");
    }
}

static bool may_repeat(const nc_option *option)
{
    return option->type == NC_OPTION_TEXTS || option->type == NC_OPTION_WORDS;
}

/* One specification for each spelling: '(-o --output)-o+[help]:FILE:_files' */
static void print_spelling(const nc_option *option, bool letter)
{
    printf(" \\\n    '");
    if (may_repeat(option))
        putchar('*');
    else if (option->letter)
        printf("(-%c --%s)", option->letter, option->name);
    if (letter)
        printf("-%c%s", option->letter, option->argument ? "+" : "");
    else
        printf("--%s%s", option->name, option->argument ? "=" : "");
    putchar('[');
    print_text(option->help);
    putchar(']');
    if (option->argument)
        print_action(option);
    putchar('\'');
}

static void print_command(const nc_command *command)
{
    printf("_ncalls_%s() {\n  _arguments -s -S", command->name);
    for (const nc_option_group *g = command->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++) {
            if (o->letter)
                print_spelling(o, true);
            print_spelling(o, false);
        }
    if (command->operand_words) {
        printf(" \\\n    '*: :(");
        for (size_t i = 0; command->operand_words(i); i++)
            printf("%s%s", i ? " " : "", command->operand_words(i));
        printf(")'");
    } else if (*command->operands) {
        printf(" \\\n    '*: :_files'");
    }
    printf("\n}\n\n");
}

void nc_completions_zsh(void)
{
    printf("#compdef ncalls\n# made by ncalls help --completions zsh\n\n");
    for (size_t i = 0; nc_commands_all[i]; i++)
        print_command(nc_commands_all[i]);
    printf("_ncalls() {\n  local -a commands=(");
    for (size_t i = 0; nc_commands_all[i]; i++) {
        printf("\n    '%s:", nc_commands_all[i]->name);
        print_text(nc_commands_all[i]->title);
        putchar('\'');
    }
    printf("\n  )\n"
           "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
           "    _describe -t commands command commands\n"
           "    _files\n"
           "  elif (( CURRENT > 2 )) && (( ${+functions[_ncalls_$words[2]]} )); then\n"
           "    local command=$words[2]\n"
           "    shift words\n"
           "    (( CURRENT-- ))\n"
           "    _ncalls_$command\n"
           "  else\n"
           "    _ncalls_%s\n"
           "  fi\n"
           "}\n\n"
           "_ncalls \"$@\"\n",
           nc_commands_all[0]->name);
}
