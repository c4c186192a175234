/* SPDX-License-Identifier: MIT */
/* ncalls endpoints: many profiles of one service, a request each, by endpoint. */
#include <ncalls/endpoints.h>
#include <ncalls/nearest.h>
#include <ncalls/runs.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filters.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/view.h"

typedef struct endpoints_options {
    nc_view view;
    const char *only; /* report on this one */
} endpoints_options;

static const char *format_word(size_t index)
{
    static const char *const words[] = {"text", "markdown", "json", "csv", NULL};

    return words[index];
}

static const char *sort_word(size_t index)
{
    static const char *const words[] = {"total", "median", "worst", "runs", "queries", "calls", "name", NULL};

    return words[index];
}

static const nc_option choosing[] = {
    {.name = "only",
     .argument = "ENDPOINT",
     .type = NC_OPTION_TEXT,
     .target = offsetof(endpoints_options, only),
     .help = "Report on the requests of this endpoint, summed, as ncalls report does, in any of its formats"},
    {0},
};

static const nc_option rows[] = {
    {.letter = 's',
     .name = "sort",
     .argument = "KEY",
     .type = NC_OPTION_WORDS,
     .target = offsetof(nc_layout, sort),
     .words = sort_word,
     .help = "Order endpoints by this; given again it decides between rows that are equal"},
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
     .help = "Show N endpoints, or all; without it 30"},
    {0          },
};

static const nc_option_group groups[] = {
    {"Reading",                   nc_inputs_options, offsetof(endpoints_options, view.inputs)},
    {"Choosing", choosing, 0},
    {"Settings",                           nc_config_options, offsetof(endpoints_options, view.judging.config)},
    {"Rows",                   rows, offsetof(endpoints_options, view.layout)},
    {"Writing",                           nc_outputs_options, offsetof(endpoints_options, view.outputs)},
    {"Text",nc_layout_terminal, offsetof(endpoints_options, view.layout)},
    {"General",       nc_commands_general, 0},
    {0                     },
};

/* ---- reading ---------------------------------------------------------------- */

static ncalls_status add(void *payload, const ncalls_profile *profile, const char *path, ncalls_error *error)
{
    return ncalls_endpoints_add(payload, profile, path, error);
}

/* A file that was cut off says nothing against the others, but is not hidden. */
static int open_all(ncalls_endpoints *endpoints, const nc_inputs *inputs, nc_words paths)
{
    ncalls_each each = {.each = add, .payload = endpoints};
    ncalls_read_options options = {.from = inputs->from};
    ncalls_error error;
    ncalls_endpoint first;

    if (!inputs->quiet && !inputs->progress && nc_progress_start())
        options.progress = nc_progress_report;
    if (ncalls_runs_each(&each, paths.items, paths.count, &options, &error) ||
        ncalls_endpoints_finish(endpoints, each.passed, &error))
        return nc_message_fail(&error, NULL);
    nc_progress_erase();
    if (each.first.status && !inputs->quiet)
        nc_message_fail(&each.first, "passed over");
    if (ncalls_endpoints_at(endpoints, 0, &first))
        return NC_EXIT_FINE;
    nc_message_say(paths.items[0], "no profile in this directory");
    return NC_EXIT_FAILED;
}

/* ---- showing ---------------------------------------------------------------- */

static bool check_formats(const nc_output_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *word = format_word(0);

        for (size_t w = 1; word && strcmp(word, list->items[i].writer->name) != 0; w++)
            word = format_word(w);
        if (!word) {
            nc_message_say(list->items[i].writer->name, "endpoints are listed as text, markdown, json or csv");
            return false;
        }
    }
    return true;
}

