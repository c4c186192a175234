/* SPDX-License-Identifier: MIT */
#include "rules/spending.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/sort.h"

static const char family[] = "time.";

/* Rows that stand for no category. */
enum other {
    MY_CODE,
    LIBRARIES,
    STANDARD_LIBRARY,
    BUILTINS,
    UNKNOWN,
    OTHERS,
};

static const char *const titles[OTHERS] = {"my code", "libraries", "standard library", "built-ins", "unknown"};

static bool is_waiting(const char *title)
{
    static const char *const words[] = {"lock", "sleep", "poll", "network", "wait"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], title) == 0)
            return true;
    return false;
}

static enum other other_of(const nc_meaning *m, nc_func f)
{
    nc_file file = m->profile->functions.file[f.at];

    if (m->is_my_file[file.at])
        return MY_CODE;
    switch ((ncalls_class)m->profile->files.class_[file.at]) {
    case NCALLS_CLASS_PACKAGE: return LIBRARIES;
    case NCALLS_CLASS_STDLIB: return STANDARD_LIBRARY;
    case NCALLS_CLASS_BUILTIN: return BUILTINS;
    case NCALLS_CLASS_MINE:
    case NCALLS_CLASS_GENERATED: return LIBRARIES;
    case NCALLS_CLASS_UNKNOWN: break;
    }
    return UNKNOWN;
}

/* [function] its row: a category, or behind these the other kinds. */
static uint16_t *find_rows(const nc_meaning *m)
{
    const nc_lexicon *x = m->lexicon;
    uint16_t *row = nc_alloc_zeroed((size_t)m->profile->functions.count + 1, sizeof *row);

    for (uint32_t f = 1; row && f <= m->profile->functions.count; f++)
        row[f] = (uint16_t)(x->category_count + 1 + (uint32_t)other_of(m, (nc_func){f}));
    for (uint32_t i = 0; row && i < m->count; i++)
        if (strncmp(x->categories[m->rows[i].category.at], family, sizeof family - 1) == 0)
            row[m->rows[i].function.at] = m->rows[i].category.at;
    return row;
}

/* Adds f's self time to its row; what callers had of a built-in goes to theirs. */
static void add(const nc_meaning *m, const uint16_t *row, int64_t *sums, nc_func f)
{
    const nc_edges *e = &m->profile->edges;
    int64_t left = m->profile->functions.self[f.at];
    bool saturated;

    if (row[f.at] == m->lexicon->category_count + 1 + BUILTINS)
        for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
            if (e->self[i] > 0 && e->self[i] <= left) {
                sums[row[e->caller[i].at]] = nc_number_add(sums[row[e->caller[i].at]], e->self[i], &saturated);
                left -= e->self[i];
            }
    sums[row[f.at]] = nc_number_add(sums[row[f.at]], left, &saturated);
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_spending_row *a = left, *b = right;

    (void)payload;
    if (a->self != b->self)
        return a->self > b->self ? -1 : 1;
    return strcmp(a->title, b->title);
}

static bool fill(nc_spending *out, const nc_meaning *m, const int64_t *sums, size_t count)
{
    out->rows = nc_alloc_zeroed(count, sizeof *out->rows);
    for (size_t i = 1; out->rows && i < count; i++) {
        bool category = i <= m->lexicon->category_count;
        const char *title = category ? m->lexicon->categories[i] + sizeof family - 1
                                     : titles[i - m->lexicon->category_count - 1];

        if (sums[i] > 0)
            out->rows[out->count++] = (nc_spending_row){title, sums[i], category && is_waiting(title)};
    }
    if (out->count)
        nc_sort(out->rows, out->count, sizeof *out->rows, compare, NULL);
    return out->rows;
}

ncalls_status nc_spending_sum(nc_spending *out, const nc_meaning *m, ncalls_error *error)
{
    size_t count = (size_t)m->lexicon->category_count + 1 + OTHERS;
    int64_t *sums = nc_alloc_zeroed(count, sizeof *sums);
    uint16_t *row = find_rows(m);
    bool fine = sums && row;

    *out = (nc_spending){0};
    for (uint32_t f = 1; fine && f <= m->profile->functions.count; f++)
        add(m, row, sums, (nc_func){f});
    fine = fine && fill(out, m, sums, count);
    nc_alloc_free(sums);
    nc_alloc_free(row);
    return fine ? NCALLS_OK : nc_fail_memory(error);
}

void nc_spending_reset(nc_spending *spending)
{
    nc_alloc_free(spending->rows);
    *spending = (nc_spending){0};
}
