/* SPDX-License-Identifier: MIT */
#include "cli/pictures.h"

#include <ncalls/list.h>

#include "cli/outputs.h"

const nc_option nc_pictures_options[] = {
    {.name = "scale",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(nc_pictures, scale),
     .help = "Paint png with N pixels for each of the picture's own, 2 for a fine screen"},
    {0},
};

/* The names of formats that are pictures. */
static const char *format_word(size_t index)
{
    const ncalls_writer_row *row;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        if (row->picture && index-- == 0)
            return row->name;
    return NULL;
}

const nc_option nc_pictures_outputs[] = {
    NC_OUTPUTS_ROWS(format_word, NULL, "Write in this format, whatever the suffix; svg if neither says one"),
    {0},
};