/* Units are those of the profiles: the slowest stands for all. */
static int show_list(const endpoints_options *o, const nc_output_list *list, const ncalls_endpoints *endpoints)
{
    ncalls_write_options options = {.endpoints = endpoints};
    ncalls_profile *profile = NULL;
    ncalls_results *results = NULL;
    ncalls_endpoint row;
    ncalls_error error;
    int status = NC_EXIT_FINE;

    ncalls_endpoints_at(endpoints, 0, &row);
    if (ncalls_profile_open(&profile, &row.worst_path, 1, &(ncalls_read_options){.from = o->view.inputs.from},
                            &error) ||
        ncalls_analyze(&results, profile, NULL, NULL, &error))
        status = nc_message_fail(&error, NULL);
    if (status == NC_EXIT_FINE)
        status = nc_outputs_write(list, results, &o->view.layout, &options);
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return status;
}

static bool find(const ncalls_endpoints *endpoints, const char *name, size_t *index)
{
    ncalls_nearest nearest = {.typed = name};
    ncalls_endpoint row;

    for (*index = 0; ncalls_endpoints_at(endpoints, *index, &row); ++*index) {
        if (strcmp(row.name, name) == 0)
            return true;
        ncalls_nearest_offer(&nearest, row.name);
    }
    if (nearest.best)
        nc_message_say("--only", "no endpoint is called that; did you mean %s?", nearest.best);
    else
        nc_message_say("--only", "no endpoint is called that; without it all are listed");
    return false;
}

static int show_one(const endpoints_options *o, const ncalls_endpoints *endpoints)
{
    size_t index, count = 0;
    nc_words paths = {0};
    int status;

    if (!find(endpoints, o->only, &index))
        return NC_EXIT_FAILED;
    while (ncalls_endpoints_path(endpoints, index, count))
        count++;
    paths.items = calloc(count, sizeof *paths.items);
    if (!paths.items) {
        nc_message_say("--only", "out of memory");
        return NC_EXIT_FAILED;
    }
    for (; paths.count < count; paths.count++)
        paths.items[paths.count] = ncalls_endpoints_path(endpoints, index, paths.count);
    status = nc_view_run(&o->view, paths, NULL, 0);
    free(paths.items);
    return status;
}

static int read_and_show(const endpoints_options *o, nc_words paths, const ncalls_rules *rules)
{
    ncalls_endpoints *endpoints = ncalls_endpoints_new(rules);
    nc_output_list list = {0};
    int status = NC_EXIT_FINE;

    if (!endpoints) {
        nc_message_say("endpoints", "out of memory");
        return NC_EXIT_FAILED;
    }
    if (!o->only) {
        status = nc_outputs_resolve(&list, &o->view.outputs, paths, NULL);
        if (status == NC_EXIT_FINE && !check_formats(&list))
            status = NC_EXIT_FAILED;
    }
    if (status == NC_EXIT_FINE)
        status = open_all(endpoints, &o->view.inputs, paths);
    if (status == NC_EXIT_FINE)
        status = o->only ? show_one(o, endpoints) : show_list(o, &list, endpoints);
    nc_outputs_reset(&list);
    ncalls_endpoints_free(endpoints);
    return status;
}

static int run(const void *options, nc_words operands)
{
    const endpoints_options *o = options;
    ncalls_rules *rules = NULL;
    int status;

    if (o->view.judging.config.show)
        return nc_config_show(&o->view.judging.config);
    if (!operands.count) {
        nc_message_say("FILE", "is missing: name a directory of profiles, or several profiles");
        return NC_EXIT_FAILED;
    }
    if (!nc_inputs_default(&operands))
        return NC_EXIT_FAILED;
    status = nc_config_open(&rules, &o->view.judging.config);
    if (status == NC_EXIT_FINE)
        status = read_and_show(o, operands, rules);
    ncalls_rules_free(rules);
    return status;
}

const nc_command nc_cli_endpoints = {
    .name = "endpoints",
    .title = "list requests by endpoint: times and queries of each",
    .operands = "FILE...",
    .about = "Reads many profiles, one of each request, and lists the endpoints: how many\n"
             "requests, their median and worst time, the queries of each. The endpoint is\n"
             "what the file's name says, as middlewares write it (werkzeug, django-extensions,\n"
             "silk), without times and ids, or the view where the name says nothing. A\n"
             "directory stands for the profiles in it.\n",
    .groups = groups,
    .size = sizeof(endpoints_options),
    .run = run,
};
