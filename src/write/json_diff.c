/* SPDX-License-Identifier: MIT */
#include "write/json_diff.h"

#include "base/alloc.h"
#include "base/sort.h"
#include "report/diffing.h"
#include "report/diffsums.h"
#include "write/json_figures.h"
#include "write/json_findings.h"
#include "write/json_gates.h"
#include "write/jsontext.h"

typedef nc_json_figure figure;

typedef struct page {
    nc_jsontext out;
    const nc_diff *diff;
    const char *prefix; /* taken off paths */
    uint32_t *order;    /* rows, or edges, as they are written */
    bool first;         /* of a list */
} page;

#define SAY(page, literal) NC_JSONTEXT(&(page)->out, literal)

static void say_word(page *p, const char *key, const char *text)
{
    nc_jsontext_add(&p->out, key, strlen(key));
    nc_jsontext_add_string(&p->out, text, strlen(text));
}

static void say_text(page *p, const char *key, const ncalls_profile *profile, nc_str id)
{
    const char *text = nc_profile_text(profile, id);
    size_t size = nc_profile_size(profile, id), taken = strlen(p->prefix);

    if (taken >= size || memcmp(text, p->prefix, taken) != 0)
        taken = 0;
    nc_jsontext_add(&p->out, key, strlen(key));
    nc_jsontext_add_string(&p->out, text + taken, size - taken);
}

static void say_place(page *p, const ncalls_profile *profile, nc_func function)
{
    say_text(p, "\"name\": ", profile, profile->functions.name[function.at]);
    say_text(p, ", \"file\": ", profile, nc_profile_path(profile, function));
    if (profile->functions.line[function.at]) {
        SAY(p, ", \"line\": ");
        nc_jsontext_add_int(&p->out, profile->functions.line[function.at]);
    }
}

static void say_row_place(page *p, uint32_t row)
{
    const nc_pairing_row *r = &p->diff->pairing.rows[row];

    say_place(p, p->diff->profile[r->now.at ? NC_DIFF_NOW : NC_DIFF_BASE], r->now.at ? r->now : r->base);
}

static void say_function(page *p, uint32_t row)
{
    const nc_pairing_row *r = &p->diff->pairing.rows[row];
    const nc_diff_figures *at = p->diff->rows[row].at;
    bool counts = p->diff->calls[0] != NCALLS_ABSENT;
    int64_t none = NCALLS_ABSENT;
    figure figures[] = {
        {"calls",     {counts ? at[0].calls : none, at[1].calls},         {1, 1},                             false},
        {"primitive", {counts ? at[0].primitive : none, at[1].primitive}, {1, 1},                             false},
        {"self",      {at[0].self, at[1].self},                           {1, 1},                             false},
        {"total",     {at[0].total, at[1].total},                         {1, 1},                             false},
        {"per_call",  {counts ? at[0].total : none, at[1].total},         {at[0].primitive, at[1].primitive}, true },
    };

    SAY(p, "{");
    say_row_place(p, row);
    say_word(p, ", \"matched\": ", nc_pairing_word(r->how));
    if (r->how == NC_PAIRING_MOVED || r->how == NC_PAIRING_RENAMED) {
        SAY(p, ", \"was\": {");
        say_place(p, p->diff->profile[NC_DIFF_BASE], r->base);
        SAY(p, "}");
    }
    nc_json_figures_add(&p->out, figures, sizeof figures / sizeof *figures);
    nc_json_figures_add_runs(&p->out, p->diff, row);
    SAY(p, "}");
}

static void say_edge(page *p, uint32_t id)
{
    const nc_diff_edge *e = &p->diff->edges[id];
    const nc_diff_figures *caller = p->diff->rows[e->caller].at;
    figure figures[] = {
        {"calls",         {e->calls[0], e->calls[1]}, {1, 1},                           false},
        {"total",         {e->total[0], e->total[1]}, {1, 1},                           false},
        {"amplification", {e->calls[0], e->calls[1]}, {caller[0].calls, caller[1].calls}, true },
    };

    SAY(p, "{\"caller\": {");
    say_row_place(p, e->caller);
    SAY(p, "}, \"callee\": {");
    say_row_place(p, e->callee);
    SAY(p, "}");
    nc_json_figures_add(&p->out, figures, sizeof figures / sizeof *figures);
    if (e->varies)
        SAY(p, ", \"repeatable\": false");
    SAY(p, "}");
}

/* ---- which, in an order that does not depend on ids ------------------------- */

static bool function_changed(const nc_diff *d, uint32_t row)
{
    return d->pairing.rows[row].how != NC_PAIRING_SAME ||
           memcmp(&d->rows[row].at[0], &d->rows[row].at[1], sizeof d->rows[row].at[0]) != 0;
}

static bool edge_changed(const nc_diff *d, uint32_t id)
{
    return d->edges[id].calls[0] != d->edges[id].calls[1] || d->edges[id].total[0] != d->edges[id].total[1];
}

