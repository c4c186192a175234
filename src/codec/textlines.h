/* SPDX-License-Identifier: MIT */
/* Text, line by line: \n and \r\n end one, and so does the end of the file. */
#ifndef NC_TEXTLINES_H
#define NC_TEXTLINES_H

#include "base/input.h"

typedef struct nc_textlines {
    nc_input *input;
    const char *bytes; /* the line, without its end; valid until the next call */
    size_t size;
    bool is_printed;   /* set it, and what only a terminal understands (colours, links) is taken out of the lines */
    uint64_t number;   /* from 1 */
    ncalls_status status; /* why the lines ended: NCALLS_OK = there are no more */
    ncalls_error error;
} nc_textlines;

void nc_textlines_init(nc_textlines *lines, nc_input *input);

/* The next line; false at the end or on failure (see status). */
bool nc_textlines_next(nc_textlines *lines);

/* Adds the line behind it to the line, with its end between them (not where lines are printed). False: there is
 * none, and the line is as it was, or failure. */
bool nc_textlines_join(nc_textlines *lines);

#endif
