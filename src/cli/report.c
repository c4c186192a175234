/* SPDX-License-Identifier: MIT */
/* ncalls report: what a program spent its time on. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/view.h"

static const nc_option_group groups[] = {
    {"Reading", nc_inputs_options, offsetof(nc_view, inputs)},
    {"Comparing", nc_view_base, 0},
    {"Choosing", nc_filters_options, offsetof(nc_view, filters)},
    {"Findings", nc_judging_options, offsetof(nc_view, judging)},
    {"Gates", nc_gating_options, offsetof(nc_view, gating)},
    {"Settings", nc_config_options, offsetof(nc_view, judging.config)},
    {"Review", nc_placing_options, offsetof(nc_view, placing)},
    {"Rows", nc_layout_rows, offsetof(nc_view, layout)},
    {"Writing", nc_outputs_options, offsetof(nc_view, outputs)},
    {"Text", nc_layout_terminal, offsetof(nc_view, layout)},
    {"With --format html", nc_layout_html, offsetof(nc_view, layout)},
    {"With --format pstats", nc_layout_pstats, offsetof(nc_view, layout)},
    {"General", nc_commands_general, 0},
    {0},
};

static int run(const void *options, nc_words operands)
{
    return nc_view_run(options, operands, NULL, 0);
}

const nc_command nc_cli_report = {
    .name = "report",
    .title = "say what a program spent its time on",
    .operands = "[FILE...]",
    .about = "Reads saved profiles, sums them and reports: hotspots, callers and callees, the\n"
             "heaviest path, time by package. A directory stands for the profiles in it, - or\n"
             "no FILE for standard input; gzip and zstd are undone. The word report may be\n"
             "left out.\n",
    .groups = groups,
    .size = sizeof(nc_view),
    .run = run,
};
