/* SPDX-License-Identifier: MIT */
/* What a page begins with: what was profiled, where the time went, how much of it lies
 * in how few functions. */
#include "analyze/packages.h"
#include "analyze/pareto.h"
#include "report/header.h"
#include "rules/finding.h"
#include "write/page.h"

enum { PACKAGES = 200 };

static void say_pair(nc_page *page, const nc_cell *cells, const char *before)
{
    nc_jsontext_add(&page->out, before, strlen(before));
    nc_page_add_text(page, cells[0].text, cells[0].size);
    NC_PAGE_SAY(page, ", ");
    nc_page_add_text(page, cells[1].text, cells[1].size);
    NC_PAGE_SAY(page, "]");
}

static void say_pairs(nc_page *page, const nc_block *block)
{
    for (size_t row = 0; row < block->row_count; row++)
        say_pair(page, &block->cells[row * block->column_count], row ? ", [" : "[");
}

static bool is_named(const nc_cell *cell, const char *name)
{
    return cell->size == strlen(name) && memcmp(cell->text, name, cell->size) == 0;
}

/* A comparison's head says nothing of how the figures came about. */
static void say_origin(nc_page *page)
{
    nc_document head;

    nc_document_init(&head, page->results);
    nc_header_add(&head, page->results);
    for (size_t i = 0; i < head.count; i++)
        for (size_t row = 0; head.blocks[i].kind == NC_BLOCK_FACTS && row < head.blocks[i].row_count; row++) {
            const nc_cell *cells = &head.blocks[i].cells[row * head.blocks[i].column_count];

            if (is_named(&cells[0], "profiler") || is_named(&cells[0], "certainty"))
                say_pair(page, cells, ", [");
        }
    page->failed |= head.failed;
    nc_document_reset(&head);
}

static void say_blocks(nc_page *page)
{
    const nc_document *d = page->document;
    const char *before = "";

    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].kind == NC_BLOCK_HEADING && d->blocks[i].level == 1) {
            NC_PAGE_SAY(page, ",\n\"title\": ");
            nc_page_add_text(page, d->blocks[i].text, strlen(d->blocks[i].text));
        }
    NC_PAGE_SAY(page, ",\n\"facts\": [");
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].kind == NC_BLOCK_FACTS)
            say_pairs(page, &d->blocks[i]);
    if (page->diff)
        say_origin(page);
    NC_PAGE_SAY(page, "],\n\"notes\": [");
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].kind == NC_BLOCK_NOTE) {
            nc_jsontext_add_word(&page->out, before, d->blocks[i].text);
            before = ", ";
        }
    NC_PAGE_SAY(page, "]");
}

/* `diff`: NULL, or that whose base this is of. */
static void say_spending(nc_page *page, const char *key, const ncalls_findings *findings, const nc_diff *diff)
{
    const nc_spending *spending = &findings->spending;

    nc_jsontext_add(&page->out, key, strlen(key));
    for (uint32_t i = 0; i < spending->count; i++) {
        int64_t self = spending->rows[i].self;

        nc_jsontext_add_word(&page->out, i ? ", {\"title\": " : "{\"title\": ", spending->rows[i].title);
        nc_page_add_known(page, ", \"self\": ", diff ? nc_diff_scale(diff, NC_DIFF_BASE, self) : self);
        if (spending->rows[i].waits)
            NC_PAGE_SAY(page, ", \"waits\": true");
        NC_PAGE_SAY(page, "}");
    }
    NC_PAGE_SAY(page, "]");
}

static void say_package(nc_page *page, const ncalls_profile *p, const nc_packages_row *row, const nc_diff *diff)
{
    size_t size;
    const char *title = nc_packages_title(p, row, &size);
    int64_t self = row->self_with_builtins;

    NC_PAGE_SAY(page, "{\"title\": ");
    nc_page_add_text(page, title, size);
    nc_page_add_known(page, ", \"class\": ", row->class_);
    nc_page_add_known(page, ", \"self\": ", diff ? nc_diff_scale(diff, NC_DIFF_BASE, self) : self);
    NC_PAGE_SAY(page, "}");
}

/* With the built-ins that they called. */
static ncalls_status say_packages(nc_page *page, const char *key, const ncalls_profile *p, const nc_diff *diff,
                                  ncalls_error *error)
{
    nc_packages packages;
    ncalls_status status = nc_packages_sum(&packages, p, 0, error);

    if (status)
        return status;
    nc_jsontext_add(&page->out, key, strlen(key));
    for (uint32_t i = 0; i < packages.count && i < PACKAGES; i++) {
        if (i)
            NC_PAGE_SAY(page, ", ");
        say_package(page, p, &packages.rows[i], diff);
    }
    NC_PAGE_SAY(page, "]");
    nc_packages_reset(&packages);
    return NCALLS_OK;
}

static void say_pareto(nc_page *page)
{
    static const unsigned percents[] = {50, 80, 95};

    NC_PAGE_SAY(page, ",\n\"pareto\": [");
    for (unsigned i = 0; i < sizeof percents / sizeof *percents; i++) {
        nc_pareto held = nc_pareto_find(page->results->profile, percents[i]);

        nc_page_add_known(page, i ? ", {\"percent\": " : "{\"percent\": ", percents[i]);
        nc_page_add_known(page, ", \"functions\": ", held.functions);
        if (page->diff)
            nc_page_add_known(page, ", \"base\": ", nc_pareto_find(page->results->base, percents[i]).functions);
        NC_PAGE_SAY(page, "}");
    }
    NC_PAGE_SAY(page, "]");
}

ncalls_status nc_page_add_overview(nc_page *page, ncalls_error *error)
{
    const ncalls_findings *findings = page->options->findings, *before = page->options->base_findings;
    const nc_diff *diff = page->diff;
    ncalls_status status;

    say_blocks(page);
    if (findings && findings->profile == page->results->profile) {
        say_spending(page, ",\n\"spending\": [", findings, NULL);
        if (diff && before)
            say_spending(page, ",\n\"base_spending\": [", before, diff);
    }
    say_pareto(page);
    status = say_packages(page, ",\n\"packages\": [", page->results->profile, NULL, error);
    if (!status && diff)
        status = say_packages(page, ",\n\"base_packages\": [", page->results->base, diff, error);
    return status;
}
