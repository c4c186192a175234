/* SPDX-License-Identifier: MIT */
#include "cli/view.h"

#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"

/* An option that means nothing to any output is a mistake. */
static bool check_pstats(const nc_view *view, const nc_output_list *list)
{
    const char *option = nc_layout_only_pstats(&view->layout);

    for (size_t i = 0; option && i < list->count; i++)
        if (strcmp(list->items[i].writer->name, "pstats") == 0)
            option = NULL;
    if (option)
        nc_message_say(option, "is for --format pstats");
    return !option;
}

/* A mistyped pattern makes an empty report, which is no failure. */
static void warn_of_nothing(const nc_view *view, const ncalls_profile *before, const ncalls_results *results)
{
    ncalls_totals now = ncalls_profile_totals(ncalls_results_profile(results));

    if (!now.functions && ncalls_profile_totals(before).functions && !view->inputs.quiet)
        nc_message_say("filters", "nothing is left of the profile; see ncalls help report on --focus and others");
}

/* Findings are part of the report, and marked in a call graph. */
static bool wants_findings(const ncalls_write_options *subject)
{
    return !subject || subject->only_findings || (subject->figure && strcmp(subject->figure, "graph") == 0);
}

static int write_all(const nc_view *view, const nc_output_list *list, const ncalls_results *results,
                     const ncalls_write_options *subject, const ncalls_rules *rules)
{
    ncalls_write_options options = subject ? *subject : (ncalls_write_options){0};
    ncalls_findings *findings = NULL;
    int status = NC_EXIT_FINE;

    if (wants_findings(subject))
        status = nc_judging_find(&findings, rules, &view->judging, results);
    options.findings = findings;
    if (status == NC_EXIT_FINE)
        status = nc_outputs_write(list, results, &view->layout, &options);
    ncalls_findings_free(findings);
    return status;
}

static int show(const nc_view *view, const nc_output_list *list, const ncalls_profile *profile,
                const ncalls_write_options *subject, const ncalls_rules *rules)
{
    ncalls_results *results;
    ncalls_error error;
    int status;

    nc_progress_stage("analyzing", "");
    if (ncalls_analyze(&results, profile, NULL, &view->filters, &error))
        return nc_message_fail(&error, NULL);
    warn_of_nothing(view, profile, results);
    status = write_all(view, list, results, subject, rules);
    ncalls_results_free(results);
    return status;
}

/* The view, on paths below the repository's root and what was changed there. */
static int show_placed(const nc_view *view, const nc_output_list *list, const ncalls_profile *profile,
                       const ncalls_write_options *subject, const ncalls_rules *rules)
{
    nc_view placed = *view;
    nc_placed place = {0};
    int status = nc_placing_find(&place, &view->placing, &view->filters, profile, view->inputs.quiet);

    if (place.prefix)
        placed.filters.path_prefix = place.prefix;
    placed.judging.changes = place.changes;
    if (status == NC_EXIT_FINE)
        status = show(&placed, list, profile, subject, rules);
    nc_placing_reset(&place);
    return status;
}

/* Filters are exact where whole stacks are known. */
static unsigned keep_for(const ncalls_analyze_options *filters)
{
    bool filtered = filters->focus || filters->ignore || filters->hide || filters->show_from || filters->only_mine;

    return filtered ? NCALLS_KEEP_STACKS : 0;
}

int nc_view_run(const nc_view *view, nc_words paths, const ncalls_write_options *subject, unsigned keep)
{
    ncalls_profile *profile = NULL;
    ncalls_rules *rules = NULL;
    nc_output_list list = {0};
    int status = NC_EXIT_FAILED;

    if (view->judging.config.show)
        return nc_config_show(&view->judging.config);
    if (nc_inputs_default(&paths) && nc_placing_check(&view->placing, &view->filters, paths))
        status = nc_outputs_resolve(&list, &view->outputs, paths, subject);
    if (status == NC_EXIT_FINE && !check_pstats(view, &list))
        status = NC_EXIT_FAILED;
    if (status == NC_EXIT_FINE && wants_findings(subject))
        status = nc_judging_open(&rules, &view->judging);
    if (status == NC_EXIT_FINE)
        status = nc_inputs_open(&profile, &view->inputs, paths, list.keep | keep | keep_for(&view->filters));
    if (status == NC_EXIT_FINE)
        status = show_placed(view, &list, profile, subject, rules);
    ncalls_rules_free(rules);
    ncalls_profile_free(profile);
    nc_outputs_reset(&list);
    return status;
}
