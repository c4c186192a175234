/* SPDX-License-Identifier: MIT */
/* Completion scripts for shells, made from the rows of commands and options. */
#ifndef NC_COMPLETIONS_H
#define NC_COMPLETIONS_H

#include <stddef.h>

/* The shells, then NULL. */
const char *nc_completions_word(size_t index);

/* Prints the script for one of them on standard output. */
void nc_completions_print(const char *shell);

void nc_completions_bash(void);
void nc_completions_zsh(void);
void nc_completions_fish(void);

#endif
