/* SPDX-License-Identifier: MIT */
#include "cli/view.h"

#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"

const nc_option nc_view_base[] = {
    {.name = "base",
     .argument = "FILE",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_view, base),
     .path = true,
     .help = "Show what changed since this profile: blue costs less, orange more"},
    {0},
};

typedef struct trip {
    const nc_view *view;
    const nc_output_list *list;
    const ncalls_profile *profile, *base; /* base: NULL, or to compare with */
    const ncalls_write_options *subject;
    const ncalls_rules *rules;
    ncalls_gates *gates; /* NULL = none */
    const char *name;    /* of the profile, where they speak of it */
} trip;

/* An option that means nothing to any output is a mistake. */
static bool check_format(const nc_output_list *list, const char *option, const char *format)
{
    for (size_t i = 0; option && i < list->count; i++)
        if (strcmp(list->items[i].writer->name, format) == 0)
            option = NULL;
    if (option)
        nc_message_say(option, "is for --format %s", format);
    return !option;
}

static bool check_formats(const nc_view *view, const nc_output_list *list)
{
    return check_format(list, nc_layout_only_pstats(&view->layout), "pstats") &&
           check_format(list, nc_layout_only_html(&view->layout), "html");
}

/* A mistyped pattern makes an empty report, which is no failure. */
static void warn_of_nothing(const nc_view *view, const ncalls_profile *before, const ncalls_results *results)
{
    ncalls_totals now = ncalls_profile_totals(ncalls_results_profile(results));

    if (!now.functions && ncalls_profile_totals(before).functions && !view->inputs.quiet)
        nc_message_say("filters", "nothing is left of the profile; see ncalls help report on --focus and others");
}

/* Findings are part of the report and marked in a call graph, and what is new among
 * them is the first thing to say of a difference, also in a picture's caption. */
static bool wants_findings(const nc_view *view, const ncalls_write_options *subject)
{
    return !subject || subject->only_findings ||
           (subject->figure && (view->base || strcmp(subject->figure, "graph") == 0));
}

/* Rules say what functions mean, too. */
static bool wants_rules(const nc_view *view, const ncalls_write_options *subject)
{
    const ncalls_flame_options *flame = subject ? subject->flame : NULL;

    return wants_findings(view, subject) || (flame && flame->color_by && strcmp(flame->color_by, "category") == 0);
}

/* Findings of the base by itself: which of the others are new. */
static int find_before(ncalls_findings **findings, const trip *t, const ncalls_results *results)
{
    ncalls_results *alone;
    ncalls_error error;
    int status;

    if (ncalls_analyze(&alone, t->base, NULL, &t->view->filters, &error))
        return nc_message_fail(&error, NULL);
    status = nc_judging_find(findings, t->rules, &t->view->judging, alone);
    if (status == NC_EXIT_FINE && ncalls_findings_rebase(*findings, results, &error))
        status = nc_message_fail(&error, NULL);
    ncalls_results_free(alone);
    return status;
}

static int write_all(const trip *t, const ncalls_results *results)
{
    ncalls_write_options options = t->subject ? *t->subject : (ncalls_write_options){0};
    ncalls_findings *findings = NULL, *before = NULL;
    int status = NC_EXIT_FINE;

    if (wants_findings(t->view, t->subject))
        status = nc_judging_find(&findings, t->rules, &t->view->judging, results);
    if (status == NC_EXIT_FINE && findings && t->base)
        status = find_before(&before, t, results);
    if (status == NC_EXIT_FINE)
        status = nc_gating_judge(t->gates, t->name, results, findings, before);
    options.rules = t->rules;
    options.findings = findings;
    options.base_findings = before;
    options.id = t->view->placing.id;
    options.source_url = t->view->placing.source_url;
    options.gates = t->gates;
    if (status == NC_EXIT_FINE)
        status = nc_outputs_write(t->list, results, &t->view->layout, &options);
    ncalls_findings_free(findings);
    ncalls_findings_free(before);
    return status == NC_EXIT_FINE ? nc_gating_status(t->gates) : status;
}

static int show(const trip *t)
{
    ncalls_results *results;
    ncalls_error error;
    int status;

    nc_progress_stage("analyzing", "");
    if (ncalls_analyze(&results, t->profile, t->base, &t->view->filters, &error))
        return nc_message_fail(&error, NULL);
    warn_of_nothing(t->view, t->profile, results);
    status = write_all(t, results);
    ncalls_results_free(results);
    return status;
}

