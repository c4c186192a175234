/* SPDX-License-Identifier: MIT */
/* Figures of single lines, with their text where the profile has it. */
#include "analyze/linepairs.h"
#include "base/alloc.h"
#include "write/page.h"

typedef struct rows {
    nc_page *page;
    const ncalls_profile *profile[NC_DIFF_SIDES]; /* without a base NC_DIFF_NOW is the only one */
    nc_linepairs_row *line;                       /* [row] of the profiles, in the page's order */
    uint32_t *number;                             /* [row] its function on the page */
    uint32_t count;
} rows;

static bool make_room(rows *r, size_t most)
{
    r->line = nc_alloc((most + 1) * sizeof *r->line);
    r->number = nc_alloc((most + 1) * sizeof *r->number);
    return r->line && r->number;
}

static void put(rows *r, uint32_t number, nc_linepairs_row line)
{
    r->number[r->count] = number;
    r->line[r->count++] = line;
}

/* The model has lines by function; here they follow the page's functions. */
static ncalls_status collect(rows *r, ncalls_error *error)
{
    const ncalls_profile *p = r->profile[NC_DIFF_NOW];
    const nc_lines *l = &p->lines;
    uint32_t *begin = nc_alloc_zeroed((size_t)p->functions.count + 2, sizeof *begin);
    bool has_room = make_room(r, l->count) && begin;

    for (uint32_t i = l->count; has_room && i; i--)
        begin[l->function[i].at] = i;
    for (uint32_t number = 1; has_room && number <= r->page->count; number++) {
        uint32_t function = r->page->canon.functions[number].at;

        for (uint32_t i = begin[function]; i && i <= l->count && l->function[i].at == function; i++)
            put(r, number, (nc_linepairs_row){0, i});
    }
    nc_alloc_free(begin);
    return has_room ? NCALLS_OK : nc_fail_memory(error);
}

static ncalls_status collect_pairs(rows *r, ncalls_error *error)
{
    const nc_page *page = r->page;
    nc_linepairs pairs;
    ncalls_status status = nc_linepairs_make(&pairs, page->diff, error);

    if (!status && !make_room(r, (size_t)r->profile[0]->lines.count + r->profile[1]->lines.count))
        status = nc_fail_memory(error);
    for (uint32_t number = 1; !status && number <= page->count; number++) {
        uint32_t row = page->canon.functions[number].at;

        for (uint32_t i = pairs.begin[row]; i < pairs.begin[row + 1]; i++)
            put(r, number, pairs.rows[i]);
    }
    nc_linepairs_reset(&pairs);
    return status;
}

static uint32_t line_of(const rows *r, uint32_t row, unsigned side)
{
    return side == NC_DIFF_NOW ? r->line[row].now : r->line[row].base;
}

/* Where a line stands that is on both sides: now. */
static unsigned side_of(const rows *r, uint32_t row)
{
    return r->line[row].now ? NC_DIFF_NOW : NC_DIFF_BASE;
}

static void begin_column(const rows *r, const char *key, const char *begin)
{
    nc_jsontext_add_word(&r->page->out, ",\n", key);
    nc_jsontext_add(&r->page->out, begin, strlen(begin));
}

typedef const int64_t *figures_of(const nc_lines *lines);

static const int64_t *hits(const nc_lines *lines)
{
    return lines->hits;
}

static const int64_t *self(const nc_lines *lines)
{
    return lines->self;
}

static const int64_t *memory(const nc_lines *lines)
{
    return lines->memory;
}

static const int64_t *blocks(const nc_lines *lines)
{
    return lines->blocks;
}

/* 0 where that side has no such line. */
static int64_t figure_of(const rows *r, uint32_t row, figures_of *of, unsigned side)
{
    uint32_t line = line_of(r, row, side);
    int64_t figure = line ? of(&r->profile[side]->lines)[line] : 0;

    return side == NC_DIFF_BASE && of == self ? nc_diff_scale(r->page->diff, side, figure) : figure;
}

static void say_figures(const rows *r, const char *key, figures_of *of, unsigned side)
{
    bool known = false;

    for (uint32_t i = 0; i < r->count; i++)
        known |= line_of(r, i, side) && figure_of(r, i, of, side) != NCALLS_ABSENT;
    if (!known)
        return;
    begin_column(r, key, ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(r->page, figure_of(r, i, of, side));
    NC_PAGE_SAY(r->page, "\"");
}

/* Texts of both sides are in no table that they share. */
static void say_texts(const rows *r)
{
    begin_column(r, "text", ": [");
    for (uint32_t i = 0; i < r->count; i++) {
        const ncalls_profile *p = r->profile[side_of(r, i)];
        nc_str text = p->lines.source[line_of(r, i, side_of(r, i))];

        if (i)
            NC_PAGE_SAY(r->page, ",");
        nc_page_add_text(r->page, nc_profile_text(p, text), nc_profile_size(p, text));
    }
    NC_PAGE_SAY(r->page, "]");
}

static void say_text_places(const rows *r)
{
    begin_column(r, "text", ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(r->page, nc_page_place(r->page, r->page->profile->lines.source[r->line[i].now]));
    NC_PAGE_SAY(r->page, "\"");
}

/* 1: the line is gone, 2: it is new, 3: it is on both sides */
static void say_sides(const rows *r)
{
    begin_column(r, "sides", ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(r->page, (r->line[i].base ? 1 : 0) + (r->line[i].now ? 2 : 0));
    NC_PAGE_SAY(r->page, "\"");
}

static void say_rows(const rows *r)
{
    static const struct {
        const char *now, *base;
        figures_of *of;
    } figures[] = {{"hits", "base_hits", hits}, {"self", "base_self", self},
                   {"memory", "base_memory", memory}, {"blocks", "base_blocks", blocks}};

    nc_page_add_known(r->page, ",\n\"lines\": {\"count\": ", r->count);
    begin_column(r, "function", ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(r->page, r->number[i]);
    NC_PAGE_SAY(r->page, "\"");
    begin_column(r, "line", ": \"");
    for (uint32_t i = 0; i < r->count; i++)
        nc_page_add_number(r->page, r->profile[side_of(r, i)]->lines.line[line_of(r, i, side_of(r, i))]);
    NC_PAGE_SAY(r->page, "\"");
    if (r->page->diff) {
        say_sides(r);
        say_texts(r);
    } else
        say_text_places(r);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        say_figures(r, figures[i].now, figures[i].of, NC_DIFF_NOW);
        if (r->page->diff)
            say_figures(r, figures[i].base, figures[i].of, NC_DIFF_BASE);
    }
    NC_PAGE_SAY(r->page, "}");
}

ncalls_status nc_page_add_lines(nc_page *page, ncalls_error *error)
{
    const nc_diff *diff = page->diff;
    rows r = {.page = page, .profile = {diff ? diff->profile[0] : NULL, diff ? diff->profile[1] : page->profile}};
    ncalls_status status = NCALLS_OK;

    if ((r.profile[1]->has | (diff ? r.profile[0]->has : 0)) & NCALLS_HAS_LINES)
        status = diff ? collect_pairs(&r, error) : collect(&r, error);
    if (!status && r.count)
        say_rows(&r);
    nc_alloc_free(r.line);
    nc_alloc_free(r.number);
    return status;
}
