/* SPDX-License-Identifier: MIT */
#include "report/header.h"

#include <string.h>

#include "analyze/pareto.h"
#include "report/table.h"

enum {
    PATHS_SHOWN = 3,
    CONCENTRATED = 95, /* percent */
    MANY = 50,         /* functions: of fewer it says nothing */
};

static void add_fact(nc_document *d, const char *name, const nc_text *value)
{
    nc_cell cells[2] = {nc_document_text(name), nc_document_bytes(value->bytes, value->size)};

    if (nc_text_failed(value))
        d->failed = true;
    nc_document_add_row(d, cells);
}

static void say_files(nc_document *d, const ncalls_profile *p)
{
    nc_text text;

    if (p->source_count < 2)
        return;
    nc_text_init(&text);
    for (uint32_t i = 0; i < p->source_count && i < PATHS_SHOWN; i++) {
        nc_text_add_string(&text, i ? ", " : "");
        nc_text_add(&text, nc_profile_text(p, p->sources[i].path), nc_profile_size(p, p->sources[i].path));
    }
    if (p->source_count > PATHS_SHOWN)
        nc_text_add_format(&text, " and %u more", p->source_count - PATHS_SHOWN);
    add_fact(d, "files", &text);
    nc_text_reset(&text);
}

/* True if an earlier source has the same tool and Python, or any the same tool with a Python
 * where this one knows none. */
static bool is_repeated(const ncalls_profile *p, uint32_t i)
{
    const nc_source_info *s = &p->sources[i];

    for (uint32_t j = 0; j < p->source_count && j < 64; j++) {
        const nc_source_info *other = &p->sources[j];
        bool same = other->python.at == s->python.at;

        if (other->tool.at == s->tool.at && other->reader.at == s->reader.at &&
            (same ? j < i : !nc_profile_size(p, s->python)))
            return true;
    }
    return false;
}

static void say_recorder(nc_document *d, const ncalls_profile *p)
{
    nc_text text;

    nc_text_init(&text);
    for (uint32_t i = 0; i < p->source_count; i++) {
        const nc_source_info *s = &p->sources[i];
        bool tool = nc_profile_size(p, s->tool) != 0;

        if (is_repeated(p, i))
            continue;
        if (text.size > 200) {
            nc_text_add_string(&text, " and others");
            break;
        }
        nc_text_add_string(&text, text.size ? "; " : "");
        nc_text_add_string(&text, nc_profile_text(p, tool ? s->tool : s->reader));
        nc_text_add_string(&text, tool ? "" : " file");
        if (nc_profile_size(p, s->python))
            nc_text_add_format(&text, ", Python %s", nc_profile_text(p, s->python));
    }
    if (text.size || nc_text_failed(&text))
        add_fact(d, "profiler", &text);
    nc_text_reset(&text);
}

static void say_calls(nc_document *d, const ncalls_profile *p)
{
    char calls[NC_UNIT_ROOM], primitive[NC_UNIT_ROOM], functions[NC_UNIT_ROOM];
    nc_text text;

    nc_text_init(&text);
    nc_unit_format_count(functions, p->totals.functions);
    if (p->totals.calls != NCALLS_ABSENT) {
        nc_unit_format_count(calls, p->totals.calls);
        nc_text_add_format(&text, "%s function %s ", calls, p->totals.calls == 1 ? "call" : "calls");
        nc_unit_format_count(primitive, p->totals.primitive);
        if (p->totals.primitive != p->totals.calls)
            nc_text_add_format(&text, "(%s primitive) ", primitive);
        nc_text_add_format(&text, "of ");
    }
    nc_text_add_string(&text, functions);
    if (p->totals.calls != NCALLS_ABSENT)
        nc_text_add_string(&text, p->totals.functions == 1 ? " function" : " functions");
    add_fact(d, p->totals.calls == NCALLS_ABSENT ? "functions" : "calls", &text);
    nc_text_reset(&text);
}

/* "1.75 s; 9 of 1,204 functions hold 95% of it" */
static void say_concentration(nc_text *text, const ncalls_profile *p)
{
    nc_pareto held = nc_pareto_find(p, CONCENTRATED);
    char few[NC_UNIT_ROOM], all[NC_UNIT_ROOM];

    if (!held.functions || p->functions.count < MANY)
        return;
    nc_unit_format_count(few, held.functions);
    nc_unit_format_count(all, p->functions.count);
    nc_text_add_format(text, "; %s of %s functions %s %d%% of it", few, all,
                       held.functions == 1 ? "holds" : "hold", CONCENTRATED);
}

