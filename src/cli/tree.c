/* SPDX-License-Identifier: MIT */
/* ncalls tree: the calls below each other, on the terminal. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/view.h"

typedef struct tree {
    nc_view view;
    ncalls_tree_options options;
} tree;

static const nc_option shape[] = {
    {.name = "inverted",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_tree_options, inverted),
     .help = "Begin with the functions that cost most themselves, with their callers below them"},
    {.name = "every-frame",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_tree_options, every_frame),
     .help = "Show the frames of libraries too that lie between others of libraries"},
    {.name = "by-line",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_tree_options, by_line),
     .help = "Tell the lines of a function apart, where the profile knows which was executed"},
    {.name = "depth",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(ncalls_tree_options, depth),
     .help = "Show at most N frames below one another"},
    {0                                                     },
};

static const nc_option rows[] = {
    {.letter = 'n',
     .name = "limit",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(nc_layout, limit),
     .help = "Show the N heaviest frames, or all"},
    {.name = "min-share",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(nc_layout, min_share),
     .help = "Leave out frames below this percentage of the whole; without it 1"},
    {0},
};

static const nc_option_group groups[] = {
    {"Reading",           nc_inputs_options, offsetof(tree, view.inputs)},
    {"Choosing",      nc_filters_options, offsetof(tree, view.filters)},
    {"Tree",                   shape, offsetof(tree, options)},
    {"Rows",rows, offsetof(tree, view.layout)},
    {"Writing",      nc_outputs_options, offsetof(tree, view.outputs)},
    {"Text",              nc_layout_terminal, offsetof(tree, view.layout)},
    {"General",      nc_commands_general, 0},
    {0                  },
};

static int run(const void *options, nc_words operands)
{
    const tree *t = options;

    return nc_view_run(&t->view, operands, &(ncalls_write_options){.tree = &t->options}, NCALLS_KEEP_STACKS);
}

const nc_command nc_cli_tree = {
    .name = "tree",
    .title = "show what calls what, as a tree",
    .operands = "[FILE...]",
    .about = "Shows the calls below each other with their share of the time: your frames, and\n"
             "those of libraries that are slow or lead to yours; the others are counted. The\n"
             "tree is exact where the profile has whole stacks, else reconstructed from who\n"
             "called whom, and ~ marks what was divided among several callers.\n",
    .groups = groups,
    .size = sizeof(tree),
    .run = run,
};
