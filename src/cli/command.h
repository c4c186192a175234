/* SPDX-License-Identifier: MIT */
/* A command: one file in this folder, one row in commands.def, and a page
 * man/ncalls-NAME.1. */
#ifndef NC_COMMAND_H
#define NC_COMMAND_H

#include "cli/options.h"

/* Exit statuses: a gate that does not hold is none of our failures. */
enum { NC_EXIT_FINE = 0, NC_EXIT_GATE = 1, NC_EXIT_FAILED = 2 };

typedef struct nc_command {
    const char *name;
    const char *title;    /* one line for the list of commands */
    const char *operands; /* behind the options in the usage line: "[FILE...]" */
    const char *about;    /* what it does, for people; lines end with \n */
    const nc_option_group *groups;
    size_t size;          /* of the struct that the options fill; it begins as zeros */
    /* `options` is that struct. Returns the exit status. */
    int (*run)(const void *options, nc_words operands);
    const char *(*operand_words)(size_t index); /* what operands may be; NULL: files */
} nc_command;

/* All commands, ended by NULL. */
extern const nc_command *const nc_commands_all[];

const nc_command *nc_commands_find(const char *name); /* NULL: there is none */
const char *nc_commands_word(size_t index);           /* for NC_OPTION_WORD: the names */

/* --help and --version, of every command. */
extern const nc_option nc_commands_general[];

/* Parses `words` (the arguments behind the command's name) and runs it. */
int nc_commands_run(const nc_command *command, int count, char **words);

#define COMMAND(name) extern const nc_command nc_cli_##name;
#include "cli/commands.def"
#undef COMMAND

#endif
