/* SPDX-License-Identifier: MIT */
/* ncalls diff: what changed between two profiles, and why. */
#include <string.h>

#include "cli/command.h"
#include "cli/filters.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/view.h"

/* Only some formats say what changed. */
static const char *format_word(size_t index)
{
    const ncalls_writer_row *row;

    for (size_t i = 0; (row = ncalls_writer_at(i)); i++)
        if (row->compares && index-- == 0)
            return row->name;
    return NULL;
}

static const nc_option outputs[] = {
    NC_OUTPUTS_ROWS(format_word, "ncalls help diff", "Write in this format, whatever the suffix"),
    {0},
};

typedef struct command {
    nc_view view;
    ncalls_diff_options rows;
} command;

static const nc_option changes[] = {
    {.name = "min-change",
     .argument = "PCT",
     .type = NC_OPTION_SHARE,
     .target = offsetof(ncalls_diff_options, min_change),
     .help = "Leave out rows whose figure changed by less than this percentage of the base's"},
    {.name = "only-slower",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_diff_options, only_slower),
     .help = "Show only rows that became more: slower, or called more often"},
    {.name = "only-faster",
     .type = NC_OPTION_FLAG,
     .target = offsetof(ncalls_diff_options, only_faster),
     .help = "Show only rows that became less"},
    {0},
};

static const nc_option_group groups[] = {
    {"Reading",           nc_inputs_options, offsetof(nc_view, inputs)},
    {"Choosing",   nc_filters_options, offsetof(nc_view, filters)},
    {"Findings",                   nc_judging_options, offsetof(nc_view, judging)},
    {"Gates",                      nc_gating_options, offsetof(nc_view, gating)},
    {"Settings",nc_config_options, offsetof(nc_view, judging.config)},
    {"Review", nc_placing_options, offsetof(nc_view, placing)},
    {"Rows",           nc_layout_rows, offsetof(nc_view, layout)},
    {"Changes",           changes, offsetof(command, rows)},
    {"Writing",          outputs, offsetof(nc_view, outputs)},
    {"Text",   nc_layout_terminal, offsetof(nc_view, layout)},
    {"With --format html", nc_layout_html, offsetof(nc_view, layout)},
    {"General",                   nc_commands_general, 0},
    {0   },
};

typedef struct pair {
    ncalls_runs base, now;
    ncalls_results *alone; /* the base, to look for findings in */
    ncalls_results *results;
    ncalls_findings *base_findings, *findings;
    ncalls_rules *rules;
    ncalls_gates *gates; /* NULL = none */
    const ncalls_diff_options *rows;
} pair;

/* What was changed lies in the new sources. */
static int judge(pair *p, const nc_view *view)
{
    nc_judging of_base = view->judging;
    ncalls_error error;
    int status;

    of_base.changes = NULL;
    of_base.source_root = NULL;
    status = nc_judging_find(&p->base_findings, p->rules, &of_base, p->alone);
    if (status == NC_EXIT_FINE && ncalls_findings_rebase(p->base_findings, p->results, &error))
        return nc_message_fail(&error, NULL);
    return status == NC_EXIT_FINE ? nc_judging_find(&p->findings, p->rules, &view->judging, p->results) : status;
}

static int show(pair *p, const nc_view *view, const nc_output_list *list, const char *name)
{
    ncalls_write_options options = {0};
    ncalls_error error;
    int status;

    nc_progress_stage("analyzing", "");
    if (ncalls_runs_compare(&p->results, &p->now, &p->base, &view->filters, &error) ||
        ncalls_analyze(&p->alone, p->base.items[p->base.typical], NULL, &view->filters, &error))
        return nc_message_fail(&error, NULL);
    status = judge(p, view);
    if (status == NC_EXIT_FINE)
        status = nc_gating_judge(p->gates, name, p->results, p->findings, p->base_findings);
    options.findings = p->findings;
    options.base_findings = p->base_findings;
    options.diff = p->rows;
    options.gates = p->gates;
    options.id = view->placing.id;
    options.source_url = view->placing.source_url;
    if (status == NC_EXIT_FINE)
        status = nc_outputs_write(list, p->results, &view->layout, &options);
    return status == NC_EXIT_FINE ? nc_gating_status(p->gates) : status;
}

