/* SPDX-License-Identifier: MIT */
#include "cli/outputs.h"

#include <ncalls/nearest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/overlap.h"
#include "cli/progress.h"

const char *nc_outputs_word(size_t index)
{
    const ncalls_writer_row *row = ncalls_writer_at(index);

    return row ? row->name : NULL;
}

const nc_option nc_outputs_options[] = {
    NC_OUTPUTS_ROWS(nc_outputs_word, "ncalls formats", "Write in this format, whatever the suffix"),
    {0},
};

/* The first `size` bytes of `name`, or all of it if that is 0. */
static const ncalls_writer_row *find_writer(const char *name, size_t size)
{
    const ncalls_writer_row *row;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        if (size ? strncmp(row->name, name, size) == 0 && !row->name[size] : strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

/* A suffix with a dot in front wants a name before it; "pr.md" may be all of the name, or its end
 * behind what separates words. */
static bool ends_with(const char *path, const char *suffix)
{
    size_t path_size = strlen(path), size = strlen(suffix);

    if (path_size < size || strcasecmp(path + path_size - size, suffix) != 0)
        return false;
    return *suffix == '.' ? path_size > size : path_size == size || strchr("/.-_", path[path_size - size - 1]);
}

static bool is_picture(const ncalls_write_options *subject)
{
    return subject && subject->figure;
}

/* The longest suffix wins: .speedscope.json is more than .json. */
static const ncalls_writer_row *writer_by_suffix(const char *path)
{
    const ncalls_writer_row *row, *best = NULL;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        if (row->suffix && ends_with(path, row->suffix) && (!best || strlen(row->suffix) > strlen(best->suffix)))
            best = row;
    return best;
}

static const ncalls_writer_row *standard_writer(const ncalls_write_options *subject)
{
    const ncalls_writer_row *standard = find_writer(is_picture(subject) ? "svg" : "text", 0);

    return standard ? standard : ncalls_writer_at(0);
}

static const char *suffix_word(size_t index)
{
    const ncalls_writer_row *row;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        if (row->suffix && index-- == 0)
            return row->suffix;
    return NULL;
}

static bool refuse_suffix(const char *path)
{
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(base, '.');
    ncalls_nearest nearest = {.typed = dot ? dot : ""};

    ncalls_nearest_offer_all(&nearest, suffix_word);
    if (nearest.best)
        nc_message_say(path, "no format has this suffix; did you mean %s?", nearest.best);
    else
        nc_message_say(path, "no format has this suffix; write FORMAT:FILE, or see ncalls formats");
    return false;
}

/* One word of -o. */
static bool resolve(nc_output *output, const char *word, const ncalls_writer_row *asked,
                    const ncalls_write_options *subject)
{
    const char *colon = strchr(word, ':');
    const ncalls_writer_row *named = colon && colon > word ? find_writer(word, (size_t)(colon - word)) : NULL;

    output->path = named ? colon + 1 : word;
    output->writer = named ? named : asked;
    if (!*output->path) {
        nc_message_say(*word ? word : "-o", "names no file");
        return false;
    }
    if (!output->writer)
        output->writer = strcmp(word, "-") == 0 ? standard_writer(subject) : writer_by_suffix(output->path);
    return output->writer || refuse_suffix(output->path);
}

static bool check(const nc_output *output, const nc_output *earlier, nc_words inputs,
                  const ncalls_write_options *subject)
{
    const ncalls_writer_row *writer = output->writer;
    bool standard = strcmp(output->path, "-") == 0;

    for (; earlier < output; earlier++)
        if (strcmp(earlier->path, output->path) == 0) {
            nc_message_say(output->path, "is to be written twice");
            return false;
        }
    if (is_picture(subject) && !writer->picture) {
        nc_message_say(writer->name, "is no format for pictures; see its help on --format");
        return false;
    }
    if (standard && writer->binary && isatty(STDOUT_FILENO)) {
        nc_message_say(writer->name, "is no format for a terminal; use -o FILE");
        return false;
    }
    return standard || nc_overlap_check(output->path, writer->suffix, inputs);
}

int nc_outputs_resolve(nc_output_list *list, const nc_outputs *outputs, nc_words inputs,
                       const ncalls_write_options *subject)
{
    static const char *const standard[] = {"-"};
    const ncalls_writer_row *asked = outputs->format ? find_writer(outputs->format, 0) : NULL;
    size_t count = outputs->paths.count ? outputs->paths.count : 1;
    const char *const *words = outputs->paths.count ? outputs->paths.items : standard;

    *list = (nc_output_list){.items = calloc(count, sizeof *list->items)};
    if (!list->items) {
        nc_message_say("-o", "out of memory");
        return NC_EXIT_FAILED;
    }
    for (; list->count < count; list->count++) {
        nc_output *output = &list->items[list->count];

        if (!resolve(output, words[list->count], asked, subject) ||
            !check(output, list->items, inputs, subject))
            return NC_EXIT_FAILED;
        list->keep |= output->writer->keep;
        list->places |= output->writer->places;
    }
    return NC_EXIT_FINE;
}

void nc_outputs_reset(nc_output_list *list)
{
    free(list->items);
    *list = (nc_output_list){0};
}

/* The library names files in its sentences, but has no name for standard
 * output; what is wrong with the question is not the output's fault. */
static int fail(const nc_output *output, const ncalls_error *error)
{
    bool named = strcmp(output->path, "-") == 0 && (error->status == NCALLS_IO || error->status == NCALLS_CLOSED);

    return nc_message_fail(error, named ? "standard output" : NULL);
}

int nc_outputs_write(const nc_output_list *list, const ncalls_results *results, const nc_layout *layout,
                     const ncalls_write_options *subject)
{
    for (size_t i = 0; i < list->count; i++) {
        const nc_output *output = &list->items[i];
        ncalls_write_options options = nc_layout_options(layout, output->path, subject);
        ncalls_error error;

        if (strcmp(output->path, "-") == 0)
            nc_progress_erase();
        else
            nc_progress_stage("writing", output->path);
        if (ncalls_write(results, output->writer->name, output->path, &options, &error))
            return fail(output, &error);
    }
    nc_progress_erase();
    return NC_EXIT_FINE;
}

int nc_outputs_check_diff(const nc_output_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].writer->compares) {
            nc_message_say(list->items[i].writer->name, "is no format of a diff; see ncalls help diff on --format");
            return NC_EXIT_FAILED;
        }
    return NC_EXIT_FINE;
}