/* The view, on paths below the repository's root and what was changed there. */
static int show_placed(trip *t)
{
    const nc_view *view = t->view;
    nc_view placed = *view;
    nc_placed place = {0};
    nc_placing placing = view->placing;
    int status;

    placing.always = t->list->places;
    status = nc_placing_find(&place, &placing, &view->filters, t->profile, view->inputs.quiet);
    if (place.prefix)
        placed.filters.path_prefix = place.prefix;
    placed.judging.changes = place.changes;
    placed.judging.source_root = place.root;
    t->view = &placed;
    if (status == NC_EXIT_FINE)
        status = show(t);
    nc_placing_reset(&place);
    return status;
}

/* Filters are exact where whole stacks are known. */
static unsigned keep_for(const ncalls_analyze_options *filters)
{
    bool filtered = filters->focus || filters->ignore || filters->hide || filters->show_from || filters->only_mine;

    return filtered ? NCALLS_KEEP_STACKS : 0;
}

/* What is too small for a flame graph need not be kept, unless it may grow. */
static double narrow_for(const nc_view *view, const ncalls_write_options *subject)
{
    ncalls_write_options options;

    if (!subject || !subject->flame || view->base || keep_for(&view->filters))
        return 0;
    options = *subject;
    options.min_share = view->layout.min_share;
    return ncalls_flame_narrow(&options);
}

static nc_words words_of(const char *const *word)
{
    return (nc_words){.items = (const char **)word, .count = 1};
}

/* A chart that nobody could draw, before files are written. */
static bool has_order(const trip *t, nc_words paths, unsigned keep)
{
    if (!t->subject || !t->subject->figure || !(keep & NCALLS_KEEP_ORDER) ||
        ncalls_profile_has(t->profile) & NCALLS_HAS_ORDER)
        return true;
    if (paths.count > 1)
        nc_message_say("--flamechart", "shows one profile: several have no clock in common");
    else
        nc_message_say(paths.items[0], "does not say what ran when, as --flamechart shows it: traces, speedscope, "
                                       "samples of austin and of profiling.sampling do");
    return false;
}

static int open_and_show(trip *t, nc_words paths, unsigned keep)
{
    ncalls_profile *profile = NULL, *base = NULL;
    int status = nc_inputs_open(&profile, &t->view->inputs, paths, keep);

    if (status == NC_EXIT_FINE && t->view->base)
        status = nc_inputs_open(&base, &t->view->inputs, words_of(&t->view->base), keep);
    t->profile = profile;
    t->base = base;
    if (status == NC_EXIT_FINE)
        status = has_order(t, paths, keep) ? show_placed(t) : NC_EXIT_FAILED;
    ncalls_profile_free(profile);
    ncalls_profile_free(base);
    return status;
}

/* No output may be the base either. */
static int resolve(nc_output_list *list, const nc_view *view, nc_words paths, const ncalls_write_options *subject)
{
    nc_output_list other = {0};
    int status = nc_outputs_resolve(list, &view->outputs, paths, subject);

    if (status == NC_EXIT_FINE && view->base)
        status = nc_outputs_resolve(&other, &view->outputs, words_of(&view->base), subject);
    nc_outputs_reset(&other);
    return status;
}

int nc_view_run(const nc_view *view, nc_words paths, const ncalls_write_options *subject, unsigned keep)
{
    nc_view wanted = *view;
    nc_output_list list = {0};
    ncalls_rules *rules = NULL;
    trip t = {.view = &wanted, .list = &list, .subject = subject};
    int status = NC_EXIT_FAILED;

    if (view->judging.config.show)
        return nc_config_show(&view->judging.config);
    if (nc_inputs_default(&paths) && nc_placing_check(&view->placing, &view->filters, paths))
        status = resolve(&list, view, paths, subject);
    if (status == NC_EXIT_FINE && !check_formats(view, &list))
        status = NC_EXIT_FAILED;
    if (status == NC_EXIT_FINE && view->base && !subject)
        status = nc_outputs_check_diff(&list);
    if (status == NC_EXIT_FINE && wants_rules(view, subject))
        status = nc_judging_open(&rules, &view->judging);
    if (status == NC_EXIT_FINE)
        status = nc_gating_open(&t.gates, rules, &view->gating, false);
    wanted.inputs.narrow = narrow_for(view, subject);
    t.rules = rules;
    t.name = paths.count == 1 ? paths.items[0] : "all";
    if (status == NC_EXIT_FINE)
        status = open_and_show(&t, paths, list.keep | keep | keep_for(&view->filters));
    ncalls_gates_free(t.gates);
    ncalls_rules_free(rules);
    nc_outputs_reset(&list);
    return status;
}
