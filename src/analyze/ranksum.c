/* SPDX-License-Identifier: MIT */
#include "analyze/ranksum.h"

#include <math.h>
#include <stdbool.h>

#include "base/alloc.h"
#include "base/sort.h"

enum { EXACT_MOST = 50, TIED_MOST = 25 /* measurements of one side */ };

/* Ranks are counted double, so that those of equal values are whole. */
typedef struct ranking {
    uint32_t *ranks;       /* [value] of both sets together, rising */
    size_t count, a_count; /* a_count: of the set whose ranks are summed */
    uint64_t sum;          /* of a's ranks */
    double ties;           /* the sum of t^3 - t over groups of t equal values */
} ranking;

static int by_value(const void *one, const void *two, void *payload)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)two;

    (void)payload;
    return (a > b) - (a < b);
}

/* Merges the sets, group of equal values by group. */
static void rank(ranking *r, const int64_t *a, size_t a_count, const int64_t *b, size_t b_count)
{
    size_t i = 0, j = 0;

    while (i < a_count || j < b_count) {
        int64_t value = j == b_count || (i < a_count && a[i] < b[j]) ? a[i] : b[j];
        size_t from_a = i, begin = i + j, size;

        while (i < a_count && a[i] == value)
            i++;
        while (j < b_count && b[j] == value)
            j++;
        size = i + j - begin;
        for (size_t k = 0; k < size; k++)
            r->ranks[begin + k] = (uint32_t)(2 * begin + size + 1);
        r->sum += (uint64_t)(i - from_a) * (2 * begin + size + 1);
        r->ties += (double)size * (double)size * (double)size - (double)size;
    }
}

/* Ways to choose so many of the ranks, by their sum; sums above `most` are not counted. */
static double *count_ways(const ranking *r, size_t most)
{
    double *ways = nc_alloc_zeroed((r->a_count + 1) * (most + 1), sizeof *ways);

    if (!ways)
        return NULL;
    ways[0] = 1;
    for (size_t i = 0; i < r->count; i++)
        for (size_t k = i < r->a_count ? i + 1 : r->a_count; k; k--)
            for (size_t sum = most + 1; sum-- > r->ranks[i];)
                ways[k * (most + 1) + sum] += ways[(k - 1) * (most + 1) + sum - r->ranks[i]];
    return ways;
}

static double choose(size_t n, size_t k)
{
    double ways = 1;

    for (size_t i = 1; i <= k; i++)
        ways = ways * (double)(n - k + i) / (double)i;
    return ways;
}

/* Twice the tail on which the sum lies. The greater tail of the ranks is the
 * lesser one of the ranks turned round. */
static double test_exactly(ranking *r)
{
    uint64_t mean = (uint64_t)r->a_count * (r->count + 1);
    double *ways, tail = 0;

    if (r->sum > mean) {
        for (size_t i = 0; i < r->count; i++)
            r->ranks[i] = (uint32_t)(2 * (r->count + 1) - r->ranks[i]);
        r->sum = 2 * mean - r->sum;
    }
    ways = count_ways(r, (size_t)r->sum);
    if (!ways)
        return NC_RANKSUM_MEMORY;
    for (size_t sum = 0; sum <= r->sum; sum++)
        tail += ways[r->a_count * ((size_t)r->sum + 1) + sum];
    nc_alloc_free(ways);
    tail = 2 * tail / choose(r->count, r->a_count);
    return tail > 1 ? 1 : tail;
}

/* With the corrections for ties and for continuity. */
static double test_normally(const ranking *r)
{
    double n = (double)r->count, a = (double)r->a_count, b = n - a;
    double distance = fabs((double)r->sum - a * (n + 1)) / 2 - 0.5;
    double variance = a * b / 12 * (n + 1 - r->ties / (n * (n - 1)));

    return distance <= 0 ? 1 : erfc(distance / sqrt(2 * variance));
}

double nc_ranksum_test(int64_t *a, size_t a_count, int64_t *b, size_t b_count)
{
    size_t greater = a_count > b_count ? a_count : b_count;
    ranking r = {.count = a_count + b_count, .a_count = a_count};
    double p;

    if (!a_count || !b_count)
        return NC_RANKSUM_NONE;
    nc_sort(a, a_count, sizeof *a, by_value, NULL);
    nc_sort(b, b_count, sizeof *b, by_value, NULL);
    if (a[0] == a[a_count - 1] && b[0] == b[b_count - 1] && a[0] == b[0])
        return NC_RANKSUM_NONE;
    if (greater <= TIED_MOST && (a[a_count - 1] < b[0] || b[b_count - 1] < a[0]))
        return 2 / choose(r.count, a_count); /* nothing can be farther apart */
    r.ranks = nc_alloc(r.count * sizeof *r.ranks);
    if (!r.ranks)
        return NC_RANKSUM_MEMORY;
    rank(&r, a, a_count, b, b_count);
    p = greater <= TIED_MOST || (greater <= EXACT_MOST && r.ties == 0) ? test_exactly(&r) : test_normally(&r);
    nc_alloc_free(r.ranks);
    return p;
}

bool nc_ranksum_can(size_t a_count, size_t b_count)
{
    return a_count && b_count &&
           (a_count + b_count > 2 * TIED_MOST || 2 / choose(a_count + b_count, a_count) < NC_RANKSUM_ALPHA);
}
