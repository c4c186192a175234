/* SPDX-License-Identifier: MIT */
/* Help texts, printed on standard output from the rows of options. */
#ifndef NC_USAGE_H
#define NC_USAGE_H

#include "cli/command.h"

void nc_usage_print(const nc_command *command); /* one command */
void nc_usage_print_all(void);                  /* the list of commands */

#endif
