/* SPDX-License-Identifier: MIT */
/* Results to findings: every rule whose needs are met, then words, fingerprints,
 * what somebody has accepted, and the ranking. */
#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"
#include "base/text.h"
#include "rules/baseline.h"
#include "rules/changed.h"
#include "rules/finding.h"
#include "rules/place.h"
#include "rules/rules.h"
#include "rules/tally.h"
#include "rules/words.h"

static const ncalls_find_options defaults = {0};

enum { SECONDS_OF_DAY = 86400 };

static bool is_named(const nc_rule *rule, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(rule->id, words[i], strlen(words[i])) == 0 || strcmp(rule->name, words[i]) == 0)
            return true;
    return false;
}

static bool is_wanted(const nc_rule *rule, const ncalls_find_options *options)
{
    return !rule->is_off && (!options->select_count || is_named(rule, options->select, options->select_count)) &&
           !is_named(rule, options->ignore, options->ignore_count);
}

static bool skip(nc_judgement *j, const nc_rule *rule, unsigned missing, size_t *room)
{
    ncalls_findings *out = j->out;

    if (!nc_alloc_grow(&out->skipped, room, (size_t)out->skipped_count + 1, sizeof *out->skipped))
        return false;
    out->skipped[out->skipped_count++] = rule->name;
    out->missing |= missing;
    return true;
}

static ncalls_status run_rules(nc_judgement *j, const ncalls_find_options *options, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    size_t room = 0;

    j->out->judged = nc_alloc_zeroed((size_t)j->lexicon->rule_count + 1, sizeof *j->out->judged);
    if (!j->out->judged)
        return nc_fail_memory(error);
    for (uint32_t i = 0; !status && i < j->lexicon->rule_count; i++) {
        const nc_rule *rule = &j->lexicon->rules[i];
        const nc_detector *detector = nc_finding_detector(rule->detector);
        unsigned missing = detector ? detector->needs & ~j->profile->has : 0;

        if (!detector || !is_wanted(rule, options))
            continue;
        if (missing) {
            if (!skip(j, rule, missing, &room))
                return nc_fail_memory(error);
            continue;
        }
        j->out->judged[j->out->judged_count++] = rule;
        nc_funcset_clear(&j->stops);
        nc_funcset_clear(&j->rejected);
        status = detector->find(j, rule, error);
    }
    return status;
}

/* --- What is said of each. --- */

/* The library of the nearest function to the end of the path that any entry of
 * the rule means: of nested ones the outermost is what was counted. */
static uint16_t library_of(const nc_judgement *j, const nc_finding *f)
{
    for (uint32_t i = f->path_count; i--;) {
        const nc_meaning_row *row =
            nc_meaning_of(&j->meaning, (nc_func){f->path[i].function}, &f->rule->sets[NC_SET_of]);

        if (row && row->library)
            return row->library;
    }
    return 0;
}

static ncalls_severity severity_of(const nc_judgement *j, const nc_finding *f)
{
    int64_t permille = f->cost == NCALLS_ABSENT ? 0 : nc_judge_permille(j, f->cost);

    if (permille >= nc_judge_limit(f->rule, NC_LIMIT_error_share, INT64_MAX))
        return NCALLS_SEVERITY_ERROR;
    if (permille < nc_judge_limit(f->rule, NC_LIMIT_warning_share, 0))
        return NCALLS_SEVERITY_INFO;
    return f->rule->severity;
}

/* What the library has to say itself; NULL = nothing. */
static const nc_cure *cure_of(const nc_judgement *j, const nc_finding *f)
{
    const nc_category_set *set = f->cause ? &f->cause->through : &f->rule->sets[NC_SET_of];
    const nc_meaning_row *row = nc_judge_row(j, f, set);

    for (uint32_t i = row ? j->lexicon->cure_count : 0; i--;) {
        const nc_cure *cure = &j->lexicon->cures[i];

        if (cure->library == row->library && nc_category_set_has(&cure->of, row->category))
            return cure;
    }
    return NULL;
}

/* Of a cure, a cause and a rule the closest that says it. */
static const char *closest(const char *cure, const char *cause, const char *rule)
{
    return cure ? cure : cause ? cause : rule;
}

static bool describe(nc_judgement *j, nc_finding *f)
{
    const nc_cure *cure = cure_of(j, f);
    const nc_cause *cause = f->cause;

    f->library = library_of(j, f);
    f->severity = severity_of(j, f);
    if (f->rule->confidence < f->confidence)
        f->confidence = f->rule->confidence;
    f->message = nc_words_fill(j, f, f->rule->message);
    f->fix = nc_words_fill(j, f, closest(cure ? cure->fix : NULL, cause ? cause->fix : NULL, f->rule->fix));
    f->example = closest(cure ? cure->example : NULL, cause ? cause->example : NULL, f->rule->example);
    return f->message && f->fix && nc_finding_set_fingerprint(f, j->profile, j->out->prefix, f->function);
}

