/* SPDX-License-Identifier: MIT */
#include "report/similar.h"

#include <string.h>

enum {
    LONGEST = 64, /* of a word that is compared letter by letter */
};

typedef struct candidate {
    nc_func function;
    unsigned distance;
} candidate;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, neighbours that were swapped counted as one (the
 * restricted form); three rows of the table are enough. */
static unsigned measure(const char *a, size_t a_size, const char *b, size_t b_size)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *two = rows[0], *one = rows[1], *now = rows[2];

    for (size_t j = 0; j <= b_size; j++)
        one[j] = (unsigned)j;
    for (size_t i = 1; i <= a_size; i++) {
        unsigned *swap = two;

        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_size; j++) {
            unsigned change = lower(a[i - 1]) != lower(b[j - 1]);

            now[j] = least(least(one[j], now[j - 1]) + 1, one[j - 1] + change);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], two[j - 2] + 1);
        }
        two = one;
        one = now;
        now = swap;
    }
    return one[b_size];
}

/* A third of the letters may differ. UINT_MAX: not similar. */
static unsigned distance(const char *word, size_t word_size, const char *name, size_t name_size)
{
    size_t longer = word_size > name_size ? word_size : name_size, gap = 2 * longer - word_size - name_size;
    unsigned found;

    if (!word_size || !name_size || longer > LONGEST || gap > longer / 3)
        return UINT32_MAX;
    found = measure(word, word_size, name, name_size);
    return found <= longer / 3 ? found : UINT32_MAX;
}

/* "len" of "<built-in method builtins.len>", "execute" of "<method 'execute' of
 * 'sqlite3.Cursor' objects>"; other names as they are. */
static const char *plain_name(const char *name, size_t *size)
{
    const char *end = name + *size, *begin = name;

    if (*size < 3 || name[0] != '<')
        return name;
    begin = memchr(name, '\'', *size);
    if (begin) {
        end = memchr(begin + 1, '\'', (size_t)(end - begin - 1));
        if (!end)
            return name;
    } else {
        begin = end--;
        while (begin > name && begin[-1] != ' ' && begin[-1] != '.')
            begin--;
        begin--;
    }
    *size = (size_t)(end - begin - 1);
    return begin + 1;
}

static bool comes_before(const ncalls_profile *p, candidate a, candidate b)
{
    const nc_functions *f = &p->functions;

    if (a.distance != b.distance)
        return a.distance < b.distance;
    if (f->total[a.function.at] != f->total[b.function.at])
        return f->total[a.function.at] > f->total[b.function.at];
    return nc_profile_compare(p, a.function, b.function) < 0;
}

/* Keeps the best, one a name. */
static void offer(const ncalls_profile *p, candidate *best, size_t *count, candidate c)
{
    size_t at = *count, same = *count;

    for (size_t i = 0; i < *count; i++)
        if (p->functions.name[best[i].function.at].at == p->functions.name[c.function.at].at)
            same = i;
    if (same < *count) {
        if (comes_before(p, c, best[same]))
            best[same] = c;
        return;
    }
    while (at && comes_before(p, c, best[at - 1]))
        at--;
    if (at == NC_SIMILAR_MOST)
        return;
    if (*count < NC_SIMILAR_MOST)
        ++*count;
    memmove(best + at + 1, best + at, (*count - 1 - at) * sizeof *best);
    best[at] = c;
}

size_t nc_similar_find(const ncalls_profile *p, const char *word, size_t size, nc_func out[NC_SIMILAR_MOST])
{
    candidate best[NC_SIMILAR_MOST];
    size_t count = 0;

    for (uint32_t i = 1; i <= p->functions.count; i++) {
        nc_str id = p->functions.name[i];
        size_t name_size = nc_profile_size(p, id);
        const char *name = plain_name(nc_profile_text(p, id), &name_size);
        candidate c = {{i}, distance(word, size, name, name_size)};

        if (c.distance != UINT32_MAX)
            offer(p, best, &count, c);
    }
    for (size_t i = 0; i < count; i++)
        out[i] = best[i].function;
    return count;
}
