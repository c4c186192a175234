/* SPDX-License-Identifier: MIT */
/*
 * Only walks the tokens of a marshal file, in blocks, and adds up what they
 * hold: the least that reading a .prof can cost, for tests/bench/pstats.py.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "codec/marshal.h"

/* LONGEST: of a token; a .prof's names are shorter. */
enum { BLOCK = 256 << 10, LONGEST = 4096 };

typedef struct sums {
    uint64_t tokens, ints;
    double floats;
} sums;

/* Behind the token at `p`; NULL: not a type of a .prof. */
static const unsigned char *walk(const unsigned char *p, sums *s)
{
    s->tokens++;
    switch (p[0] & 0x7f) {
    case 'i':
    case 'r': s->ints += nc_marshal_load32(p + 1); return p + 5;
    case 'g': s->floats += nc_marshal_load_double(p + 1); return p + 9;
    case ')': return p + 2;
    case '{':
    case '0': return p + 1;
    case 'z':
    case 'Z': return p + 2 + p[1];
    case 'a':
    case 'u': return p + 5 + nc_marshal_load32(p + 1);
    default: return NULL;
    }
}

static bool walk_all(int descriptor, sums *s)
{
    static unsigned char block[BLOCK + LONGEST];
    size_t left = 0;
    ssize_t n;

    do {
        const unsigned char *p = block;
        size_t safe;

        n = read(descriptor, block + left, BLOCK - left);
        left += n > 0 ? (size_t)n : 0;
        safe = n > 0 && left > LONGEST ? left - LONGEST : 0; /* more is to come: no token is cut */
        if (n == 0)
            safe = left;
        while (p && p < block + safe)
            p = walk(p, s);
        if (!p || p > block + left)
            return false;
        left -= (size_t)(p - block);
        memmove(block, p, left);
    } while (n > 0);
    return n == 0;
}

int main(int argc, char **argv)
{
    sums s = {0};
    int descriptor = argc == 2 ? open(argv[1], O_RDONLY) : -1;

    if (descriptor < 0 || !walk_all(descriptor, &s)) {
        fprintf(stderr, "usage: tokens FILE.prof\n");
        return 1;
    }
    close(descriptor);
    printf("%llu tokens, %llu, %g\n", (unsigned long long)s.tokens, (unsigned long long)s.ints, s.floats);
    return 0;
}