/* --- What is left out. --- */

static bool accepts(const nc_suppression *s, const nc_judgement *j, const nc_finding *f, nc_text *scratch)
{
    return (strcmp(s->rule, "*") == 0 || strcmp(s->rule, f->rule->id) == 0 || strcmp(s->rule, f->rule->name) == 0) &&
           (!*s->function || nc_place_fits(s->function, j->profile, f->function, scratch));
}

/* It has ended, though the finding is still there: that is worth a word. */
static void add_expired(ncalls_findings *out, const nc_lexicon *x, const nc_suppression *s)
{
    if (!out->expired)
        out->expired = nc_alloc_zeroed(x->suppression_count, sizeof *out->expired);
    for (uint32_t i = 0; i < out->expired_count; i++)
        if (out->expired[i] == s)
            return;
    if (out->expired)
        out->expired[out->expired_count++] = s;
}

static bool is_suppressed(const nc_judgement *j, const nc_finding *f, int64_t today)
{
    const nc_lexicon *x = j->lexicon;
    bool found = false;
    nc_text scratch;

    nc_text_init(&scratch);
    for (uint32_t i = 0; !found && i < x->suppression_count; i++)
        found = today / SECONDS_OF_DAY <= x->suppressions[i].expires && accepts(&x->suppressions[i], j, f, &scratch);
    for (uint32_t i = 0; !found && i < x->suppression_count; i++)
        if (today / SECONDS_OF_DAY > x->suppressions[i].expires && accepts(&x->suppressions[i], j, f, &scratch))
            add_expired(j->out, x, &x->suppressions[i]);
    nc_text_reset(&scratch);
    return found;
}

static bool is_on_path(const nc_finding *finding, nc_func f)
{
    for (uint32_t i = 0; i < finding->path_count; i++)
        if (finding->path[i].function == f.at)
            return true;
    return false;
}

/* They tell of the same calls: one blames a function of the other's evidence. */
static bool are_related(const nc_finding *a, const nc_finding *b)
{
    return is_on_path(a, b->function) || is_on_path(b, a->function);
}

static bool yields(const ncalls_findings *all, const nc_finding *f)
{
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t y = 0; y < f->rule->yield_count; y++)
            if ((strcmp(all->items[i].rule->name, f->rule->yields_to[y]) == 0 ||
                 strcmp(all->items[i].rule->id, f->rule->yields_to[y]) == 0) &&
                are_related(&all->items[i], f))
                return true;
    return false;
}

/* A filter hides what is about functions that it hides. */
static bool is_filtered(const nc_judgement *j, nc_func f)
{
    return !nc_finding_shown(j->results->profile, j->profile, f).at;
}

static bool is_kept(const nc_judgement *j, nc_finding *f, const ncalls_find_options *options,
                    const nc_changed *changed)
{
    if (f->severity < options->min_severity || yields(j->out, f) || is_filtered(j, f->function))
        return false;
    if (is_suppressed(j, f, options->today))
        j->out->suppressed++;
    else if (options->changes && !nc_changed_touches(changed, f))
        j->out->unchanged++;
    else
        return true;
    return false;
}

static ncalls_status choose(nc_judgement *j, const ncalls_find_options *options, ncalls_error *error)
{
    ncalls_findings *out = j->out;
    bool *kept = nc_alloc_zeroed((size_t)out->count + 1, sizeof *kept);
    nc_changed changed = {0};
    nc_sources sources;
    uint32_t count = 0;

    if (!kept || (options->changes && !nc_changed_init(&changed, j->results, options->changes, &sources))) {
        nc_alloc_free(kept);
        return nc_fail_memory(error);
    }
    nc_sources_init(&sources, j->results, options->source_root);
    for (uint32_t i = 0; i < out->count; i++)
        out->items[i].site = nc_sources_site(&sources, &out->items[i]);
    for (uint32_t i = 0; i < out->count; i++) /* all are asked before any goes: yields looks at all */
        kept[i] = is_kept(j, &out->items[i], options, &changed);
    nc_changed_reset(&changed);
    nc_sources_reset(&sources);
    for (uint32_t i = 0; i < out->count; i++) {
        nc_finding moved = out->items[i];

        out->items[i] = out->items[count];
        out->items[count] = moved;
        count += kept[i];
    }
    nc_alloc_free(kept);
    for (uint32_t i = count; i < out->count; i++)
        nc_finding_reset(&out->items[i]);
    out->count = count;
    return NCALLS_OK;
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_finding *a = left, *b = right;

    if (a->saving != b->saving)
        return a->saving > b->saving ? -1 : 1; /* unknown is least */
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    if (a->rule != b->rule)
        return strcmp(a->rule->id, b->rule->id);
    if (a->function.at != b->function.at)
        return nc_profile_compare(payload, a->function, b->function);
    return (a->line > b->line) - (a->line < b->line);
}

