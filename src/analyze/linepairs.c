/* SPDX-License-Identifier: MIT */
#include "analyze/linepairs.h"

#include <string.h>

#include "base/alloc.h"

/* Cells of one table, and of all: beyond them lines are paired at both ends only. */
enum { CELLS = 1 << 20, ALL_CELLS = 1 << 26 };

/* The lines of one function on one side. */
typedef struct part {
    const ncalls_profile *profile;
    uint32_t first, count;
    int32_t def; /* where the function begins */
} part;

typedef struct work {
    const nc_diff *diff;
    uint32_t *begin[NC_DIFF_SIDES]; /* [function] its first line, 0 = none */
    uint16_t *cells;                /* [base][now] the longest sequence from there on */
    uint64_t cells_left;
    part of[NC_DIFF_SIDES];
    nc_linepairs_row *rows;
    uint32_t count;
} work;

/* Without the blanks around it: what was indented is the same. */
static const char *text_of(const part *p, uint32_t at, size_t *size)
{
    nc_str text = p->profile->lines.source[p->first + at];
    const char *bytes = nc_profile_text(p->profile, text);

    *size = nc_profile_size(p->profile, text);
    while (*size && (*bytes == ' ' || *bytes == '\t')) {
        bytes++;
        --*size;
    }
    while (*size && (bytes[*size - 1] == ' ' || bytes[*size - 1] == '\t'))
        --*size;
    return bytes;
}

static int64_t place_of(const part *p, uint32_t at)
{
    return (int64_t)p->profile->lines.line[p->first + at] - p->def;
}

static bool is_same(const work *w, uint32_t a, uint32_t b)
{
    const part *base = &w->of[NC_DIFF_BASE], *now = &w->of[NC_DIFF_NOW];
    size_t size, other;
    const char *text = text_of(base, a, &size), *other_text = text_of(now, b, &other);

    if (!size || !other)
        return place_of(base, a) == place_of(now, b);
    return size == other && memcmp(text, other_text, size) == 0;
}

static void put(work *w, bool has_base, uint32_t a, bool has_now, uint32_t b)
{
    w->rows[w->count++] = (nc_linepairs_row){has_base ? w->of[NC_DIFF_BASE].first + a : 0,
                                             has_now ? w->of[NC_DIFF_NOW].first + b : 0};
}

/* Between two pairs: as many lines were edited, else the old ones went and the new ones came. */
static void put_gap(work *w, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    bool edited = a_end - a == b_end - b;

    for (uint32_t i = a; i < a_end; i++)
        put(w, true, i, edited, b + (i - a));
    for (uint32_t i = b; i < b_end && !edited; i++)
        put(w, false, 0, true, i);
}

/* Row by row from the end, as Wagner and Fischer have it. */
static void fill(work *w, uint32_t a, uint32_t rows, uint32_t b, uint32_t columns)
{
    size_t width = (size_t)columns + 1;

    memset(w->cells, 0, width * (rows + (size_t)1) * sizeof *w->cells);
    for (uint32_t i = rows; i-- > 0;)
        for (uint32_t k = columns; k-- > 0;) {
            uint16_t *cell = &w->cells[i * width + k];

            if (is_same(w, a + i, b + k))
                *cell = (uint16_t)(cell[width + 1] + 1);
            else
                *cell = cell[width] > cell[1] ? cell[width] : cell[1];
        }
}

/* What is between the ends that are the same. */
static void pair_middle(work *w, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    uint64_t need = (uint64_t)(a_end - a + 1) * (b_end - b + 1);
    uint32_t rows = a_end - a, columns = b_end - b, i = 0, k = 0, from = a, to = b;
    size_t width = (size_t)columns + 1;

    if (!rows || !columns || need > CELLS || need > w->cells_left) {
        put_gap(w, a, a_end, b, b_end);
        return;
    }
    w->cells_left -= need;
    fill(w, a, rows, b, columns);
    while (i < rows && k < columns) {
        const uint16_t *cell = &w->cells[i * width + k];

        if (is_same(w, a + i, b + k)) {
            put_gap(w, from, a + i, to, b + k);
            put(w, true, a + i, true, b + k);
            from = a + ++i;
            to = b + ++k;
        } else if (cell[width] >= cell[1])
            i++;
        else
            k++;
    }
    put_gap(w, from, a_end, to, b_end);
}

