/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <string.h>

#include "analyze/order.h"
#include "report/diffing.h"
#include "report/gates.h"
#include "report/endpoints.h"
#include "report/header.h"
#include "report/match.h"
#include "report/peek.h"
#include "report/table.h"
#include "report/tree.h"
#include "rules/finding.h"

#define SECTION(name) &nc_report_##name,
static const nc_section *const sections[] = {
#include "report/sections.def"
};
#undef SECTION

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

static const struct {
    unsigned bit;
    const char *noun;
} knowledge[] = {
    {NCALLS_HAS_CALLS,    "call counts"},
    {NCALLS_HAS_EDGES,    "callers"    },
    {NCALLS_HAS_CONTEXTS, "call stacks"},
    {NCALLS_HAS_LINES,    "lines"      },
    {NCALLS_HAS_TIME,     "times"      },
    {NCALLS_HAS_MEMORY,   "memory"     },
    {NCALLS_HAS_THREADS,  "threads"    },
};

enum { KNOWLEDGE_COUNT = sizeof knowledge / sizeof *knowledge };

static bool is_shown(const nc_section *section, const ncalls_write_options *options)
{
    switch (section->when) {
    case NC_SECTION_OVERVIEW:
    case NC_SECTION_EXTRA: return options->sort_count == 0;
    case NC_SECTION_SORTED: return options->sort_count != 0;
    }
    return false;
}

/* A section that has nothing to say has no heading either. */
static void add_section(nc_document *d, const nc_section *section, const ncalls_results *r,
                        const ncalls_write_options *options)
{
    size_t before = d->count;
    char title[NC_TABLE_WORDS];

    if (section->title)
        nc_document_add_heading(d, 2, section->id, "%s", nc_table_words(title, r->profile, section->title));
    section->add(d, r, options);
    if (section->title && d->count == before + 1)
        nc_document_drop_block(d);
}

static bool is_missing(const nc_section *section, const ncalls_results *r, const ncalls_write_options *options)
{
    return is_shown(section, options) && (section->needs & ~r->profile->has) != 0;
}

static bool is_missed(const nc_section *section, const ncalls_results *r, const ncalls_write_options *options)
{
    return !options->only_findings && section->when != NC_SECTION_EXTRA && is_missing(section, r, options);
}

/* What rules did not find. Lines are no loss: who counts calls does not look for them. */
static unsigned missing_of_rules(const ncalls_write_options *options)
{
    return options->findings ? options->findings->missing & (NCALLS_HAS_CALLS | NCALLS_HAS_EDGES) : 0;
}

static void say_rules(nc_text *text, const ncalls_findings *findings)
{
    nc_text_add_format(text, "; for want of that %u of %u rules were not tried", findings->skipped_count,
                       findings->skipped_count + findings->judged_count);
}

/* "the input has no call counts; not shown: most called functions, ..." */
static void say_missing(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    const char *glue = "the input has no ";
    char title[NC_TABLE_WORDS];
    unsigned missing = missing_of_rules(options);
    nc_text text;

    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (is_missed(sections[i], r, options))
            missing |= sections[i]->needs & ~r->profile->has;
    if (!missing)
        return;
    nc_text_init(&text);
    for (size_t i = 0; i < KNOWLEDGE_COUNT; i++)
        if (missing & knowledge[i].bit) {
            nc_text_add_format(&text, "%s%s", glue, knowledge[i].noun);
            glue = " and no ";
        }
    glue = "; not shown: ";
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (is_missed(sections[i], r, options)) {
            nc_text_add_format(&text, "%s%s", glue, nc_table_words(title, r->profile, sections[i]->title));
            glue = ", ";
        }
    if (missing_of_rules(options))
        say_rules(&text, options->findings);
    d->failed |= nc_text_failed(&text);
    nc_document_add_note(d, text.bytes);
    nc_text_reset(&text);
}

static void build_overview(nc_document *d, const ncalls_results *r, const ncalls_write_options *options)
{
    nc_header_add(d, r);
    nc_report_gates_section(d, options);
    if (options->only_findings) {
        say_missing(d, r, options);
        add_section(d, &nc_report_findings, r, options);
        return;
    }
    if (!r->profile->totals.functions) {
        nc_document_add_paragraph(d, r->whole == r->profile ? "There is no function in this profile."
                                                            : "No function passes the filter.");
        return;
    }
    say_missing(d, r, options);
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (is_shown(sections[i], options) && !is_missing(sections[i], r, options))
            add_section(d, sections[i], r, options);
}

static ncalls_status check_sort(const ncalls_write_options *options, ncalls_error *error)
{
    for (size_t i = 0; i < options->sort_count; i++)
        if (nc_order_find_key(options->sort[i]) == NC_ORDER_NONE)
            return nc_fail(error, NCALLS_USAGE, "there is no sort key '%s'", options->sort[i]);
    return NCALLS_OK;
}

/* The others that were meant, perhaps: their names, to be typed next. */
static void add_others(nc_document *d, const nc_match *match, const char *pattern)
{
    static const nc_column columns[] = {
        {"function", "file:line(name)", NC_ALIGN_LEFT, false, 0}
    };
    char count[NC_UNIT_ROOM];

    if (match->count < 2)
        return;
    nc_document_add_heading(d, 2, "others", "Other functions that match ");
    nc_document_add_name(d, pattern, strlen(pattern));
    nc_document_begin_table(d, NC_BLOCK_TABLE, "others", columns, 1);
    for (size_t i = 1; i < match->count; i++) {
        nc_cell cell = nc_document_function(match->best[i]);

        nc_document_add_row(d, &cell);
    }
    nc_unit_format_count(count, (int64_t)(match->total - match->count));
    if (match->total > match->count)
        nc_document_end_table(d, "and %s more", count);
}

static ncalls_status build_peek(nc_document *d, const ncalls_results *r, const ncalls_write_options *options,
                                ncalls_error *error)
{
    nc_match match;
    ncalls_status status = nc_match_find(&match, &d->naming, options->peek, error);
    nc_text name;

    if (status)
        return status;
    nc_text_init(&name);
    nc_naming_add(&name, &d->naming, match.best[0]);
    d->failed |= nc_text_failed(&name);
    nc_document_add_heading(d, 1, "peek", "%s", "");
    nc_document_add_name(d, name.bytes, name.size);
    nc_text_reset(&name);
    nc_peek_add_facts(d, r, match.best[0]);
    nc_header_add_notes(d);
    nc_peek_add(d, "peek", r, options, match.best[0]);
    add_others(d, &match, options->peek);
    return NCALLS_OK;
}

ncalls_status nc_report_build(nc_document *d, const ncalls_results *r, const ncalls_write_options *options,
                              ncalls_error *error)
{
    ncalls_status status = options->endpoints ? NCALLS_OK : check_sort(options, error);
    ncalls_results shown;

    nc_document_init(d, options->tree ? nc_tree_shown(&shown, r) : r);
    if (status)
        return status;
    if (options->endpoints)
        return nc_report_endpoints_add(d, options) && !d->failed ? NCALLS_OK : nc_fail_memory(error);
    if (options->only_gates)
        nc_report_gates_build(d, options);
    else if (r->base)
        status = nc_diffing_add(d, r, options, error);
    else if (options->peek)
        status = build_peek(d, r, options, error);
    else if (options->tree)
        status = nc_tree_add(d, r, options, error);
    else
        build_overview(d, r, options);
    if (!status && d->failed)
        status = nc_fail_memory(error);
    return status;
}
