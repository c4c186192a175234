/* SPDX-License-Identifier: MIT */
/* ncalls findings: what is wrong, and nothing else. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/view.h"

static const nc_option_group groups[] = {
    {"Reading", nc_inputs_options, offsetof(nc_view, inputs)},
    {"Choosing", nc_filters_options, offsetof(nc_view, filters)},
    {"Findings", nc_judging_options, offsetof(nc_view, judging)},
    {"Gates", nc_gating_options, offsetof(nc_view, gating)},
    {"Settings", nc_config_options, offsetof(nc_view, judging.config)},
    {"Review", nc_placing_options, offsetof(nc_view, placing)},
    {"Rows", nc_layout_rows, offsetof(nc_view, layout)},
    {"Writing", nc_outputs_options, offsetof(nc_view, outputs)},
    {"Text", nc_layout_terminal, offsetof(nc_view, layout)},
    {"General", nc_commands_general, 0},
    {0},
};

static int run(const void *options, nc_words operands)
{
    return nc_view_run(options, operands, &(ncalls_write_options){.only_findings = true}, 0);
}

const nc_command nc_cli_findings = {
    .name = "findings",
    .title = "say what is wrong, why, and what to do",
    .operands = "[FILE...]",
    .about = "Reads saved profiles, sums them and prints the findings alone: queries in a loop\n"
             "and other calls that should not repeat, runaway recursion, time spent waiting.\n"
             "Each has the function to blame, the calls that prove it, the cost and a fix.\n",
    .groups = groups,
    .size = sizeof(nc_view),
    .run = run,
};
