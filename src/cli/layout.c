/* SPDX-License-Identifier: MIT */
#include "cli/layout.h"

#include <ncalls/list.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

/* All names, then what pstats calls them. */
static const char *sort_word(size_t index)
{
    const ncalls_sort_key *key;
    size_t i, alias = 0, names = 0;

    while (ncalls_sort_key_at(names))
        names++;
    if (index < names)
        return ncalls_sort_key_at(index)->name;
    for (i = 0; (key = ncalls_sort_key_at(i)); i++)
        if (key->alias && strcmp(key->alias, key->name) != 0 && alias++ == index - names)
            return key->alias;
    return NULL;
}

static bool is_sort_key(const char *word)
{
    return ncalls_sort_key_find(word);
}

static const char *color_word(size_t index)
{
    static const char *const words[] = {"auto", "always", "never", NULL};

    return words[index];
}

const nc_option nc_layout_rows[] = {
    {.letter = 's',
     .name = "sort",
     .argument = "KEY",
     .type = NC_OPTION_WORDS,
     .target = offsetof(nc_layout, sort),
     .words = sort_word,
     .accepts = is_sort_key,
     .help = "Order tables by this; given again it decides between rows that are equal"},
    {.letter = 'r',
     .name = "reverse",
     .type = NC_OPTION_FLAG,
     .target = offsetof(nc_layout, reverse),
     .help = "Turn the order round"},
    {.letter = 'n',
     .name = "limit",
     .argument = "N",
     .type = NC_OPTION_COUNT,
     .target = offsetof(nc_layout, limit),
     .help = "Show N rows of each table, or all"},
    {.name = "min-share",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(nc_layout, min_share),
     .help = "Fold rows below this percentage of the whole; 0.5 and 0.5% are the same"},
    {0},
};

const nc_option nc_layout_terminal[] = {
    {.name = "color",
     .argument = "WHEN",
     .type = NC_OPTION_CHOICE,
     .target = offsetof(nc_layout, color),
     .words = color_word,
     .help = "Colour the text; auto means on a terminal, unless NO_COLOR is set"},
    {.name = "width",
     .argument = "N",
     .type = NC_OPTION_WIDTH,
     .target = offsetof(nc_layout, width),
     .help = "Columns of the text; without it the terminal's, or 80"},
    {0},
};

const nc_option nc_layout_html[] = {
    {.name = "source",
     .argument = "DIR",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_layout, source),
     .path = true,
     .help = "Put the source text of the functions that are shown into the page, from files below DIR and no others"},
    {.name = "template",
     .argument = "DIR",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_layout, template),
     .path = true,
     .help = "Make the page of the template, styles and scripts in DIR; what is not there is built in"},
    {0},
};

const nc_option nc_layout_pstats[] = {
    {.name = "callers",
     .type = NC_OPTION_SET,
     .target = offsetof(nc_layout, table),
     .value = NCALLS_PSTATS_CALLERS,
     .help = "Print what print_callers prints"},
    {.name = "callees",
     .type = NC_OPTION_SET,
     .target = offsetof(nc_layout, table),
     .value = NCALLS_PSTATS_CALLEES,
     .help = "Print what print_callees prints"},
    {.name = "strip-dirs",
     .type = NC_OPTION_FLAG,
     .target = offsetof(nc_layout, strip_dirs),
     .help = "Call strip_dirs first"},
    {.name = "restrict",
     .argument = "R",
     .type = NC_OPTION_TEXTS,
     .target = offsetof(nc_layout, restrictions),
     .help = "A restriction as print_stats takes it: a count, a fraction such as 0.1, or a regular expression; "
             "given again it restricts further"},
    {0},
};

const char *nc_layout_only_pstats(const nc_layout *layout)
{
    if (layout->table != NCALLS_PSTATS_STATS)
        return layout->table == NCALLS_PSTATS_CALLERS ? "--callers" : "--callees";
    if (layout->strip_dirs)
        return "--strip-dirs";
    return layout->restrictions.count ? "--restrict" : NULL;
}

const char *nc_layout_only_html(const nc_layout *layout)
{
    if (layout->source)
        return "--source";
    return layout->template ? "--template" : NULL;
}

/* A file must not depend on the terminal that it is written from. */
static unsigned choose_width(const nc_layout *layout, bool standard)
{
    unsigned width = 0;

    if (layout->width)
        return (unsigned)layout->width;
    if (standard)
        width = nc_terminal_width(STDOUT_FILENO);
    if (!width && standard)
        width = nc_terminal_columns();
    return width ? width : 80;
}

ncalls_write_options nc_layout_options(const nc_layout *layout, const char *path, const ncalls_write_options *subject)
{
    ncalls_write_options options = *subject;
    bool standard = strcmp(path, "-") == 0;

    options.sort = layout->sort.items;
    options.sort_count = layout->sort.count;
    options.reverse = layout->reverse;
    options.limit = layout->limit;
    options.min_share = layout->min_share;
    options.color = layout->color == 1 || (layout->color == 0 && standard && nc_terminal_wants_color(STDOUT_FILENO));
    options.width = choose_width(layout, standard);
    options.table = (ncalls_pstats_table)layout->table;
    options.strip_dirs = layout->strip_dirs;
    options.restrictions = layout->restrictions.items;
    options.restriction_count = layout->restrictions.count;
    options.source_folder = layout->source;
    options.template_folder = layout->template;
    return options;
}
