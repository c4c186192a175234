/* SPDX-License-Identifier: MIT */
/* ncalls check: whether profiles keep to the budgets of the project. */
#include <ncalls/gates.h>
#include <ncalls/list.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/view.h"

#define BASELINE ".ncalls-baseline.yml"

typedef struct check_options {
    nc_view view;
    const char *baseline; /* NULL: BASELINE, looked for upwards */
    bool no_baseline;
    bool write_baseline;
} check_options;

/* Word `index` of --format: the writers that can say it. */
static const char *format_word(size_t index)
{
    const ncalls_writer_row *row;

    for (size_t at = 0; (row = ncalls_writer_at(at)); at++)
        if (row->checks && index-- == 0)
            return row->name;
    return NULL;
}

static const nc_option gates[] = {
    {.name = "baseline",
     .argument = "FILE",
     .type = NC_OPTION_TEXT,
     .target = offsetof(check_options, baseline),
     .path = true,
     .help = "Findings that FILE holds are known, others fail; without it, " BASELINE
             " here or in the nearest directory above, if there is one"},
    {.name = "no-baseline",
     .type = NC_OPTION_FLAG,
     .target = offsetof(check_options, no_baseline),
     .help = "Look for no baseline: findings do not fail, unless a budget or --fail-on says so"},
    {.name = "write-baseline",
     .type = NC_OPTION_FLAG,
     .target = offsetof(check_options, write_baseline),
     .help = "Write all findings to the baseline, and check nothing"},
    {0},
};

static const nc_option outputs[] = {
    NC_OUTPUTS_ROWS(format_word, NULL, "Write in this format, whatever the suffix"),
    {0},
};

static const nc_option_group groups[] = {
    {"Reading",  nc_inputs_options,  offsetof(check_options, view.inputs)},
    {"Gates",    gates,              0},
    {"Conditions", nc_gating_options, offsetof(check_options, view.gating)},
    {"Findings", nc_judging_options, offsetof(check_options, view.judging)},
    {"Review",   nc_placing_options, offsetof(check_options, view.placing)},
    {"Settings", nc_config_options,  offsetof(check_options, view.judging.config)},
    {"Writing",  outputs,            offsetof(check_options, view.outputs)},
    {"Text",     nc_layout_terminal, offsetof(check_options, view.layout)},
    {"General",  nc_commands_general, 0},
    {0},
};

/* What is checked, and with what; of the profiles only the last stays. */
typedef struct check {
    nc_view view; /* as it was asked for, and as it is for the profile at hand */
    nc_output_list list;
    ncalls_rules *rules;
    ncalls_baseline *baseline; /* NULL = none */
    ncalls_gates *gates;
    ncalls_profile *profile;
    ncalls_results *results;
    ncalls_findings *findings;
} check;

static void forget_profile(check *c)
{
    ncalls_findings_free(c->findings);
    ncalls_results_free(c->results);
    ncalls_profile_free(c->profile);
    c->findings = NULL;
    c->results = NULL;
    c->profile = NULL;
}

/* ---- one profile ------------------------------------------------------------------ */

static int analyze(check *c)
{
    ncalls_error error;

    nc_progress_stage("analyzing", "");
    if (ncalls_analyze(&c->results, c->profile, NULL, &c->view.filters, &error))
        return nc_message_fail(&error, NULL);
    return nc_judging_find(&c->findings, c->rules, &c->view.judging, c->results);
}

static int take_profile(check *c, const check_options *options, const char *path)
{
    nc_placing placing = options->view.placing;
    nc_placed place = {0};
    int status;

    placing.always = true; /* a baseline is of the repository, wherever that lies */
    forget_profile(c);
    status = nc_inputs_open(&c->profile, &options->view.inputs, (nc_words){.items = &path, .count = 1}, c->list.keep);
    if (status == NC_EXIT_FINE)
        status = nc_placing_find(&place, &placing, &options->view.filters, c->profile, options->view.inputs.quiet);
    c->view.filters.path_prefix = place.prefix;
    c->view.judging.changes = place.changes;
    c->view.judging.source_root = place.root;
    c->view.judging.baseline = c->baseline;
    if (status == NC_EXIT_FINE)
        status = analyze(c);
    if (status == NC_EXIT_FINE)
        status = nc_gating_judge(c->gates, path, c->results, c->findings, NULL);
    nc_placing_reset(&place);
    return status;
}

/* ---- the baseline ------------------------------------------------------------------- */

/* Its path in `room` or elsewhere; NULL: there is none. */
static const char *find_baseline(char room[NC_CONFIG_ROOM], const check_options *options)
{
    if (options->baseline)
        return options->baseline;
    return !options->no_baseline && nc_config_look_upwards(room, BASELINE) ? room : NULL;
}

