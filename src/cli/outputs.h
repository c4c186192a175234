/* SPDX-License-Identifier: MIT */
/* What is written: -o and --format. */
#ifndef NC_OUTPUTS_H
#define NC_OUTPUTS_H

#include <stddef.h>

#include <ncalls/list.h>

#include "cli/layout.h"
#include "cli/options.h"

typedef struct nc_outputs {
    nc_words paths;     /* each [FORMAT:]FILE; none: standard output */
    const char *format; /* of those that do not say it; NULL: by suffix */
} nc_outputs;

/* The rows of -o and --format, for a group whose struct is nc_outputs. `list`: the formats of
 * the command, `where`: see nc_option.see. */
#define NC_OUTPUTS_ROWS(list, where, format_help)                                                                      \
    {.letter = 'o',                                                                                                    \
     .name = "output",                                                                                                 \
     .argument = "[FORMAT:]FILE",                                                                                      \
     .type = NC_OPTION_TEXTS,                                                                                          \
     .target = offsetof(nc_outputs, paths),                                                                            \
     .path = true,                                                                                                     \
     .help = "Write to FILE instead of standard output, in the format that its suffix names or that stands "           \
             "before it; may be given several times"},                                                                 \
    {                                                                                                                  \
        .letter = 'f', .name = "format", .argument = "FORMAT", .type = NC_OPTION_WORD,                                 \
        .target = offsetof(nc_outputs, format), .words = list, .see = where, .help = format_help                       \
    }

extern const nc_option nc_outputs_options[];

typedef struct nc_output {
    const ncalls_writer_row *writer;
    const char *path; /* "-" = standard output; a part of the word given */
} nc_output;

typedef struct nc_output_list {
    nc_output *items;
    size_t count;
    unsigned keep; /* what the profile must be opened with */
    bool places;   /* one of them wants the paths of a repository */
} nc_output_list;

/* Decides on formats and refuses what cannot end well (an output that is an
 * input, one that is named twice, no such folder) before anything is read. Not
 * NC_EXIT_FINE: it was said. Reset the list in any case. `subject`: see
 * nc_view_run. */
int nc_outputs_resolve(nc_output_list *list, const nc_outputs *outputs, nc_words inputs,
                       const ncalls_write_options *subject);
void nc_outputs_reset(nc_output_list *list);

/* Writes all: what `subject` says, laid out for each output. Returns the exit status; failure was
 * said. */
int nc_outputs_write(const nc_output_list *list, const ncalls_results *results, const nc_layout *layout,
                     const ncalls_write_options *subject);

/* The names of formats, then NULL: for options and completions. */
const char *nc_outputs_word(size_t index);

/* NC_EXIT_FAILED, with a message, if one of them cannot say what changed. */
int nc_outputs_check_diff(const nc_output_list *list);

#endif
