/* SPDX-License-Identifier: MIT */
/*
 * `ncalls report FILE --format json` with the call tree kept, for oracles that
 * compare whole stacks: tables do without it, so that the program keeps it only
 * for what draws it. With several files: one document a line each.
 */
#include <stdio.h>

#include "ncalls/ncalls.h"

static ncalls_status show(const char *path, ncalls_error *error)
{
    ncalls_read_options options = {.keep = NCALLS_KEEP_STACKS};
    ncalls_profile *profile = NULL;
    ncalls_results *results = NULL;
    ncalls_status status = ncalls_profile_open(&profile, &path, 1, &options, error);

    if (!status)
        status = ncalls_analyze(&results, profile, NULL, NULL, error);
    if (!status)
        status = ncalls_write(results, "json", "-", NULL, error);
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return status;
}

int main(int argc, char **argv)
{
    ncalls_error error;

    for (int i = 1; i < argc; i++)
        if (show(argv[i], &error)) {
            fprintf(stderr, "%s\n", error.message);
            return 2;
        }
    return 0;
}