static void say_cost(nc_document *d, const ncalls_results *r, int64_t left)
{
    const ncalls_profile *p = r->profile;
    char cost[NC_UNIT_ROOM], share[NC_UNIT_ROOM], whole[NC_UNIT_ROOM];
    nc_text text;

    nc_text_init(&text);
    nc_unit_format_cost(cost, left, p->unit);
    nc_text_add_string(&text, cost);
    if (r->whole != p) {
        nc_unit_format_share(share, left, r->whole->totals.self);
        nc_unit_format_cost(whole, r->whole->totals.self, p->unit);
        nc_text_add_format(&text, ", %s of the %s in the file", share, whole);
    } else {
        say_concentration(&text, p);
    }
    add_fact(d, nc_table_cost_noun(p), &text);
    nc_text_reset(&text);
}

/* A filter had to divide what it hid: its note begins so. */
static bool is_reckoned(const ncalls_profile *p)
{
    static const char mark[] = "estimated:";

    for (uint32_t i = 0; i < p->note_count; i++)
        if (strncmp(nc_profile_text(p, p->notes[i]), mark, sizeof mark - 1) == 0)
            return true;
    return false;
}

/* What is to be said of a profiler that counted each call. */
static const char *counted(const nc_document *d)
{
    if (d->integrity.flags & NC_INTEGRITY_OVERWRITTEN)
        return "calls, callers and times are partly wrong, see the note";
    if (d->integrity.flags & NC_INTEGRITY_THREADS)
        return "every call was counted; callers and times are partly wrong, see the note";
    if (d->integrity.flags & (NC_INTEGRITY_NEGATIVE | NC_INTEGRITY_CLOCK))
        return "every call was counted; times are partly wrong, see the note";
    if (is_reckoned(d->profile))
        return "partly estimated, see the note";
    return d->profile->has & NCALLS_HAS_TIME ? "exact: every call was counted and timed"
                                             : "exact: every call was counted";
}

/* A profiler that counts calls saw each of them; a sampler guesses from a part. */
static void say_certainty(nc_document *d, const ncalls_profile *p)
{
    bool contexts = p->has & NCALLS_HAS_CONTEXTS;
    nc_text text;

    nc_text_init(&text);
    if (p->has & NCALLS_HAS_CALLS)
        nc_text_add_string(&text, counted(d));
    else if (p->unit == NCALLS_UNIT_SAMPLES || (p->unit == NCALLS_UNIT_NANOSECONDS && p->has & NCALLS_HAS_EDGES))
        nc_text_add_string(&text, "sampled: all figures are estimates, call counts are unknown");
    else
        nc_text_add_string(&text, "as recorded; call counts are unknown");
    if (p->has & NCALLS_HAS_CALLS && p->has & NCALLS_HAS_EDGES && !contexts)
        nc_text_add_string(&text, "; ~ marks estimates");
    add_fact(d, "certainty", &text);
    nc_text_reset(&text);
}

void nc_header_add_notes(nc_document *d)
{
    const ncalls_profile *p = d->profile;

    for (uint32_t i = 0; i < d->integrity.count; i++)
        nc_document_add_note(d, d->integrity.notes[i].text);
    for (uint32_t i = 0; i < p->note_count; i++)
        nc_document_add_note(d, nc_profile_text(p, p->notes[i]));
}

static const nc_column facts[] = {
    {"", NULL, NC_ALIGN_LEFT, false, 0},
    {"", NULL, NC_ALIGN_LEFT, false, 0},
};

void nc_header_add_cost(nc_document *d, const ncalls_results *results, int64_t left, const char *name,
                        const char *certainty)
{
    nc_text text;

    nc_text_init(&text);
    nc_text_add_string(&text, certainty);
    nc_document_begin_table(d, NC_BLOCK_FACTS, "facts", facts, 2);
    say_files(d, results->profile);
    say_recorder(d, results->profile);
    say_cost(d, results, left);
    add_fact(d, name, &text);
    nc_header_add_notes(d);
    nc_text_reset(&text);
}

void nc_header_add(nc_document *d, const ncalls_results *results)
{
    const ncalls_profile *p = results->profile;

    if (p->source_count == 1) {
        nc_document_add_heading(d, 1, "profile", "Profile ");
        nc_document_add_name(d, nc_profile_text(p, p->sources[0].path), nc_profile_size(p, p->sources[0].path));
    } else {
        nc_document_add_heading(d, 1, "profile", "Profile of %u files", p->source_count);
    }
    nc_document_begin_table(d, NC_BLOCK_FACTS, "facts", facts, 2);
    say_files(d, p);
    say_recorder(d, p);
    say_calls(d, p);
    say_cost(d, results, p->totals.self);
    say_certainty(d, p);
    nc_header_add_notes(d);
}