static int write_baseline(check *c, const check_options *options, nc_words paths)
{
    char room[NC_CONFIG_ROOM];
    const char *path = find_baseline(room, options);
    ncalls_error error;
    size_t count;
    int status = NC_EXIT_FINE;

    if (!path) {
        nc_config_beside(room, &options->view.judging.config, BASELINE);
        path = room;
    }
    if (ncalls_baseline_open(&c->baseline, NULL, &error))
        return nc_message_fail(&error, NULL);
    for (size_t i = 0; status == NC_EXIT_FINE && i < paths.count; i++) {
        ncalls_baseline *all = c->baseline;

        c->baseline = NULL; /* nothing is known yet */
        status = take_profile(c, options, paths.items[i]);
        c->baseline = all;
        if (status == NC_EXIT_FINE && ncalls_baseline_add(all, c->findings, &error))
            status = nc_message_fail(&error, NULL);
    }
    if (status == NC_EXIT_FINE && ncalls_baseline_write(c->baseline, path, &error))
        status = nc_message_fail(&error, NULL);
    nc_progress_erase();
    count = ncalls_baseline_count(c->baseline);
    if (status == NC_EXIT_FINE && !options->view.inputs.quiet)
        nc_message_say(path, "%zu %s known now", count, count == 1 ? "finding is" : "findings are");
    return status;
}

/* ---- all of it -------------------------------------------------------------------------- */

static int check_formats(const nc_output_list *list, bool several)
{
    for (size_t i = 0; i < list->count; i++) {
        const ncalls_writer_row *writer = list->items[i].writer;

        if (writer->checks < (several ? NCALLS_CHECKS_MANY : NCALLS_CHECKS_ONE)) {
            nc_message_say(writer->name, writer->checks ? "is a format for the findings of one profile: name one FILE"
                                                        : "is no format of a check; see its help on --format");
            return NC_EXIT_FAILED;
        }
    }
    return NC_EXIT_FINE;
}

static int open_gates(check *c, const check_options *options)
{
    char room[NC_CONFIG_ROOM];
    const char *path = find_baseline(room, options);
    ncalls_gate_options asked = {
        .conditions = options->view.gating.conditions.items,
        .condition_count = options->view.gating.conditions.count,
        .with_budgets = true,
        .no_findings = path,
    };
    ncalls_error error;

    if (path && ncalls_baseline_open(&c->baseline, path, &error))
        return nc_message_fail(&error, NULL);
    if (ncalls_gates_new(&c->gates, c->rules, &asked, &error))
        return nc_message_fail(&error, "--fail-on");
    if (ncalls_gates_count(c->gates))
        return NC_EXIT_FINE;
    nc_message_say("check", "there is nothing to check: no budgets in the settings (ncalls-config(5)), no baseline "
                            "(--write-baseline makes one), no --fail-on");
    return NC_EXIT_FAILED;
}

static int run_gates(check *c, const check_options *options, nc_words paths)
{
    ncalls_write_options subject = {.only_gates = true};
    int status = open_gates(c, options);

    for (size_t i = 0; status == NC_EXIT_FINE && i < paths.count; i++)
        status = take_profile(c, options, paths.items[i]);
    subject.id = options->view.placing.id;
    subject.source_url = options->view.placing.source_url;
    subject.gates = c->gates;
    subject.findings = paths.count == 1 ? c->findings : NULL;
    if (status == NC_EXIT_FINE)
        status = nc_outputs_write(&c->list, c->results, &options->view.layout, &subject);
    return status == NC_EXIT_FINE ? nc_gating_status(c->gates) : status;
}

static int start(check *c, const check_options *options, nc_words paths)
{
    const nc_view *view = &options->view;
    int status = nc_outputs_resolve(&c->list, &view->outputs, paths, NULL);

    if (status == NC_EXIT_FINE)
        status = check_formats(&c->list, paths.count > 1);
    if (status == NC_EXIT_FINE)
        status = nc_judging_open(&c->rules, &view->judging);
    if (status != NC_EXIT_FINE)
        return status;
    return options->write_baseline ? write_baseline(c, options, paths) : run_gates(c, options, paths);
}

static int run(const void *options, nc_words operands)
{
    const check_options *o = options;
    check c = {.view = o->view};
    int status;

    if (o->view.judging.config.show)
        return nc_config_show(&o->view.judging.config);
    if (o->no_baseline && (o->baseline || o->write_baseline)) {
        nc_message_say("--no-baseline", "contradicts %s", o->baseline ? "--baseline" : "--write-baseline");
        return NC_EXIT_FAILED;
    }
    if (o->write_baseline && o->view.placing.changed) {
        nc_message_say("--changed-lines", "contradicts --write-baseline: a baseline is of all findings");
        return NC_EXIT_FAILED;
    }
    if (!nc_inputs_default(&operands) || !nc_placing_check(&o->view.placing, &o->view.filters, operands))
        return NC_EXIT_FAILED;
    status = start(&c, o, operands);
    forget_profile(&c);
    ncalls_gates_free(c.gates);
    ncalls_baseline_free(c.baseline);
    ncalls_rules_free(c.rules);
    nc_outputs_reset(&c.list);
    return status;
}

const nc_command nc_cli_check = {
    .name = "check",
    .title = "pass or fail: budgets, and findings that are not known",
    .operands = "[FILE...]",
    .about = "Checks each profile against the budgets in .ncalls.yml and for findings that the\n"
             "baseline does not hold. Ends with status 1 when one is broken, with 2 when one\n"
             "cannot be checked. Each FILE is a profile of its own, and is not summed.\n",
    .groups = groups,
    .size = sizeof(check_options),
    .run = run,
};
