/* SPDX-License-Identifier: MIT */
#include "analyze/pareto.h"

#include <stddef.h>

typedef unsigned __int128 wide;

enum { DIGITS = 8, BUCKETS = 256 };

/* Functions whose self has a certain digit, given the digits above it. */
typedef struct bucket {
    wide sum;
    uint32_t count;
} bucket;

static void fill(bucket *buckets, const nc_functions *f, uint64_t prefix, int digit)
{
    for (uint32_t i = 1; i <= f->count; i++) {
        uint64_t self = (uint64_t)f->self[i];
        bucket *b = &buckets[self >> 8 * digit & 0xff];

        if (f->self[i] <= 0 || (digit < DIGITS - 1 && self >> 8 * (digit + 1) != prefix))
            continue;
        b->sum += self;
        b->count++;
    }
}

/* Takes the most expensive functions until they hold `target`: radix selection,
 * a digit at a time, so that a million functions need no sort. */
static uint32_t count_for(const nc_functions *f, wide target, wide *held)
{
    uint64_t prefix = 0;
    uint32_t taken = 0;

    *held = 0;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
        bucket buckets[BUCKETS] = {0};
        int b = BUCKETS - 1;

        fill(buckets, f, prefix, digit);
        for (; b > 0 && *held + buckets[b].sum < target; b--) {
            *held += buckets[b].sum;
            taken += buckets[b].count;
        }
        prefix = prefix << 8 | (unsigned)b;
    }
    /* `prefix` is now the self of the cheapest one that is needed; several may
     * have the same. */
    while (*held < target) {
        *held += prefix;
        taken++;
    }
    return taken;
}

nc_pareto nc_pareto_find(const ncalls_profile *profile, unsigned percent)
{
    const nc_functions *f = &profile->functions;
    nc_pareto out = {0, 0, 0};
    wide whole = 0, held;

    for (uint32_t i = 1; i <= f->count; i++)
        whole += (uint64_t)(f->self[i] > 0 ? f->self[i] : 0);
    if (!whole)
        return out;
    out.functions = count_for(f, (whole * (percent < 100 ? percent : 100) + 99) / 100, &held);
    out.held = held > INT64_MAX ? INT64_MAX : (int64_t)held;
    out.whole = whole > INT64_MAX ? INT64_MAX : (int64_t)whole;
    return out;
}