static void pair_lines(work *w)
{
    uint32_t a_end = w->of[NC_DIFF_BASE].count, b_end = w->of[NC_DIFF_NOW].count, first = 0, last = 0;

    while (first < a_end && first < b_end && is_same(w, first, first))
        first++;
    while (last < a_end - first && last < b_end - first && is_same(w, a_end - last - 1, b_end - last - 1))
        last++;
    for (uint32_t i = 0; i < first; i++)
        put(w, true, i, true, i);
    pair_middle(w, first, a_end - last, first, b_end - last);
    for (uint32_t i = last; i > 0; i--)
        put(w, true, a_end - i, true, b_end - i);
}

/* Lines stand by function. */
static uint32_t *find_begins(const ncalls_profile *p)
{
    uint32_t *begin = nc_alloc_zeroed((size_t)p->functions.count + 1, sizeof *begin);

    for (uint32_t i = p->lines.count; begin && i; i--)
        begin[p->lines.function[i].at] = i;
    return begin;
}

static part lines_of(const work *w, unsigned side, nc_func f)
{
    const ncalls_profile *p = w->diff->profile[side];
    part found = {.profile = p, .def = p->functions.line[f.at]};

    found.first = f.at ? w->begin[side][f.at] : 0;
    while (found.first && found.first + found.count <= p->lines.count &&
           p->lines.function[found.first + found.count].at == f.at)
        found.count++;
    return found;
}

static void pair_all(work *w, uint32_t *begin)
{
    const nc_pairing *pairing = &w->diff->pairing;

    for (uint32_t row = 1; row <= pairing->count; row++) {
        begin[row] = w->count;
        w->of[NC_DIFF_BASE] = lines_of(w, NC_DIFF_BASE, pairing->rows[row].base);
        w->of[NC_DIFF_NOW] = lines_of(w, NC_DIFF_NOW, pairing->rows[row].now);
        pair_lines(w);
    }
    begin[pairing->count + 1] = w->count;
}

ncalls_status nc_linepairs_make(nc_linepairs *out, const nc_diff *diff, ncalls_error *error)
{
    const ncalls_profile *base = diff->profile[NC_DIFF_BASE], *now = diff->profile[NC_DIFF_NOW];
    work w = {.diff = diff, .cells_left = ALL_CELLS};
    bool has_room;

    w.begin[NC_DIFF_BASE] = find_begins(base);
    w.begin[NC_DIFF_NOW] = find_begins(now);
    w.cells = nc_alloc(CELLS * sizeof *w.cells);
    w.rows = out->rows = nc_alloc((base->lines.count + (size_t)now->lines.count + 1) * sizeof *out->rows);
    out->begin = nc_alloc_zeroed(diff->pairing.count + (size_t)2, sizeof *out->begin);
    has_room = w.begin[NC_DIFF_BASE] && w.begin[NC_DIFF_NOW] && w.cells && w.rows && out->begin;
    if (has_room)
        pair_all(&w, out->begin);
    nc_alloc_free(w.begin[NC_DIFF_BASE]);
    nc_alloc_free(w.begin[NC_DIFF_NOW]);
    nc_alloc_free(w.cells);
    return has_room ? NCALLS_OK : nc_fail_memory(error);
}

void nc_linepairs_reset(nc_linepairs *pairs)
{
    nc_alloc_free(pairs->rows);
    nc_alloc_free(pairs->begin);
    *pairs = (nc_linepairs){0};
}
