/* SPDX-License-Identifier: MIT */
/* ncalls graph: who called whom, as a picture. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/pictures.h"
#include "cli/view.h"

typedef struct graph {
    nc_view view;
    ncalls_graph_options shown;
    nc_pictures pictures;
} graph;

static const char *palette_word(size_t index)
{
    static const char *const words[] = {"heat", "red-green", "grey", NULL};

    return words[index];
}

static const nc_option graph_options[] = {
    {.letter = 'n',
     .name = "max-nodes",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(ncalls_graph_options, max_nodes),
     .help = "Show at most N functions, or all; without it 80"},
    {.name = "min-share",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(ncalls_graph_options, min_node),
     .value = -1,
     .help = "Leave functions out that have less than this percentage of the whole; without it 0.5"},
    {.letter = 'e',
     .name = "min-edge",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(ncalls_graph_options, min_edge),
     .value = -1,
     .help = "Leave calls between two functions out that have less than this percentage; without it 0.1"},
    {.name = "depth",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(ncalls_graph_options, depth),
     .help = "Show what is at most N calls below a root"},
    {.name = "clusters",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_graph_options, clusters),
     .help = "Put functions of one package into one box"},
    {.name = "palette",
     .argument = "NAME",
     .type = NC_OPTION_WORD,
     .target = offsetof(ncalls_graph_options, palette),
     .words = palette_word,
     .help = "Colours of shares; heat is for every eye, red-green as in PyCharm"},
    {0},
};

static const nc_option_group groups[] = {
    {"Reading", nc_inputs_options, offsetof(graph, view.inputs)},
    {"Comparing", nc_view_base, offsetof(graph, view)},
    {"Choosing", nc_filters_options, offsetof(graph, view.filters)},
    {"Graph", graph_options, offsetof(graph, shown)},
    {"Writing", nc_pictures_outputs, offsetof(graph, view.outputs)},
    {"Pictures", nc_pictures_options, offsetof(graph, pictures)},
    {"General", nc_commands_general, 0},
    {0},
};

static int run(const void *options, nc_words operands)
{
    const graph *g = options;
    ncalls_write_options subject = {.figure = "graph", .graph = &g->shown};

    if (g->pictures.scale > 0)
        subject.scale = (unsigned)g->pictures.scale;
    return nc_view_run(&g->view, operands, &subject, 0);
}

const nc_command nc_cli_graph = {
    .name = "graph",
    .title = "draw who called whom, as SVG, PNG or PDF",
    .operands = "[FILE...]",
    .about = "Draws the call graph: functions with their shares and calls, and between them\n"
             "who called whom, how often and at what cost. Shown is what explains the cost,\n"
             "each function with a way to it from a root; the picture says what it left out.\n",
    .groups = groups,
    .size = sizeof(graph),
    .run = run,
};
