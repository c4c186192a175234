/* SPDX-License-Identifier: MIT */
/*
 * Reads a profile and looks for findings, again and again in one process, for
 * tests/bench/findings.py: the time that findings add is too small a part of a
 * whole program's to be told from noise. A line for each run: processor time of
 * reading and of finding, in nanoseconds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ncalls/ncalls.h"

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static ncalls_status run(const char *path, const ncalls_rules *rules, ncalls_error *error)
{
    ncalls_profile *profile = NULL;
    ncalls_results *results = NULL;
    ncalls_findings *findings = NULL;
    int64_t begin = now(), read;
    ncalls_status status = ncalls_profile_open(&profile, &path, 1, NULL, error);

    read = now();
    if (!status)
        status = ncalls_analyze(&results, profile, NULL, NULL, error);
    if (!status)
        status = ncalls_findings_find(&findings, results, rules, NULL, error);
    if (!status)
        printf("%lld %lld\n", (long long)(read - begin), (long long)(now() - read));
    ncalls_findings_free(findings);
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return status;
}

int main(int argc, char **argv)
{
    ncalls_error error = {0};
    ncalls_rules *rules = NULL;
    ncalls_status status = argc == 3 ? ncalls_rules_open(&rules, NULL, 0, &error) : NCALLS_USAGE;

    for (int i = 0; !status && i < atoi(argv[2]); i++)
        status = run(argv[1], rules, &error);
    if (status)
        fprintf(stderr, "findings FILE RUNS: %s\n", error.message);
    ncalls_rules_free(rules);
    return status ? 2 : 0;
}
