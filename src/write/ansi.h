/* SPDX-License-Identifier: MIT */
/* Lines of a terminal: styles that vanish without colour, spaces, word wrap. */
#ifndef NC_ANSI_H
#define NC_ANSI_H

#include "base/sink.h"

typedef struct nc_ansi {
    nc_sink *sink;
    bool color;
    size_t width; /* cells of a line */
} nc_ansi;

typedef enum nc_ansi_style {
    NC_ANSI_PLAIN,
    NC_ANSI_TITLE,
    NC_ANSI_HEADING,
    NC_ANSI_COLUMN, /* a column's title */
    NC_ANSI_KEY,    /* what a table is sorted by or about, and the user's own functions */
    NC_ANSI_QUIET,
    NC_ANSI_BAR,
    NC_ANSI_WARNING,
} nc_ansi_style;

/* Bytes as they are: whoever calls has escaped them. */
void nc_ansi_put(const nc_ansi *terminal, nc_ansi_style style, const char *bytes, size_t size);

void nc_ansi_pad(const nc_ansi *terminal, size_t cells);

/* Escapes `text` and breaks it between words; ends the line. The cursor stands
 * in `column`, later lines begin in `indent`. */
void nc_ansi_wrap(const nc_ansi *terminal, nc_ansi_style style, const char *text, size_t column, size_t indent);

#endif
