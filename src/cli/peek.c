/* SPDX-License-Identifier: MIT */
/* ncalls peek: one function, its callers and its callees. */
#include "cli/command.h"
#include "cli/filters.h"
#include "cli/message.h"
#include "cli/view.h"

static const nc_option_group groups[] = {
    {"Reading", nc_inputs_options, offsetof(nc_view, inputs)},
    {"Choosing", nc_filters_options, offsetof(nc_view, filters)},
    {"Rows", nc_layout_rows, offsetof(nc_view, layout)},
    {"Writing", nc_outputs_options, offsetof(nc_view, outputs)},
    {"Text", nc_layout_terminal, offsetof(nc_view, layout)},
    {"General", nc_commands_general, 0},
    {0},
};

static int run(const void *options, nc_words operands)
{
    if (!operands.count) {
        nc_message_say("PATTERN", "is missing: ncalls peek PATTERN [FILE...]");
        return NC_EXIT_FAILED;
    }
    return nc_view_run(options, (nc_words){.items = operands.items + 1, .count = operands.count - 1},
                       &(ncalls_write_options){.peek = operands.items[0]}, 0);
}

const nc_command nc_cli_peek = {
    .name = "peek",
    .title = "show one function with its callers and callees",
    .operands = "PATTERN [FILE...]",
    .about = "Shows one function with its callers and callees and the figures of each edge.\n"
             "PATTERN is file:line(name) as reports print it, file:name, a dotted name, a\n"
             "name, or a regular expression that is searched for in file:line(name).\n",
    .groups = groups,
    .size = sizeof(nc_view),
    .run = run,
};
