/* SPDX-License-Identifier: MIT */
#include "cli/gating.h"

#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"

const nc_option nc_gating_options[] = {
    {.name = "fail-on",
     .argument = "CONDITIONS",
     .type = NC_OPTION_TEXTS,
     .target = offsetof(nc_gating, conditions),
     .help = "End with status 1 on any of these, separated by commas: new-findings, error, calls+10%, "
             "queries+0, queries:50, self(views.py(list_books))+50%; may be repeated"},
    {0},
};

int nc_gating_open(ncalls_gates **gates, const ncalls_rules *rules, const nc_gating *gating, bool with_base)
{
    ncalls_gate_options options = {
        .conditions = gating->conditions.items,
        .condition_count = gating->conditions.count,
        .with_base = with_base,
    };
    ncalls_error error;

    *gates = NULL;
    if (gating->conditions.count && ncalls_gates_new(gates, rules, &options, &error))
        return nc_message_fail(&error, "--fail-on");
    return NC_EXIT_FINE;
}

int nc_gating_judge(ncalls_gates *gates, const char *name, const ncalls_results *results,
                    const ncalls_findings *findings, const ncalls_findings *base_findings)
{
    ncalls_error error;

    if (gates && ncalls_gates_judge(gates, name, results, findings, base_findings, &error))
        return nc_message_fail(&error, NULL);
    return NC_EXIT_FINE;
}

/* "calls+10% (and 2 more)" */
static void name_worst(char *out, size_t room, const ncalls_gates *gates, ncalls_gate_outcome worst,
                       ncalls_gate *first)
{
    size_t others = 0;
    ncalls_gate gate;

    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++) {
        if (gate.outcome != worst)
            continue;
        if (!others++)
            *first = gate;
    }
    snprintf(out, room, others > 1 ? " (and %zu more)" : "", others - 1);
}

int nc_gating_status(const ncalls_gates *gates)
{
    ncalls_gate_outcome worst = gates ? ncalls_gates_outcome(gates) : NCALLS_GATE_PASSED;
    ncalls_gate first = {0};
    char others[40];

    if (worst < NCALLS_GATE_FAILED)
        return NC_EXIT_FINE;
    name_worst(others, sizeof others, gates, worst, &first);
    nc_message_say(first.name, "%s: %s%s", worst == NCALLS_GATE_FAILED ? "failed" : "cannot be checked",
                   first.message, others);
    return worst == NCALLS_GATE_FAILED ? NC_EXIT_GATE : NC_EXIT_FAILED;
}
