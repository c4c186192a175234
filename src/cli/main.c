/* SPDX-License-Identifier: MIT */
#include <ncalls/ncalls.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    ncalls_profile *p;
    ncalls_error e;
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("ncalls %s\n", ncalls_version());
        return 0;
    }
    if (ncalls_profile_open(&p, (const char *const *)argv + 1, (size_t)argc - 1, NULL, &e)) {
        fprintf(stderr, "ncalls: %s\n", e.message);
        return 2;
    }
    ncalls_totals t = ncalls_profile_totals(p);
    printf("functions %" PRIu32 " edges %" PRIu32 " calls %" PRId64 " primitive %" PRId64 " self %" PRId64 "\n", t.functions, t.edges, t.calls, t.primitive, t.self);
    ncalls_profile_free(p);
    return 0;
}
