/* SPDX-License-Identifier: MIT */
#include "report/diffing.h"

#include <stdio.h>
#include <string.h>

#include "report/diffpage.h"
#include "report/gates.h"
#include "report/header.h"

typedef nc_diffpage page;

#define RIGHT NC_DIFFPAGE_RIGHT
#define LEFT NC_DIFFPAGE_LEFT

/* ---- findings ------------------------------------------------------------- */

static void add_findings(page *p, const char *word, const ncalls_findings *of, const ncalls_findings *not_in)
{
    for (uint32_t i = 0; of && not_in && i < of->count; i++) {
        const nc_finding *f = &of->items[i];

        if (nc_diffing_find(not_in, f->fingerprint))
            continue;
        nc_document_add_paragraph(p->document, "%s: %s %s: ", word, f->rule->id, f->rule->name);
        nc_document_add_name(p->document, f->message, strlen(f->message));
    }
}

static void add_all_findings(page *p)
{
    const ncalls_findings *now = p->options->findings, *base = p->options->base_findings;
    size_t before = p->document->count;

    nc_document_add_heading(p->document, 2, "diff-findings", "Findings");
    add_findings(p, "new", now, base);
    add_findings(p, "fixed", base, now);
    if (p->document->count == before + 1)
        nc_document_drop_block(p->document);
}

/* ---- all of it ------------------------------------------------------------ */

/* "before.prof", "a.prof and 4 more" of one run's files, "5 runs, a.prof and others" */
static void add_sources(const page *p, nc_text *text, unsigned side)
{
    const ncalls_profile *profile = p->diff->profile[side];

    if (p->diff->runs[side] > 1)
        nc_text_add_format(text, "%u runs, such as ", p->diff->runs[side]);
    if (profile->source_count)
        nc_text_add(text, nc_profile_text(profile, profile->sources[0].path),
                    nc_profile_size(profile, profile->sources[0].path));
    if (profile->source_count > 1)
        nc_text_add_format(text, " and %u more", profile->source_count - 1);
}

/* " ±3%", the farthest run */
static void add_spread(const page *p, nc_text *text, unsigned side)
{
    nc_diff_range range = nc_diff_range_of(p->diff, 0, NC_DIFF_OF_SELF, side);
    int64_t median = p->diff->cost[side];
    __int128 far = (__int128)range.most - median, below = (__int128)median - range.least;

    if (p->diff->runs[side] < 2 || median <= 0)
        return;
    far = below > far ? below : far;
    nc_text_add_format(text, " ±%lld%%", (long long)((far * 100 + median / 2) / median));
}

static void add_side(page *p, const char *word, unsigned side)
{
    const ncalls_profile *profile = p->diff->profile[side];
    char calls[NC_UNIT_ROOM], cost[NC_UNIT_ROOM];
    nc_diff_range range;
    nc_text text;
    nc_cell cells[2];

    nc_text_init(&text);
    add_sources(p, &text, side);
    nc_unit_format_cost(cost, p->diff->cost[side], profile->unit);
    nc_unit_format_count(calls, p->diff->calls[side]);
    nc_text_add_format(&text, ": %s%s", cost, profile->unit == NCALLS_UNIT_SAMPLES ? " samples" : "");
    add_spread(p, &text, side);
    if (p->counted) {
        range = nc_diff_range_of(p->diff, 0, NC_DIFF_OF_CALLS, side);
        nc_text_add_format(&text, " in %s%s calls", range.least == range.most ? "" : "about ", calls);
    }
    cells[0] = nc_document_text(word);
    cells[1] = nc_document_bytes(text.bytes, text.size);
    nc_document_add_row(p->document, cells);
    p->document->failed |= nc_text_failed(&text);
    nc_text_reset(&text);
}

static void add_run_notes(page *p)
{
    const nc_diff *d = p->diff;
    char count[NC_UNIT_ROOM], note[NC_UNIT_ROOM + 200];
    uint32_t varying = 0;

    if (!d->samples)
        return;
    if (!nc_diff_can_test(d))
        nc_document_add_note(p->document, "so few runs cannot show that a time differs; 4 of each side can");
    for (uint32_t row = 1; row <= d->pairing.count; row++)
        varying += d->rows[row].varies;
    nc_unit_format_count(count, varying);
    snprintf(note, sizeof note, "the calls of %s function%s are not the same in all runs of a side: ~ marks them",
             count,
             varying == 1 ? "" : "s");
    if (varying)
        nc_document_add_note(p->document, note);
    nc_unit_format_count(count, d->strays);
    snprintf(note, sizeof note, "%s function%s that only some runs called are left out", count,
             d->strays == 1 ? "" : "s");
    if (d->strays)
        nc_document_add_note(p->document, note);
}

static void add_notes(page *p)
{
    if (p->diff->scaled)
        nc_document_add_note(p->document, "shares are compared: how long or how often was looked is no change");
    if (p->diff->pairing.inlined)
        nc_document_add_note(p->document, "comprehensions, which one of the two Pythons runs inside their functions, "
                                          "are counted there");
    add_run_notes(p);
    nc_header_add_notes(p->document); /* of the new profile: what in it cannot be true */
}