/* On paths below the repository's root and what was changed there. */
static int show_placed(pair *p, const nc_view *view, const nc_output_list *list, const char *name)
{
    nc_view placed = *view;
    nc_placed place;
    nc_placing placing = view->placing;
    int status;

    placing.always = list->places;
    status = nc_placing_find(&place, &placing, &view->filters, p->now.items[p->now.typical], view->inputs.quiet);
    if (place.prefix)
        placed.filters.path_prefix = place.prefix;
    placed.judging.changes = place.changes;
    placed.judging.source_root = place.root;
    if (status == NC_EXIT_FINE)
        status = show(p, &placed, list, name);
    nc_placing_reset(&place);
    return status;
}

static int run_pair(pair *p, const nc_view *view, nc_words base, nc_words now, const nc_output_list *list)
{
    int status = nc_outputs_check_diff(list);

    if (status == NC_EXIT_FINE)
        status = nc_judging_open(&p->rules, &view->judging);
    if (status == NC_EXIT_FINE)
        status = nc_gating_open(&p->gates, p->rules, &view->gating, true);
    if (status == NC_EXIT_FINE)
        status = nc_inputs_open_runs(&p->base, &view->inputs, base, list->keep);
    if (status == NC_EXIT_FINE)
        status = nc_inputs_open_runs(&p->now, &view->inputs, now, list->keep);
    return status == NC_EXIT_FINE ? show_placed(p, view, list, now.items[0]) : status;
}

/* "BASE NEW" or "BASE... -- NEW...". */
static bool split(nc_words operands, nc_words *base, nc_words *now)
{
    size_t before = operands.before ? operands.before : 1;

    if (before >= operands.count || (!operands.before && operands.count != 2)) {
        nc_message_say("BASE NEW", "are two profiles: ncalls diff BASE NEW; several runs of each: "
                                   "ncalls diff BASE... -- NEW...");
        return false;
    }
    for (size_t i = before; operands.before && i < operands.count; i++)
        if (operands.items[i][0] == '-' && operands.items[i][1]) {
            nc_message_say(operands.items[i], "stands behind --, where only profiles do: options come first; "
                                              "of a file of this name write ./%s", operands.items[i]);
            return false;
        }
    *base = (nc_words){.items = operands.items, .count = before};
    *now = (nc_words){.items = operands.items + before, .count = operands.count - before};
    return true;
}

static int run(const void *options, nc_words operands)
{
    const command *c = options;
    const nc_view *view = &c->view;
    nc_output_list list = {0};
    nc_words base, now;
    pair p = {.rows = &c->rows};
    int status;

    if (view->judging.config.show)
        return nc_config_show(&view->judging.config);
    if (!split(operands, &base, &now) || !nc_inputs_default(&operands) ||
        !nc_placing_check(&view->placing, &view->filters, operands))
        return NC_EXIT_FAILED;
    status = nc_outputs_resolve(&list, &view->outputs, operands, NULL);
    if (status == NC_EXIT_FINE)
        status = run_pair(&p, view, base, now, &list);
    ncalls_findings_free(p.findings);
    ncalls_findings_free(p.base_findings);
    ncalls_results_free(p.results);
    ncalls_results_free(p.alone);
    ncalls_gates_free(p.gates);
    ncalls_rules_free(p.rules);
    ncalls_runs_reset(&p.now);
    ncalls_runs_reset(&p.base);
    nc_outputs_reset(&list);
    return status;
}

const nc_command nc_cli_diff = {
    .name = "diff",
    .title = "say what changed between two profiles, and why",
    .operands = "BASE NEW | BASE... -- NEW...",
    .about = "Compares two profiles of one program: what changed and what did it in one\n"
             "sentence, then functions whose calls or times changed, calls that multiply\n"
             "differently, and findings that are new or fixed. Moved lines and folders,\n"
             "addresses and another Python are no change. Of several runs a side the\n"
             "medians are compared; a directory stands for the runs in it.\n",
    .groups = groups,
    .size = sizeof(command),
    .run = run,
};
