/* SPDX-License-Identifier: MIT */
/*
 * Small profiles written down as text, for unit tests:
 *
 *     f LABEL calls primitive self total
 *     e CALLER CALLEE calls primitive self total
 *
 * A label is "main" (line 1 of /srv/app.py) or "file:line(name)", with a + for
 * each space; "-" stands for an absent number. Functions may be used before they have a row.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/builder.h"
#include "model/check.h"

enum { SAMPLE_HAS = NCALLS_HAS_CALLS | NCALLS_HAS_EDGES | NCALLS_HAS_TIME };

static inline nc_func sample_function(nc_builder *b, const char *label)
{
    const char *open = strchr(label, '('), *colon = open ? memrchr(label, ':', (size_t)(open - label)) : NULL;
    nc_str file, name;

    if (!open || !colon) {
        file = nc_builder_string(b, "/srv/app.py", 11);
        return nc_builder_function(b, file, 1, nc_builder_string(b, label, strlen(label)));
    }
    file = nc_builder_string(b, label, (size_t)(colon - label));
    name = nc_builder_string(b, open + 1, strlen(open) - 2);
    return nc_builder_function(b, file, atoi(colon + 1), name);
}

static inline int64_t sample_number(const char *text)
{
    return strcmp(text, "-") == 0 ? NCALLS_ABSENT : strtoll(text, NULL, 10);
}

static inline void sample_line(nc_builder *b, char *line)
{
    char *word[7] = {NULL}, *rest = NULL;
    int n = 0;

    for (char *p = strtok_r(line, " ", &rest); p && n < 7; p = strtok_r(NULL, " ", &rest)) {
        word[n++] = p;
        for (char *plus = strchr(p, '+'); plus; plus = strchr(plus, '+'))
            *plus = ' ';
    }
    if (n == 6 && *word[0] == 'f') {
        nc_builder_add_calls(b, sample_function(b, word[1]), sample_number(word[2]), sample_number(word[3]),
                             sample_number(word[4]), sample_number(word[5]));
    } else if (n == 7 && *word[0] == 'e') {
        nc_func caller = sample_function(b, word[1]), callee = sample_function(b, word[2]);

        nc_builder_add_edge(b, (nc_edge_row){caller, callee, sample_number(word[3]), sample_number(word[4]),
                                             sample_number(word[5]), sample_number(word[6])});
    } else if (n) {
        fail_msg("not a line of a sample: %s", word[0]);
    }
}

static inline ncalls_profile *sample_finish(nc_builder *b)
{
    ncalls_profile *p = NULL;
    ncalls_error error = {0};

    if (nc_builder_finish(b, &p, &error) != NCALLS_OK || nc_check_profile(p, &error) != NCALLS_OK)
        fail_msg("%s", error.message);
    nc_builder_free(b);
    return p;
}

static inline ncalls_profile *sample_profile_with(unsigned has, const char *text)
{
    nc_builder *b = nc_builder_new(0);
    char *copy = strdup(text), *rest = NULL;

    assert_non_null(b);
    nc_builder_begin_source(b, "sample", "pstats", 0);
    nc_builder_declare(b, has, NCALLS_UNIT_NANOSECONDS);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        sample_line(b, line);
    free(copy);
    return sample_finish(b);
}

static inline ncalls_profile *sample_profile(const char *text)
{
    return sample_profile_with(SAMPLE_HAS, text);
}

/* The function with this label; the test fails if there is none. */
static inline nc_func sample_find(const ncalls_profile *p, const char *label)
{
    for (uint32_t i = 1; i <= p->functions.count; i++) {
        nc_str path = nc_profile_path(p, (nc_func){i}), name = p->functions.name[i];
        char shown[512];

        if (strcmp(nc_profile_text(p, path), "/srv/app.py") == 0 && p->functions.line[i] == 1)
            snprintf(shown, sizeof shown, "%s", nc_profile_text(p, name));
        else
            snprintf(shown, sizeof shown, "%s:%d(%s)", nc_profile_text(p, path), (int)p->functions.line[i],
                     nc_profile_text(p, name));
        if (strcmp(shown, label) == 0)
            return (nc_func){i};
    }
    fail_msg("the profile has no %s", label);
    return (nc_func){0};
}

/* The edge between two labels, 0 if there is none. */
static inline nc_edge sample_edge(const ncalls_profile *p, const char *caller, const char *callee)
{
    return nc_profile_find_edge(p, sample_find(p, caller), sample_find(p, callee));
}

/* Each allocation of `call` fails in turn, until none does: it must say so, and
 * the sanitizer looks for leaks. `reset` frees what a good end leaves. */
#define SAMPLE_WITHOUT_MEMORY(call, reset)                                                                             \
    do {                                                                                                               \
        ncalls_status status_ = NCALLS_MEMORY;                                                                         \
        long n_ = 0;                                                                                                   \
                                                                                                                       \
        for (; status_ == NCALLS_MEMORY && n_ < 500; n_++) {                                                           \
            nc_alloc_fail_after(n_, true);                                                                             \
            status_ = (call);                                                                                          \
            nc_alloc_fail_after(-1, false);                                                                            \
        }                                                                                                              \
        assert_int_equal(status_, NCALLS_OK);                                                                          \
        assert_true(n_ > 1);                                                                                           \
        reset;                                                                                                         \
    } while (0)

/* Reproducible pseudo-random numbers (xorshift64*). */
static inline uint32_t sample_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 2685821657736338717u) >> 32);
}

#endif
