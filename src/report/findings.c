/* SPDX-License-Identifier: MIT */
/* What is wrong and why: each finding with its evidence, cost and cure. */
#include <string.h>

#include "base/alloc.h"
#include "report/gates.h"
#include "report/report.h"
#include "report/table.h"
#include "rules/finding.h"

enum {
    COLUMNS = 3,
    SHOWN = 10, /* unless a limit says otherwise */
};

static const nc_column columns[COLUMNS] = {
    {"calls",    "calls along this path",                NC_ALIGN_RIGHT, false, 0},
    {"per call", "calls by one call of the step before", NC_ALIGN_RIGHT, false, 1},
    {"function", "file:line(name)",                      NC_ALIGN_LEFT,  false, 0},
};

const char *nc_report_severity(ncalls_severity severity)
{
    static const char *const words[] = {"info", "warning", "error"};

    return words[severity];
}

/* The names of a filtered profile's functions are those of the whole one. */
static nc_cell function_cell(const nc_document *d, const ncalls_findings *all, uint32_t function)
{
    const ncalls_profile *p = all->profile;
    nc_str name = p->functions.name[function];

    if (d->profile == p)
        return nc_document_function((nc_func){function});
    return nc_document_bytes(nc_profile_text(p, name), nc_profile_size(p, name));
}

/* Steps that say something: the blamed one, mine, where the library is entered,
 * what was found to be the cause, and the last. */
static bool is_telling(const ncalls_findings *all, const nc_finding *f, uint32_t i)
{
    const ncalls_profile *p = all->profile;
    nc_func function = {f->path[i].function}, before;

    if (i == 0 || i + 1 == f->path_count || nc_profile_class(p, function) == NCALLS_CLASS_MINE)
        return true;
    before = (nc_func){f->path[i - 1].function};
    return nc_profile_class(p, before) == NCALLS_CLASS_MINE;
}

static void add_path(nc_document *d, const ncalls_findings *all, const nc_finding *f)
{
    int64_t before = f->path[0].calls;

    if (f->path_count < 2)
        return;
    nc_document_begin_table(d, NC_BLOCK_PATH, "evidence", columns, COLUMNS);
    for (uint32_t i = 0; i < f->path_count; i++) {
        const ncalls_finding_step *step = &f->path[i];
        nc_cell cells[COLUMNS] = {
            nc_document_count(step->calls),
            nc_document_empty(),
            function_cell(d, all, step->function),
        };

        if (!is_telling(all, f, i))
            continue;
        if (i && before > 0 && step->calls != NCALLS_ABSENT)
            cells[1] = nc_document_ratio(step->calls, before);
        for (unsigned c = 0; c + 1 < COLUMNS && step->estimated; c++)
            cells[c] = nc_document_estimated(cells[c]);
        nc_document_add_step(d, i, cells);
        before = step->calls;
    }
}

static void add_finding(nc_document *d, const ncalls_findings *all, const nc_finding *f)
{
    nc_naming naming = d->naming;
    nc_text place;

    nc_document_add_heading(d, 3, "", "%s %s %s  ", nc_report_severity(f->severity), f->rule->id, f->rule->name);
    nc_text_init(&place);
    naming.profile = all->profile; /* a filter's may not have it */
    nc_naming_add(&place, &naming, f->function);
    d->failed |= nc_text_failed(&place);
    nc_document_add_name(d, place.bytes, place.size);
    nc_text_reset(&place);
    nc_document_add_paragraph(d, "%s", f->message);
    add_path(d, all, f);
    nc_document_add_paragraph(d, "%s", f->fix);
}

/* "and 3 more, of what costs less" */
static void add_rest(nc_document *d, const ncalls_findings *all, size_t shown)
{
    if (shown)
        nc_document_add_paragraph(d, "Why, and when to leave it alone: ncalls rules %s", all->items[0].rule->id);
    if (shown < all->count)
        nc_document_add_paragraph(d, "%zu more findings; --limit shows them.", all->count - shown);
    if (all->known)
        nc_document_add_paragraph(d, "%u %s known, by the baseline.", all->known,
                                  all->known == 1 ? "finding is" : "findings are");
    if (all->suppressed)
        nc_document_add_paragraph(d, "%u %s accepted by the configuration.", all->suppressed,
                                  all->suppressed == 1 ? "finding is" : "findings are");
    if (all->unchanged)
        nc_document_add_paragraph(d, "%u %s outside of the changed functions.", all->unchanged,
                                  all->unchanged == 1 ? "finding lies" : "findings lie");
    nc_report_gates_expired(d, all->expired, all->expired_count);
}

static void add_section(nc_document *d, const ncalls_results *results, const ncalls_write_options *options)
{
    const ncalls_findings *all = options->findings;
    size_t limit = options->limit > 0 ? (size_t)options->limit : options->limit < 0 ? SIZE_MAX : SHOWN;

    (void)results;
    if (!all)
        return;
    for (size_t i = 0; i < all->count && i < limit; i++)
        add_finding(d, all, &all->items[i]);
    if (!all->count && options->only_findings)
        nc_document_add_paragraph(d, "Nothing was found.");
    add_rest(d, all, limit < all->count ? limit : all->count);
}

const nc_section nc_report_findings = {"Findings", "findings", NC_SECTION_OVERVIEW, 0, add_section};
