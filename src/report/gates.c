/* SPDX-License-Identifier: MIT */
/* Gates: which hold, which do not, and why. */
#include <string.h>

#include "base/alloc.h"
#include "base/day.h"
#include "base/unit.h"
#include "report/gates.h"
#include "rules/gates.h"

enum { COLUMNS = 5, OUTCOMES = NCALLS_GATE_UNCHECKED + 1 };

static const nc_column columns[COLUMNS] = {
    {"",      "whether it holds",                          NC_ALIGN_LEFT,  false, 0},
    {"has",   "what was measured, of several the most",     NC_ALIGN_RIGHT, false, 0},
    {"was",   "the same in the base",                       NC_ALIGN_RIGHT, false, 0},
    {"limit", "the most that is right; + is what may be added to the base", NC_ALIGN_RIGHT, false, 0},
    {"gate",  "a condition, a budget, the baseline",        NC_ALIGN_LEFT,  false, 0},
};

const char *nc_report_gate_outcome(ncalls_gate_outcome outcome)
{
    static const char *const words[OUTCOMES] = {"ok", "skipped", "FAILED", "UNCHECKED"};

    return words[outcome];
}

static void count_outcomes(const ncalls_gates *gates, size_t counts[OUTCOMES])
{
    ncalls_gate gate;

    memset(counts, 0, OUTCOMES * sizeof *counts);
    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++)
        counts[gate.outcome]++;
}

void nc_report_gates_verdict(nc_text *out, const ncalls_gates *gates)
{
    size_t counts[OUTCOMES], judged;
    char all[NC_UNIT_ROOM], some[NC_UNIT_ROOM];

    count_outcomes(gates, counts);
    judged = counts[NCALLS_GATE_PASSED] + counts[NCALLS_GATE_FAILED] + counts[NCALLS_GATE_UNCHECKED];
    nc_unit_format_count(all, (int64_t)judged);
    if (!judged)
        nc_text_add_string(out, "There was nothing to check");
    else if (counts[NCALLS_GATE_PASSED] == judged)
        nc_text_add_format(out, judged == 1 ? "Passed: the gate holds" : "Passed: %s gates hold", all);
    if (counts[NCALLS_GATE_FAILED]) {
        nc_unit_format_count(some, (int64_t)counts[NCALLS_GATE_FAILED]);
        if (judged == 1)
            nc_text_add_string(out, "Failed: the gate does not hold");
        else
            nc_text_add_format(out, "Failed: %s of %s gates %s not hold", some, all,
                               counts[NCALLS_GATE_FAILED] == 1 ? "does" : "do");
    }
    if (counts[NCALLS_GATE_UNCHECKED]) {
        nc_unit_format_count(some, (int64_t)counts[NCALLS_GATE_UNCHECKED]);
        nc_text_add_format(out, "%s%s of %s %s not be checked", counts[NCALLS_GATE_FAILED] ? ", and " : "Not decided: ",
                           some, all, judged == 1 ? "gate could" : "gates could");
    }
    if (counts[NCALLS_GATE_SKIPPED]) {
        nc_unit_format_count(some, (int64_t)counts[NCALLS_GATE_SKIPPED]);
        nc_text_add_format(out, "; %s skipped", some);
    }
}

static void add_verdict(nc_document *d, const ncalls_gates *gates)
{
    nc_text verdict;

    nc_text_init(&verdict);
    nc_report_gates_verdict(&verdict, gates);
    d->failed |= nc_text_failed(&verdict);
    nc_document_add_paragraph(d, "%s.", verdict.bytes);
    nc_text_reset(&verdict);
}

/* What failed stands first, then what nobody knows, then the rest. */
static void add_rows(nc_document *d, const ncalls_gates *gates, const char *profile)
{
    static const ncalls_gate_outcome order[] = {NCALLS_GATE_FAILED, NCALLS_GATE_UNCHECKED, NCALLS_GATE_PASSED,
                                                NCALLS_GATE_SKIPPED};
    ncalls_gate gate;

    nc_document_begin_table(d, NC_BLOCK_TABLE, "gates", columns, COLUMNS);
    for (size_t o = 0; o < sizeof order / sizeof *order; o++)
        for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++) {
            nc_cell cells[COLUMNS];

            if (gate.outcome != order[o] || (profile && strcmp(gate.profile, profile) != 0))
                continue;
            cells[0] = nc_document_text(nc_report_gate_outcome(gate.outcome));
            cells[1] = *gate.value ? nc_document_text(gate.value) : nc_document_empty();
            cells[2] = *gate.was ? nc_document_text(gate.was) : nc_document_empty();
            cells[3] = *gate.limit ? nc_document_text(gate.limit) : nc_document_empty();
            cells[4] = nc_document_text(gate.name);
            nc_document_add_row(d, cells);
        }
}