static int by_row(const void *one, const void *two, void *payload)
{
    return nc_diff_compare_rows(payload, *(const uint32_t *)one, *(const uint32_t *)two);
}

static int by_edge(const void *one, const void *two, void *payload)
{
    const nc_diff *d = payload;
    const nc_diff_edge *a = &d->edges[*(const uint32_t *)one], *b = &d->edges[*(const uint32_t *)two];
    int order = nc_diff_compare_rows(d, a->caller, b->caller);

    return order ? order : nc_diff_compare_rows(d, a->callee, b->callee);
}

static void say_rows(page *p, const char *key, uint32_t first, uint32_t end, bool (*wants)(const nc_diff *, uint32_t),
                     nc_sort_compare *compare, void (*say)(page *, uint32_t))
{
    size_t count = 0;

    for (uint32_t i = first; i < end; i++)
        if (wants(p->diff, i))
            p->order[count++] = i;
    if (count)
        nc_sort(p->order, count, sizeof *p->order, compare, (void *)p->diff);
    nc_jsontext_add(&p->out, key, strlen(key));
    for (size_t i = 0; i < count && !nc_sink_failed(p->out.sink); i++) {
        nc_jsontext_add(&p->out, ",\n", i ? 2 : 0);
        if (!i)
            SAY(p, "\n");
        say(p, p->order[i]);
    }
    SAY(p, "],\n");
}

/* ---- all of it ------------------------------------------------------------ */

static void say_side(page *p, const char *key, unsigned side)
{
    const ncalls_profile *profile = p->diff->profile[side];

    nc_jsontext_add(&p->out, key, strlen(key));
    SAY(p, ": {\"source\": [");
    for (uint32_t i = 0; i < profile->source_count; i++) {
        const nc_source_info *s = &profile->sources[i];

        nc_jsontext_add(&p->out, ", ", i ? 2 : 0);
        SAY(p, "{\"path\": ");
        nc_jsontext_add_string(&p->out, nc_profile_text(profile, s->path), nc_profile_size(profile, s->path));
        say_word(p, ", \"reader\": ", nc_profile_text(profile, s->reader));
        if (s->tool.at)
            say_word(p, ", \"tool\": ", nc_profile_text(profile, s->tool));
        if (s->python.at)
            say_word(p, ", \"python\": ", nc_profile_text(profile, s->python));
        SAY(p, "}");
    }
    SAY(p, "], \"runs\": ");
    nc_jsontext_add_int(&p->out, p->diff->runs[side]);
    SAY(p, ", \"totals\": {\"functions\": ");
    nc_jsontext_add_int(&p->out, profile->totals.functions);
    if (p->diff->calls[side] != NCALLS_ABSENT) {
        SAY(p, ", \"calls\": ");
        nc_jsontext_add_int(&p->out, p->diff->calls[side]);
    }
    SAY(p, ", \"self\": ");
    nc_jsontext_add_int(&p->out, p->diff->cost[side]);
    SAY(p, "}},\n");
}

static void say_list(page *p, const ncalls_findings *of, const ncalls_findings *others, const char *if_in,
                     const char *if_not, bool *first)
{
    for (uint32_t i = 0; of && i < of->count; i++) {
        const char *status = nc_diffing_find(others, of->items[i].fingerprint) ? if_in : if_not;

        if (!status)
            continue;
        nc_jsontext_add(&p->out, *first ? "\n" : ",\n", *first ? 1 : 2);
        nc_json_findings_add(&p->out, of, &of->items[i], p->prefix, status);
        *first = false;
    }
}

static void say_findings(page *p, const ncalls_write_options *options)
{
    bool first = true;

    if (!options->findings || !options->base_findings)
        return;
    SAY(p, "\"findings\": [");
    say_list(p, options->findings, options->base_findings, "kept", "new", &first);
    say_list(p, options->base_findings, options->findings, NULL, "fixed", &first);
    SAY(p, "],\n");
}

static void say_whole(page *p)
{
    const nc_diff *d = p->diff;
    figure figures[] = {
        {"calls", {d->calls[0], d->calls[1]}, {1, 1}, false},
        {"self",  {d->cost[0], d->cost[1]},   {1, 1}, false},
    };

    SAY(p, "\"whole\": {\"unchanged\": ");
    if (nc_diff_is_unchanged(d))
        SAY(p, "true");
    else
        SAY(p, "false");
    nc_json_figures_add(&p->out, figures, sizeof figures / sizeof *figures);
    nc_json_figures_add_runs(&p->out, p->diff, 0);
    SAY(p, "},\n");
}

static void say_step(page *p, uint32_t row)
{
    nc_diff_split split = nc_diff_split_of(p->diff, row);

    SAY(p, "{");
    say_row_place(p, row);
    SAY(p, ", \"change\": ");
    nc_jsontext_add_int(&p->out, split.change);
    if (split.calls != NCALLS_ABSENT) {
        SAY(p, ", \"more_calls\": ");
        nc_jsontext_add_int(&p->out, split.calls);
    }
    SAY(p, ", \"own_code\": ");
    nc_jsontext_add_int(&p->out, split.self);
    SAY(p, ", \"callees\": ");
    nc_jsontext_add_int(&p->out, split.callees);
    SAY(p, "}");
}

