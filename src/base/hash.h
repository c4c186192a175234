/* SPDX-License-Identifier: MIT */
/*
 * Keyed hashes for tables of names and numbers.
 *
 * The key comes from the system's random source once per process, so nobody can
 * prepare a file whose names all fall into one slot. Nothing that ncalls prints
 * depends on a hash.
 */
#ifndef NC_HASH_H
#define NC_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The process's key; drawn at the first call. */
uint64_t nc_hash_key(void);

/* 64 x 64 -> 128 bit multiply, folded: the mixing step of the wyhash family
 * (Wang Yi, "wyhash", public domain description). */
static inline uint64_t nc_hash_mix(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t nc_hash_load(const unsigned char *p, size_t size)
{
    uint64_t word = 0;

    memcpy(&word, p, size);
    return word;
}

/* Odd constants with 32 bits set each, so that the multiply spreads well. */
#define NC_HASH_A 0xa0761d6478bd642fu
#define NC_HASH_B 0xe7037ed1a0b428dbu

static inline uint64_t nc_hash_bytes(const void *bytes, size_t size, uint64_t key)
{
    const unsigned char *p = bytes;
    uint64_t state = key ^ nc_hash_mix(size ^ NC_HASH_A, key ^ NC_HASH_B);
    uint64_t low, high;

    while (size > 16) {
        state = nc_hash_mix(nc_hash_load(p, 8) ^ NC_HASH_A, nc_hash_load(p + 8, 8) ^ state);
        p += 16;
        size -= 16;
    }
    if (size >= 8) {
        low = nc_hash_load(p, 8);
        high = nc_hash_load(p + size - 8, 8);
    } else if (size >= 4) {
        low = nc_hash_load(p, 4);
        high = nc_hash_load(p + size - 4, 4);
    } else {
        low = size ? (uint64_t)p[0] << 16 | (uint64_t)p[size / 2] << 8 | p[size - 1] : 0;
        high = 0;
    }
    return nc_hash_mix(low ^ NC_HASH_B ^ state, high ^ NC_HASH_A ^ key);
}

static inline uint64_t nc_hash_pair(uint64_t a, uint64_t b, uint64_t key)
{
    return nc_hash_mix(nc_hash_mix(a ^ key, NC_HASH_A) ^ b, NC_HASH_B ^ key);
}

#endif