/* ---- why ------------------------------------------------------------------ */

/* Of a long way both ends: where it begins is the user's own, where it ends is the cause. */
enum { STEPS = 14, FIRST_STEPS = STEPS / 2 };

static nc_cell part_cell(const page *p, int64_t part, char out[NC_UNIT_ROOM + 1])
{
    nc_diffpage_figure figure = {NC_DIFFPAGE_COST, false, {0, part}, {1, 1}, false, false};

    return nc_diffpage_change(p, &figure, out);
}

static void add_step(page *p, const nc_diff_root *root, uint32_t at, nc_text *scratch)
{
    uint32_t row = root->path[at];
    nc_diff_split split = nc_diff_split_of(p->diff, row);
    bool counted = p->diff->calls[NC_DIFF_BASE] != NCALLS_ABSENT;
    const nc_diff_figures *side = p->diff->rows[row].at;
    char change[NC_UNIT_ROOM + 1], calls[NC_UNIT_ROOM + 1], self[NC_UNIT_ROOM + 1], callees[NC_UNIT_ROOM + 1];
    nc_cell cells[] = {
        part_cell(p, split.change, change),
        part_cell(p, split.calls, calls),
        part_cell(p, split.self, self),
        part_cell(p, split.callees, callees),
        counted ? nc_document_count(side[NC_DIFF_BASE].calls) : nc_document_empty(),
        counted ? nc_document_count(side[NC_DIFF_NOW].calls) : nc_document_empty(),
        nc_diffpage_name(p, row, scratch),
    };

    nc_document_add_step(p->document, at, cells);
}

/* The way to the root, and at each step what the change is made of. */
static void add_why(page *p, const nc_diff_root *root)
{
    static const nc_column columns[] = {
        RIGHT("change", "of the time with all that it calls: more calls + own code + callees", 0),
        RIGHT("more calls", "of this by other numbers of calls, each at what it cost in the base", 0),
        RIGHT("own code", "by what its own code costs in as many calls", 0),
        RIGHT("callees", "by what the functions that it calls cost in as many calls", 0),
        RIGHT("base", "calls in the base", 3),
        RIGHT("new", "calls in the new profile", 3),
        LEFT("function", "file:line(name)"),
    };
    uint32_t hidden = root->path_count > STEPS ? root->path_count - STEPS : 0;
    nc_text scratch;

    if (root->cause == NC_DIFF_NOTHING || !root->path_count || nc_diff_is_unchanged(p->diff) ||
        (nc_diff_is_level(p->diff) && !p->diff->sampled))
        return;
    nc_document_add_heading(p->document, 2, "diff-why", "Where it comes from");
    nc_document_begin_table(p->document, NC_BLOCK_PATH, "diff-why", columns, sizeof columns / sizeof *columns);
    nc_text_init(&scratch);
    for (uint32_t i = 0; i < root->path_count; i++)
        if (i < FIRST_STEPS || i >= FIRST_STEPS + hidden)
            add_step(p, root, i, &scratch);
    if (hidden)
        nc_document_add_paragraph(p->document, "%u step%s in between %s not shown", hidden, hidden == 1 ? "" : "s",
                                  hidden == 1 ? "is" : "are");
    p->document->failed |= nc_text_failed(&scratch);
    nc_text_reset(&scratch);
}

static ncalls_status add_head(page *p, ncalls_error *error)
{
    static const nc_column columns[2] = {LEFT("", NULL), LEFT("", NULL)};
    ncalls_status status;
    nc_text text;

    nc_text_init(&text);
    status = nc_diffing_summarize(&text, p->diff, p->options, error);
    p->document->failed |= nc_text_failed(&text);
    nc_document_add_paragraph(p->document, "%s", "");
    nc_document_add_name(p->document, text.bytes, text.size);
    nc_text_reset(&text);
    nc_document_begin_table(p->document, NC_BLOCK_FACTS, "", columns, 2);
    add_side(p, "base", NC_DIFF_BASE);
    add_side(p, "new", NC_DIFF_NOW);
    add_notes(p);
    return status;
}

ncalls_status nc_diffing_add(nc_document *document, const ncalls_results *results, const ncalls_write_options *options,
                             ncalls_error *error)
{
    ncalls_results of_base = *results;
    page p = {.document = document, .options = options, .diff = results->diff};
    nc_diff_root root;
    ncalls_status status = nc_diff_find_root(&root, p.diff, error);

    if (status)
        return status;
    p.counted = p.diff->calls[NC_DIFF_BASE] != NCALLS_ABSENT;
    of_base.profile = of_base.whole = results->base;
    nc_naming_init(&p.base_naming, &of_base);
    status = add_head(&p, error);
    nc_report_gates_section(document, options);
    add_all_findings(&p);
    add_why(&p, &root);
    nc_diffpage_add_tables(&p);
    nc_diffpage_add_sums(&p);
    nc_diff_root_reset(&root);
    return status;
}