/* The way to the root of the change. */
static ncalls_status say_cause(page *p, ncalls_error *error)
{
    static const char *const words[] = {"nothing", "calls", "self", "spread"};
    nc_diff_root root;
    ncalls_status status = nc_diff_find_root(&root, p->diff, error);

    if (status)
        return status;
    say_word(p, "\"cause\": {\"kind\": ", words[nc_diff_is_unchanged(p->diff) ? NC_DIFF_NOTHING : root.cause]);
    SAY(p, ", \"path\": [");
    for (uint32_t i = 0; i < root.path_count && !nc_diff_is_unchanged(p->diff); i++) {
        nc_jsontext_add(&p->out, ",\n", i ? 2 : 0);
        if (!i)
            SAY(p, "\n");
        say_step(p, root.path[i]);
    }
    SAY(p, "]},\n");
    nc_diff_root_reset(&root);
    return NCALLS_OK;
}

static void say_sums(page *p, const char *key, const nc_diffsums *sums, bool with_calls)
{
    nc_jsontext_add(&p->out, key, strlen(key));
    for (size_t i = 0; i < sums->count; i++) {
        const nc_diffsums_row *r = &sums->rows[i];
        figure figures[] = {
            {"self",  {r->cost[0], r->cost[1]},   {1, 1}, false},
            {"calls", {r->calls[0], r->calls[1]}, {1, 1}, false},
        };

        if (r->cost[0] == r->cost[1] && (!with_calls || r->calls[0] == r->calls[1]))
            continue;
        nc_jsontext_add(&p->out, p->first ? "\n" : ",\n", p->first ? 1 : 2);
        p->first = false;
        SAY(p, "{\"name\": ");
        nc_jsontext_add_string(&p->out, r->title, r->size);
        nc_json_figures_add(&p->out, figures, with_calls ? 2 : 1);
        SAY(p, "}");
    }
    SAY(p, "],\n");
    p->first = true;
}

static ncalls_status say_all_sums(page *p, const ncalls_write_options *options, ncalls_error *error)
{
    nc_diffsums packages, kinds;
    bool sound = nc_diffsums_packages(&packages, p->diff);

    sound = nc_diffsums_kinds(&kinds, p->diff, options) && sound;
    p->first = true;
    if (sound) {
        say_sums(p, "\"packages\": [", &packages, p->diff->calls[0] != NCALLS_ABSENT);
        say_sums(p, "\"kinds\": [", &kinds, false);
    }
    nc_diffsums_reset(&packages);
    nc_diffsums_reset(&kinds);
    return sound ? NCALLS_OK : nc_fail_memory(error);
}

static ncalls_status say_all(page *p, const ncalls_write_options *options, ncalls_error *error)
{
    static const char *const units[] = {"ns", "samples", "bytes", "count"};
    const nc_diff *d = p->diff;
    ncalls_status status;
    nc_text text;

    SAY(p, "{\n\"schema\": \"ncalls-diff/1\",\n");
    nc_text_init(&text);
    status = nc_diffing_summarize(&text, d, options, error);
    if (!status && nc_text_failed(&text))
        status = nc_fail_memory(error);
    SAY(p, "\"summary\": ");
    nc_jsontext_add_string(&p->out, text.bytes, text.size);
    nc_text_reset(&text);
    say_word(p, ",\n\"unit\": ", units[d->profile[NC_DIFF_NOW]->unit]);
    SAY(p, ",\n");
    say_side(p, "\"base\"", NC_DIFF_BASE);
    say_side(p, "\"new\"", NC_DIFF_NOW);
    say_whole(p);
    status = status ? status : say_cause(p, error);
    status = status ? status : say_all_sums(p, options, error);
    say_rows(p, "\"functions\": [", 1, d->pairing.count + 1, function_changed, by_row, say_function);
    say_rows(p, "\"edges\": [", 0, d->edge_count, edge_changed, by_edge, say_edge);
    say_findings(p, options);
    nc_json_gates_add(&p->out, options->gates);
    if (d->scaled)
        SAY(p, "\"scaled\": true\n}\n");
    else
        SAY(p, "\"scaled\": false\n}\n");
    return status;
}

ncalls_status nc_json_diff_write(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                 ncalls_error *error)
{
    const nc_diff *diff = results->diff;
    page *p = nc_alloc_zeroed(1, sizeof *p);
    ncalls_status status;

    if (p)
        p->order = nc_alloc(((size_t)diff->pairing.count + diff->edge_count + 1) * sizeof *p->order);
    if (p && p->order) {
        nc_jsontext_init(&p->out, sink, false);
        p->diff = diff;
        p->prefix = results->path_prefix;
        status = say_all(p, options, error);
        nc_jsontext_flush(&p->out);
    } else {
        status = nc_fail_memory(error);
    }
    if (p)
        nc_alloc_free(p->order);
    nc_alloc_free(p);
    return status;
}
