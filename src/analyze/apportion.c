/* SPDX-License-Identifier: MIT */
#include "analyze/apportion.h"

#include <string.h>

#include "base/alloc.h"
#include "base/sort.h"

typedef unsigned __int128 wide;

typedef struct rest {
    wide remainder; /* of amount * weight / sum */
    uint32_t at;
} rest;

typedef struct ties {
    nc_apportion_tie *tie;
    const void *payload;
} ties;

static int compare(const void *left, const void *right, void *payload)
{
    const rest *a = left, *b = right;
    const ties *t = payload;
    int order = (b->remainder > a->remainder) - (b->remainder < a->remainder);

    if (!order && t->tie)
        order = t->tie(t->payload, a->at, b->at);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* A function has few callers as a rule; a general sort costs more than that. */
static void sort(rest *rests, uint32_t count, ties *t)
{
    if (count > 16) {
        nc_sort(rests, count, sizeof *rests, compare, t);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        rest moved = rests[i];
        uint32_t j = i;

        for (; j && compare(&moved, &rests[j - 1], t) < 0; j--)
            rests[j] = rests[j - 1];
        rests[j] = moved;
    }
}

/* Rounds all shares down; what is left to give is less than the number of
 * rests. The division of 128 bits is slow and seldom needed. */
static uint64_t round_down(int64_t *shares, rest *rests, uint32_t *rest_count, uint64_t amount, wide sum,
                           const int64_t *weights, uint32_t count)
{
    uint64_t left = amount;

    *rest_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        wide product = (wide)amount * (uint64_t)(weights[i] > 0 ? weights[i] : 0), remainder;
        uint64_t share;

        if (!product) {
            shares[i] = 0;
            continue;
        }
        if (product >> 64 || sum >> 64) {
            share = (uint64_t)(product / sum);
            remainder = product % sum;
        } else {
            share = (uint64_t)product / (uint64_t)sum;
            remainder = (uint64_t)product % (uint64_t)sum;
        }
        shares[i] = (int64_t)share;
        left -= share;
        if (remainder)
            rests[(*rest_count)++] = (rest){remainder, i};
    }
    return left;
}

bool nc_apportion(int64_t *shares, int64_t amount, const int64_t *weights, uint32_t count, nc_apportion_tie *tie,
                  const void *payload)
{
    uint64_t size = amount < 0 ? -(uint64_t)amount : (uint64_t)amount, left;
    rest few[16], *rests = few;
    ties t = {tie, payload};
    uint32_t rest_count;
    wide sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += (uint64_t)(weights[i] > 0 ? weights[i] : 0);
    if (!sum) {
        memset(shares, 0, count * sizeof *shares);
        return true;
    }
    if (count > sizeof few / sizeof *few)
        rests = nc_alloc_zeroed(count, sizeof *rests);
    if (!rests)
        return false;
    left = round_down(shares, rests, &rest_count, size, sum, weights, count);
    if (left)
        sort(rests, rest_count, &t);
    for (uint64_t i = 0; i < left; i++)
        shares[rests[i].at]++;
    if (amount < 0)
        for (uint32_t i = 0; i < count; i++)
            shares[i] = (int64_t) - (uint64_t)shares[i];
    if (rests != few)
        nc_alloc_free(rests);
    return true;
}

int64_t nc_apportion_scale(int64_t amount, int64_t numerator, int64_t denominator)
{
    wide scaled;

    if (denominator <= 0)
        return amount;
    scaled = ((wide)(uint64_t)amount * (uint64_t)numerator + (uint64_t)denominator / 2) / (uint64_t)denominator;
    return scaled > INT64_MAX ? INT64_MAX : (int64_t)scaled;
}
