/* SPDX-License-Identifier: MIT */
/*
 * `ncalls report FILE... --format pstats` many times in one process, for
 * tests/oracle/pstats-parity.py: starting a program for each of thousands of
 * cases would take most of the time.
 *
 * A job is a line of fields with \x1f between them: file=PATH, sort=KEY,
 * restrict=R (each any number of times), table=stats|callers|callees, limit=N,
 * reverse, strip. The answer is a line "STATUS SIZE" and then SIZE bytes: the
 * output, or where STATUS is not 0 the message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ncalls/ncalls.h"

enum { MOST = 64 };

typedef struct job {
    const char *files[MOST], *sort[MOST], *restrictions[MOST];
    size_t file_count, sort_count, restriction_count;
    ncalls_write_options options;
} job;

/* The profile of the last job, which the next one often asks about, too. */
static ncalls_profile *profile;
static ncalls_results *results;
static char loaded[1 << 16];

static void push(const char **items, size_t *count, const char *value)
{
    if (*count == MOST) {
        fputs("too many fields\n", stderr);
        exit(2);
    }
    items[(*count)++] = value;
}

static void take_field(job *j, const char *field)
{
    const char *value = strchr(field, '=');

    value = value ? value + 1 : "";
    if (strncmp(field, "file=", 5) == 0) {
        push(j->files, &j->file_count, value);
    } else if (strncmp(field, "sort=", 5) == 0) {
        push(j->sort, &j->sort_count, value);
    } else if (strncmp(field, "restrict=", 9) == 0) {
        push(j->restrictions, &j->restriction_count, value);
    } else if (strncmp(field, "table=", 6) == 0) {
        j->options.table = strcmp(value, "callers") == 0   ? NCALLS_PSTATS_CALLERS
                           : strcmp(value, "callees") == 0 ? NCALLS_PSTATS_CALLEES
                                                           : NCALLS_PSTATS_STATS;
    } else if (strncmp(field, "limit=", 6) == 0) {
        j->options.limit = atol(value);
    } else if (strcmp(field, "reverse") == 0) {
        j->options.reverse = true;
    } else if (strcmp(field, "strip") == 0) {
        j->options.strip_dirs = true;
    } else {
        fprintf(stderr, "unknown field: %s\n", field);
        exit(2);
    }
}

static ncalls_status load(const job *j, ncalls_error *error)
{
    ncalls_read_options options = {.keep = NCALLS_KEEP_VERBATIM};
    char names[sizeof loaded] = "";
    size_t used = 0;
    ncalls_status status;

    for (size_t i = 0; i < j->file_count; i++)
        used += (size_t)snprintf(names + used, used < sizeof names ? sizeof names - used : 0, "%s\n", j->files[i]);
    if (strcmp(names, loaded) == 0 && results)
        return NCALLS_OK;
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    results = NULL;
    profile = NULL;
    memcpy(loaded, names, sizeof loaded);
    status = ncalls_profile_open(&profile, j->files, j->file_count, &options, error);
    return status ? status : ncalls_analyze(&results, profile, NULL, NULL, error);
}

static void run(job *j)
{
    ncalls_error error = {0};
    char *bytes = NULL;
    size_t size = 0;
    ncalls_status status = load(j, &error);

    j->options.sort = j->sort;
    j->options.sort_count = j->sort_count;
    j->options.restrictions = j->restrictions;
    j->options.restriction_count = j->restriction_count;
    if (!status)
        status = ncalls_write_memory(results, "pstats", &bytes, &size, &j->options, &error);
    printf("%d %zu\n", (int)status, status ? strlen(error.message) : size);
    fwrite(status ? error.message : bytes, 1, status ? strlen(error.message) : size, stdout);
    fflush(stdout);
    ncalls_free(bytes);
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;

    while ((size = getline(&line, &room, stdin)) > 0) {
        job j = {0};

        if (line[size - 1] == '\n')
            line[size - 1] = '\0';
        for (char *field = line; field;) {
            char *next = strchr(field, '\x1f');

            if (next)
                *next++ = '\0';
            take_field(&j, field);
            field = next;
        }
        run(&j);
    }
    free(line);
    ncalls_results_free(results);
    ncalls_profile_free(profile);
    return 0;
}
