/* SPDX-License-Identifier: MIT */
#include "ncalls/nearest.h"

#include <string.h>

/* Longer words are no typing mistakes of ours. */
enum { LONGEST = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that make `a` of
 * `b`; both at most LONGEST. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    size_t width = strlen(b), height = strlen(a);

    for (size_t x = 0; x <= width; x++)
        before[x] = above[x] = x;
    for (size_t y = 1; y <= height; y++) {
        row[0] = y;
        for (size_t x = 1; x <= width; x++) {
            row[x] = least(above[x - 1] + (a[y - 1] != b[x - 1]), least(above[x], row[x - 1]) + 1);
            if (y > 1 && x > 1 && a[y - 1] == b[x - 2] && a[y - 2] == b[x - 1])
                row[x] = least(row[x], before[x - 2] + 1);
        }
        size_t *free_row = before;

        before = above;
        above = row;
        row = free_row;
    }
    return above[width];
}

/* One mistake in three letters is a mistake, more is another word; a beginning
 * (--col) is as good as one mistake. */
void ncalls_nearest_offer(ncalls_nearest *nearest, const char *word)
{
    size_t typed = strlen(nearest->typed), size = strlen(word), found;

    if (typed > LONGEST || size > LONGEST || typed < 2)
        return;
    found = typed < size && strncmp(nearest->typed, word, typed) == 0 ? 1 : distance(nearest->typed, word);
    if (found > (typed + 2) / 3 || found >= size)
        return;
    if (!nearest->best || found < nearest->distance) {
        nearest->best = word;
        nearest->distance = found;
    }
}

void ncalls_nearest_offer_all(ncalls_nearest *nearest, const char *(*words)(size_t index))
{
    for (size_t i = 0; words(i); i++)
        ncalls_nearest_offer(nearest, words(i));
}
