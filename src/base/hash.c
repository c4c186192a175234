/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

uint64_t nc_hash_key(void)
{
    static uint64_t key;

    if (!key) {
        uint64_t drawn = 0;

        /* Without a random source (a sandbox may forbid it) an address and the
         * clock still differ from run to run. */
        if (getrandom(&drawn, sizeof drawn, GRND_NONBLOCK) != (ssize_t)sizeof drawn)
            drawn = nc_hash_mix((uint64_t)(uintptr_t)&drawn ^ NC_HASH_A, (uint64_t)time(NULL) ^ (uint64_t)getpid());
        __atomic_store_n(&key, drawn | 1, __ATOMIC_RELAXED);
    }
    return key;
}
