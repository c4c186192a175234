/* SPDX-License-Identifier: MIT */
#include "cli/inputs.h"

#include <ncalls/list.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"

static const char *reader_word(size_t index)
{
    const ncalls_reader_row *row = ncalls_reader_at(index);

    return row ? row->name : NULL;
}

static const char *progress_word(size_t index)
{
    static const char *const words[] = {"auto", "never", NULL};

    return words[index];
}

const nc_option nc_inputs_options[] = {
    {.name = "from",
     .argument = "READER",
     .type = NC_OPTION_WORD,
     .target = offsetof(nc_inputs, from),
     .words = reader_word,
     .see = "ncalls formats",
     .help = "Read every FILE as this; without it the contents tell, never the name"},
    {.name = "progress",
     .argument = "WHEN",
     .type = NC_OPTION_CHOICE,
     .target = offsetof(nc_inputs, progress),
     .words = progress_word,
     .help = "Say how far reading is when it takes long and standard error is a terminal"},
    {.letter = 'q',
     .name = "quiet",
     .type = NC_OPTION_FLAG,
     .target = offsetof(nc_inputs, quiet),
     .help = "Print nothing on standard error but failures"},
    {0},
};

bool nc_inputs_default(nc_words *paths)
{
    static const char *standard[] = {"-"};

    for (size_t i = 0; i < paths->count; i++)
        if (!*paths->items[i]) {
            nc_message_say("FILE", "is an empty name");
            return false;
        }
    if (paths->count)
        return true;
    if (isatty(STDIN_FILENO)) {
        nc_message_say("FILE", "is missing: name a profile, or pipe one in (see ncalls --help)");
        return false;
    }
    *paths = (nc_words){.items = standard, .count = 1};
    return true;
}

static ncalls_read_options reading(const nc_inputs *inputs, unsigned keep)
{
    ncalls_read_options options = {.from = inputs->from, .keep = keep, .narrow = inputs->narrow};

    if (!inputs->quiet && !inputs->progress && nc_progress_start())
        options.progress = nc_progress_report;
    return options;
}

int nc_inputs_open(ncalls_profile **out, const nc_inputs *inputs, nc_words paths, unsigned keep)
{
    ncalls_read_options options = reading(inputs, keep);
    ncalls_error error;

    if (ncalls_profile_open(out, paths.items, paths.count, &options, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}

int nc_inputs_open_runs(ncalls_runs *out, const nc_inputs *inputs, nc_words paths, unsigned keep)
{
    ncalls_read_options options = reading(inputs, keep);
    ncalls_error error;

    if (ncalls_runs_open(out, paths.items, paths.count, &options, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}
