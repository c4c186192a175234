/* SPDX-License-Identifier: MIT */
/* ncalls flame: a flame graph. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/message.h"
#include "cli/pictures.h"
#include "cli/view.h"

typedef struct flame {
    nc_view view;
    ncalls_tree_options tree;
    ncalls_flame_options look;
    nc_pictures pictures;
    bool chart;
} flame;

static const char *color_word(size_t index)
{
    static const char *const words[] = {"package", "self", "plain", "category", "diff", NULL};

    return words[index];
}

static const nc_option shape[] = {
    {.name = "flamechart",
     .type = NC_OPTION_FLAG,
     .target = offsetof(flame, chart),
     .help = "Put frames in order of time, thread by thread, where the profile knows what ran when"},
    {.name = "inverted",
     .type = NC_OPTION_FLAG,
     .target = offsetof(flame, tree.inverted),
     .help = "Begin with the functions that cost most themselves, and put their callers on them"},
    {.name = "by-line",
     .type = NC_OPTION_FLAG,
     .target = offsetof(flame, tree.by_line),
     .help = "Tell the lines of a function apart, where the profile knows which was executed"},
    {.name = "depth",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(flame, tree.depth),
     .help = "Show at most N frames on one another; without it 1000"},
    {.name = "min-share",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(flame, view.layout.min_share),
     .help = "Merge frames below this percentage of the whole; without it those narrower than half a pixel"},
    {0                                                                   },
};

static const nc_option look[] = {
    {.name = "icicle",
     .type = NC_OPTION_FLAG,
     .target = offsetof(flame, look.icicle),
     .help = "Put the root on top, not at the bottom"},
    {.name = "color-by",
     .argument = "WHAT",
     .type = NC_OPTION_WORD,
     .target = offsetof(flame, look.color_by),
     .words = color_word,
     .help = "Colour frames by whose code they are, what they cost themselves, name alone, kind of work, or what "
             "changed"},
    {.name = "width",
     .argument = "N",
     .type = NC_OPTION_WIDTH,
     .target = offsetof(flame, look.width),
     .help = "Width of the picture in pixels, 400 to 20000; without it 1200"},
    {.name = "title",
     .argument = "TEXT",
     .type = NC_OPTION_TEXT,
     .target = offsetof(flame, look.title),
     .help = "Write this on top, in place of the name of the file"},
    {.name = "subtitle",
     .argument = "TEXT",
     .type = NC_OPTION_TEXT,
     .target = offsetof(flame, look.subtitle),
     .help = "And this below it, in place of what the picture is made of"},
    {0                                 },
};

static const nc_option_group groups[] = {
    {"Reading",           nc_inputs_options, offsetof(flame, view.inputs)},
    {"Comparing", nc_view_base, offsetof(flame, view)},
    {"Choosing",     nc_filters_options, offsetof(flame, view.filters)},
    {"Frames",                   shape, 0},
    {"Look",look, 0},
    {"Writing",      nc_pictures_outputs, offsetof(flame, view.outputs)},
    {"Pictures",            nc_pictures_options, offsetof(flame, pictures)},
    {"General",                  nc_commands_general, 0},
    {0             },
};

/* What does not go with a chart, before anything is read. */
static bool check_chart(const flame *f)
{
    if (f->view.base)
        nc_message_say("--flamechart", "shows one run as it went, and --base compares two");
    else if (f->tree.inverted)
        nc_message_say("--flamechart", "shows calls as they went, and --inverted puts callers on what they called");
    else if (f->tree.by_line)
        nc_message_say("--flamechart", "shows functions, and --by-line tells their lines apart");
    else
        return true;
    return false;
}

static int run(const void *options, nc_words operands)
{
    const flame *f = options;
    ncalls_write_options subject = {.figure = f->chart ? "flamechart" : "flame", .tree = &f->tree, .flame = &f->look};
    unsigned keep = NCALLS_KEEP_STACKS | (f->chart ? NCALLS_KEEP_ORDER : 0);

    if (f->chart && !check_chart(f))
        return NC_EXIT_FAILED;
    if (f->pictures.scale > 0)
        subject.scale = (unsigned)f->pictures.scale;
    return nc_view_run(&f->view, operands, &subject, keep);
}

const nc_command nc_cli_flame = {
    .name = "flame",
    .title = "draw a flame graph, as SVG, PNG or PDF",
    .operands = "[FILE...]",
    .about = "Draws a flame graph as SVG, PNG or PDF: frames on frames, as wide as what they\n"
             "cost. The SVG can be searched and zoomed in every browser. It is exact where\n"
             "the profile has whole stacks, else reconstructed from who called whom.\n",
    .groups = groups,
    .size = sizeof(flame),
    .run = run,
};
