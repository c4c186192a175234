/* SPDX-License-Identifier: MIT */
/* Figures of single lines, with their text where the profile has it. */
#include "base/alloc.h"
#include "write/page.h"

typedef struct rows {
    uint32_t *line; /* [row] of the profile, in the page's order */
    uint32_t count;
} rows;

/* The model has lines by function; here they follow the page's functions. */
static bool collect(nc_page *page, rows *r)
{
    const nc_lines *l = &page->profile->lines;
    uint32_t *begin = nc_alloc_zeroed((size_t)page->profile->functions.count + 2, sizeof *begin);

    r->line = nc_alloc_zeroed((size_t)l->count + 1, sizeof *r->line);
    for (uint32_t i = l->count; begin && i; i--)
        begin[l->function[i].at] = i;
    for (uint32_t number = 1; begin && r->line && number <= page->count; number++) {
        uint32_t function = page->canon.functions[number].at;

        for (uint32_t i = begin[function]; i && i <= l->count && l->function[i].at == function; i++)
            r->line[r->count++] = i;
    }
    nc_alloc_free(begin);
    return begin && r->line;
}

static void say_column(nc_page *page, const rows *r, const char *key, const int64_t *column)
{
    bool known = false;

    for (uint32_t i = 0; i < r->count; i++)
        known |= column[r->line[i]] != NCALLS_ABSENT;
    if (!known)
        return;
    nc_jsontext_add_word(&page->out, ",\n", key);
    NC_PAGE_SAY(page, ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(page, column[r->line[i]]);
    NC_PAGE_SAY(page, "\"");
}

static void say_rows(nc_page *page, const rows *r)
{
    const nc_lines *l = &page->profile->lines;

    nc_page_add_known(page, ",\n\"lines\": {\"count\": ", r->count);
    NC_PAGE_SAY(page, ",\n\"function\": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(page, page->canon.place[l->function[r->line[i]].at]);
    NC_PAGE_SAY(page, "\",\n\"line\": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(page, l->line[r->line[i]]);
    NC_PAGE_SAY(page, "\",\n\"text\": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(page, nc_page_place(page, l->source[r->line[i]]));
    NC_PAGE_SAY(page, "\"");
    say_column(page, r, "hits", l->hits);
    say_column(page, r, "self", l->self);
    say_column(page, r, "memory", l->memory);
    say_column(page, r, "blocks", l->blocks);
    NC_PAGE_SAY(page, "}");
}

ncalls_status nc_page_add_lines(nc_page *page, ncalls_error *error)
{
    rows r = {0};
    bool fine = true;

    if (page->profile->has & NCALLS_HAS_LINES)
        fine = collect(page, &r);
    if (fine && r.count)
        say_rows(page, &r);
    nc_alloc_free(r.line);
    return fine ? NCALLS_OK : nc_fail_memory(error);
}
