/* SPDX-License-Identifier: MIT */
/* Figures per source line on their way into a profile. */
#ifndef NC_LINES_H
#define NC_LINES_H

#include "model/builder.h"

typedef struct nc_line_row {
    nc_func function;
    int32_t line;
    int64_t hits;   /* NCALLS_ABSENT = unknown, and below */
    int64_t self;   /* in the declared unit */
    int64_t memory; /* bytes in use when the line ran: the highest of several */
    int64_t blocks; /* allocated blocks */
    nc_str source;  /* the line's text if the file has it */
} nc_line_row;

/* A line of which nothing is known yet. */
#define NC_LINE_ROW(function_, line_)                                                                  \
    ((nc_line_row){(function_), (line_), NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT, NCALLS_ABSENT, {0}})

typedef struct nc_lines_rows nc_lines_rows;

/* Adds to a line's figures. Unknown plus known is known: hits and memory may
 * come from different tools. */
void nc_lines_add(nc_builder *builder, nc_line_row row);

/* The same for one figure that comes bit by bit: the line's number (0: no
 * memory, and the builder has failed), and its self time. Each fetches into the
 * cache what the next one needs; nc_lines_prefetch, what the first one does. */
void nc_lines_prefetch(const nc_builder *builder, nc_func function, int32_t line);
uint32_t nc_lines_number(nc_builder *builder, nc_func function, int32_t line);
void nc_lines_add_self(nc_builder *builder, uint32_t number, int64_t self);

/* For the builder. */
bool nc_lines_finish(nc_builder *builder, ncalls_profile *profile);
void nc_lines_free(nc_lines_rows *rows);

#endif
