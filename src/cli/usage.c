/* SPDX-License-Identifier: MIT */
#include "cli/usage.h"

#include <ncalls/api.h>
#include <stdio.h>
#include <string.h>

/* The text of an option begins in this column and ends before that one, on
 * every terminal: the same bytes everywhere. */
enum { TEXT_COLUMN = 28, LAST_COLUMN = 80 };

/* Words separated by single spaces, broken between them. `column` is where the
 * line stands; returns where it stands then. */
static int wrap(const char *text, int column)
{
    while (*text) {
        int size = (int)strcspn(text, " ");

        if (column > TEXT_COLUMN && column + 1 + size > LAST_COLUMN) {
            printf("\n%*s", TEXT_COLUMN, "");
            column = TEXT_COLUMN;
        } else if (column > TEXT_COLUMN) {
            putchar(' ');
            column++;
        }
        printf("%.*s", size, text);
        column += size;
        text += size + (text[size] == ' ');
    }
    return column;
}

static void print_words(const nc_option *option, int column)
{
    for (size_t i = 0; option->words(i); i++) {
        char word[80];

        snprintf(word, sizeof word, "%s%s", option->words(i), option->words(i + 1) ? "," : "");
        column = wrap(word, column);
    }
}

static void print_option(const nc_option *option)
{
    char head[80];
    int column, size = 0;

    size = option->letter ? snprintf(head, sizeof head, "  -%c, --%s", option->letter, option->name)
                          : snprintf(head, sizeof head, "      --%s", option->name);
    if (option->argument)
        size += snprintf(head + size, sizeof head - (size_t)size, " %s", option->argument);
    if (size + 2 > TEXT_COLUMN)
        printf("%s\n%*s", head, TEXT_COLUMN, "");
    else
        printf("%-*s", TEXT_COLUMN, head);
    column = wrap(option->help, TEXT_COLUMN);
    if (option->words) {
        putchar(':');
        print_words(option, column + 1);
    }
    putchar('\n');
}

void nc_usage_print(const nc_command *command)
{
    printf("Usage: ncalls %s [OPTION...]%s%s\n\n%s", command->name, *command->operands ? " " : "", command->operands,
           command->about);
    for (const nc_option_group *g = command->groups; g->title; g++) {
        printf("\n%s:\n", g->title);
        for (const nc_option *o = g->options; o->name; o++)
            print_option(o);
    }
}

void nc_usage_print_all(void)
{
    printf("Usage: ncalls [COMMAND] [OPTION...] [FILE...]\n\n"
           "ncalls %s says what a Python program spent its time on, from saved profiles.\n\nCommands:\n",
           ncalls_version());
    for (size_t i = 0; nc_commands_all[i]; i++)
        printf("  %-10s  %s\n", nc_commands_all[i]->name, nc_commands_all[i]->title);
    printf("\nExamples:\n"
           "  ncalls app.prof                           the report, on the terminal\n"
           "  ncalls app.prof -o report.html            as a page\n"
           "  ncalls peek views.py:list_books app.prof  one function, its callers and callees\n"
           "\nOptions:\n");
    for (const nc_option *o = nc_commands_general; o->name; o++)
        print_option(o);
    printf("\n'ncalls help COMMAND' explains a command, 'man ncalls' all of them.\n");
}