static ncalls_status count_queries(nc_judgement *j, ncalls_error *error)
{
    const unsigned needs = NCALLS_HAS_CALLS | NCALLS_HAS_EDGES;
    ncalls_status status;

    j->out->queries = NCALLS_ABSENT;
    if ((j->profile->has & needs) != needs)
        return NCALLS_OK;
    j->out->queries = 0;
    if (!nc_tally_any(&j->meaning, "db.query"))
        return NCALLS_OK;
    status = nc_judge_cycles(j, error);
    return status ? status : nc_tally_count(&j->out->queries, &j->meaning, "db.query", &j->flow, error);
}

/* What the baseline holds goes behind the others; of one fingerprint (lines of one
 * function) as many as it knows. */
static ncalls_status set_known_apart(ncalls_findings *out, const ncalls_baseline *baseline, ncalls_error *error)
{
    nc_finding *items = nc_alloc_zeroed((size_t)out->count + 1, sizeof *items);
    uint32_t *seen = nc_alloc_zeroed(ncalls_baseline_count(baseline) + 1, sizeof *seen), count = 0, known = 0;

    for (uint32_t i = 0; items && seen && i < out->count; i++) {
        size_t row = nc_baseline_find(baseline, out->items[i].fingerprint);

        if (row == SIZE_MAX || seen[row]++ >= baseline->rows[row].times)
            out->items[count++] = out->items[i];
        else
            items[known++] = out->items[i];
    }
    if (items && seen) {
        memcpy(out->items + count, items, known * sizeof *items);
        out->count = count;
        out->known = known;
    }
    nc_alloc_free(seen);
    nc_alloc_free(items);
    return items && seen ? NCALLS_OK : nc_fail_memory(error);
}

static ncalls_status judge(nc_judgement *j, const ncalls_find_options *options, ncalls_error *error)
{
    ncalls_status status = nc_meaning_find(&j->meaning, j->profile, j->lexicon, error);

    if (!status)
        status = nc_spending_sum(&j->out->spending, &j->meaning, error);
    j->busy = nc_spending_busy(&j->out->spending);
    if (!status)
        status = count_queries(j, error);
    if (!status)
        status = run_rules(j, options, error);
    for (uint32_t i = 0; !status && i < j->out->count; i++)
        if (!describe(j, &j->out->items[i]))
            status = nc_fail_memory(error);
    if (!status)
        status = choose(j, options, error);
    if (!status && j->out->count)
        nc_sort(j->out->items, j->out->count, sizeof *j->out->items, compare, (void *)j->profile);
    if (!status && options->baseline && j->out->count)
        status = set_known_apart(j->out, options->baseline, error);
    return status;
}

ncalls_status ncalls_findings_find(ncalls_findings **out, const ncalls_results *results, const ncalls_rules *rules,
                                   const ncalls_find_options *options, ncalls_error *error)
{
    nc_judgement j = {.results = results, .profile = results->whole, .whole = results->whole->totals.self,
                      .many = options && options->changes};
    ncalls_status status = NCALLS_OK;

    *out = NULL;
    j.out = nc_alloc_zeroed(1, sizeof *j.out);
    if (!j.out)
        return nc_fail_memory(error);
    if (!rules) {
        status = ncalls_rules_open(&j.out->own_rules, NULL, 0, error);
        rules = j.out->own_rules;
    }
    if (!status) {
        j.out->profile = j.profile;
        j.out->prefix = results->path_prefix;
        j.lexicon = nc_rules_lexicon(rules);
        status = judge(&j, options ? options : &defaults, error);
    }
    nc_meaning_reset(&j.meaning);
    nc_flow_reset(&j.flow);
    nc_mixing_reset(&j.mixing);
    nc_alloc_free(j.sources);
    nc_alloc_free(j.crowds);
    nc_alloc_free(j.direct);
    nc_funcset_reset(&j.is_source);
    nc_funcset_reset(&j.stops);
    nc_funcset_reset(&j.rejected);
    if (status)
        ncalls_findings_free(j.out);
    else
        *out = j.out;
    return status;
}
