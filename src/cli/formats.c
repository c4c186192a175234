/* SPDX-License-Identifier: MIT */
/* ncalls formats: what this build reads and writes. */
#include <ncalls/list.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"

static const nc_option_group groups[] = {
    {"General", nc_commands_general, 0},
    {0},
};

static int widest(int width, const char *word)
{
    int size = word ? (int)strlen(word) : 0;

    return size > width ? size : width;
}

static void print_readers(void)
{
    const ncalls_reader_row *row;
    int width = 0;

    for (size_t i = 0; (row = ncalls_reader_at(i)); i++)
        width = widest(width, row->name);
    printf("Reads (told by contents, or --from READER):\n");
    for (size_t i = 0; (row = ncalls_reader_at(i)); i++)
        printf("  %-*s  %s\n", width, row->name, row->title);
}

static void print_writers(void)
{
    const ncalls_writer_row *row;
    int width = 0, suffix = 1;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++) {
        width = widest(width, row->name);
        suffix = widest(suffix, row->suffix);
    }
    printf("\nWrites (by the suffix of -o FILE, as -o FORMAT:FILE, or --format FORMAT):\n");
    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        printf("  %-*s  %-*s  %s\n", width, row->name, suffix, row->suffix ? row->suffix : "", row->title);
}

static int run(const void *options, nc_words operands)
{
    (void)options;
    if (operands.count) {
        nc_message_say(operands.items[0], "ncalls formats takes no operand");
        return NC_EXIT_FAILED;
    }
    print_readers();
    print_writers();
    return nc_message_finish();
}

const nc_command nc_cli_formats = {
    .name = "formats",
    .title = "list what can be read and written",
    .operands = "",
    .about = "Lists the formats that profiles are read from and reports are written in.\n",
    .groups = groups,
    .run = run,
};
