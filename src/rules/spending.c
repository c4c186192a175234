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

static enum other other_of(const nc_meaning *m, nc_file file)
{
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

static void mark_categories(const nc_meaning *m, uint16_t *of)
{
    for (uint32_t c = 1; c <= m->lexicon->category_count; c++)
        if (strncmp(m->lexicon->categories[c], family, sizeof family - 1) == 0)
            for (uint32_t i = m->begin[c]; i < m->begin[c + 1]; i++)
                of[m->rows[i].function.at] = (uint16_t)c;
}

uint16_t *nc_spending_categories(const nc_meaning *m)
{
    uint16_t *of = nc_alloc_zeroed((size_t)m->profile->functions.count + 1, sizeof *of);

    if (of)
        mark_categories(m, of);
    return of;
}

const char *nc_spending_title(const nc_lexicon *lexicon, uint16_t category)
{
    const char *name = lexicon->categories[category];

    return strncmp(name, family, sizeof family - 1) == 0 ? name + sizeof family - 1 : name;
}

/* [function] its row: a category, or behind these the other kinds. */
static uint16_t *find_rows(const nc_meaning *m)
{
    const ncalls_profile *p = m->profile;
    const nc_lexicon *x = m->lexicon;
    uint16_t *row = nc_alloc((p->functions.count + (size_t)1) * sizeof *row);
    uint16_t *of_file = nc_alloc_zeroed((size_t)p->files.count + 1, sizeof *of_file);

    for (uint32_t i = 0; of_file && i <= p->files.count; i++)
        of_file[i] = (uint16_t)(x->category_count + 1 + (uint32_t)other_of(m, (nc_file){i}));
    for (uint32_t f = 0; row && of_file && f <= p->functions.count; f++)
        row[f] = of_file[p->functions.file[f].at];
    if (row)
        mark_categories(m, row);
    if (!of_file) {
        nc_alloc_free(row);
        row = NULL;
    }
    nc_alloc_free(of_file);
    return row;
}

/* What callers had of it goes to their rows, the rest to its own. */
static void add_builtin(const nc_meaning *m, const uint16_t *row, int64_t *sums, nc_func f)
{
    const nc_edges *e = &m->profile->edges;
    int64_t left = m->profile->functions.self[f.at];
    bool saturated;

    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (e->self[i] > 0 && e->self[i] <= left) {
            int64_t *sum = &sums[row[e->caller[i].at]];

            *sum = nc_number_add(*sum, e->self[i], &saturated);
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
        const char *title = category ? nc_spending_title(m->lexicon, (uint16_t)i)
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
    const nc_functions *functions = &m->profile->functions;
    uint16_t builtins = (uint16_t)(m->lexicon->category_count + 1 + BUILTINS);
    bool fine = sums && row, saturated;

    *out = (nc_spending){0};
    for (uint32_t f = 1; fine && f <= functions->count; f++)
        if (row[f] == builtins)
            add_builtin(m, row, sums, (nc_func){f});
        else
            sums[row[f]] = nc_number_add(sums[row[f]], functions->self[f], &saturated);
    fine = fine && fill(out, m, sums, count);
    nc_alloc_free(sums);
    nc_alloc_free(row);
    return fine ? NCALLS_OK : nc_fail_memory(error);
}

int64_t nc_spending_busy(const nc_spending *spending)
{
    int64_t busy = 0;
    bool saturated;

    for (uint32_t i = 0; i < spending->count; i++)
        if (!spending->rows[i].waits)
            busy = nc_number_add(busy, spending->rows[i].self, &saturated);
    return busy;
}

void nc_spending_reset(nc_spending *spending)
{
    nc_alloc_free(spending->rows);
    *spending = (nc_spending){0};
}