static void add_lines(nc_document *d, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\n");

        nc_document_add_paragraph(d, "%s", "");
        nc_document_add_name(d, text, size);
        text += size + (text[size] == '\n');
    }
}

/* What a row has no room for: where it is, why nobody knows. That a budget is for
 * other profiles is worth no word. */
static void add_details(nc_document *d, const ncalls_gates *gates, ncalls_gate_outcome outcome, const char *profile)
{
    ncalls_gate gate;

    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++)
        if (gate.outcome == outcome && (outcome != NCALLS_GATE_SKIPPED || strcmp(gate.kind, "condition") == 0) &&
            (!profile || strcmp(gate.profile, profile) == 0)) {
            nc_document_add_heading(d, 3, "", "%s ", nc_report_gate_outcome(gate.outcome));
            nc_document_add_name(d, gate.name, strlen(gate.name));
            add_lines(d, *gate.details ? gate.details : gate.message);
        }
}

static void add_profile(nc_document *d, const ncalls_gates *gates, const char *profile)
{
    add_rows(d, gates, profile);
    add_details(d, gates, NCALLS_GATE_FAILED, profile);
    add_details(d, gates, NCALLS_GATE_UNCHECKED, profile);
    add_details(d, gates, NCALLS_GATE_SKIPPED, profile);
}

void nc_report_gates_expired(nc_document *d, const nc_suppression *const *expired, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const nc_suppression *s = expired[i];
        char day[NC_DAY_ROOM];
        nc_text text;

        nc_day_format(day, s->expires);
        nc_text_init(&text);
        nc_text_add_format(&text, "%s was accepted until %s (", s->rule, day);
        nc_text_add_escaped(&text, s->origin, strlen(s->origin));
        nc_text_add_format(&text, ":%d: ", s->line);
        nc_text_add_escaped(&text, s->reason, strlen(s->reason));
        nc_text_add_string(&text, "); that day has passed, and the finding counts again");
        d->failed |= nc_text_failed(&text);
        nc_document_add_note(d, text.bytes);
        nc_text_reset(&text);
    }
}

/* Each profile under its name where there are several. */
static bool is_first_of(const ncalls_gates *gates, size_t index)
{
    ncalls_gate gate, before;

    if (!ncalls_gates_at(gates, index, &gate) || !index)
        return true;
    ncalls_gates_at(gates, index - 1, &before);
    return strcmp(gate.profile, before.profile) != 0;
}

static bool are_of_several(const ncalls_gates *gates)
{
    ncalls_gate gate;

    for (size_t i = 1; ncalls_gates_at(gates, i, &gate); i++)
        if (is_first_of(gates, i))
            return true;
    return false;
}

static void add_profiles(nc_document *d, const ncalls_gates *gates)
{
    bool several = are_of_several(gates);
    ncalls_gate gate;

    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++) {
        if (!is_first_of(gates, i))
            continue;
        if (several) {
            nc_document_add_heading(d, 2, "", "%s", "");
            nc_document_add_name(d, gate.profile, strlen(gate.profile));
        }
        add_profile(d, gates, several ? gate.profile : NULL);
    }
}

void nc_report_gates_build(nc_document *d, const ncalls_write_options *options)
{
    bool several = are_of_several(options->gates);
    ncalls_gate first;

    nc_document_add_heading(d, 1, "", "%s", several ? "Check" : "Check ");
    if (!several && ncalls_gates_at(options->gates, 0, &first))
        nc_document_add_name(d, first.profile, strlen(first.profile));
    add_verdict(d, options->gates);
    nc_report_gates_expired(d, options->gates->expired, options->gates->expired_count);
    add_profiles(d, options->gates);
}

void nc_report_gates_section(nc_document *d, const ncalls_write_options *options)
{
    if (!options->gates)
        return;
    nc_document_add_heading(d, 2, "gates", "%s", "Gates");
    add_verdict(d, options->gates);
    add_profile(d, options->gates, NULL);
}
