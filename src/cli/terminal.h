/* SPDX-License-Identifier: MIT */
/* What the terminal is like, if there is one. */
#ifndef NC_TERMINAL_H
#define NC_TERMINAL_H

#include <stdbool.h>

/* Columns of the terminal behind a descriptor; 0: it is none, or does not say. */
unsigned nc_terminal_width(int descriptor);

/* COLUMNS of the environment; 0 = not set, or no number. */
unsigned nc_terminal_columns(void);

/* True when escape sequences mean something to what is behind a descriptor. */
bool nc_terminal_is_smart(int descriptor);

/* The same, and nobody asked for plain text (NO_COLOR). */
bool nc_terminal_wants_color(int descriptor);

#endif
