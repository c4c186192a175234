/* SPDX-License-Identifier: MIT */
/*
 * Many profiles of one service, a request each, by endpoint: how often, how
 * long, how many queries.
 *
 * An endpoint is what the file's name says, as middlewares write it: with the
 * method and path of the request, but for its time and for numbers in the path
 * (GET.books.17.52ms.1700000000.prof is "GET /books/{id}"). Where it says
 * nothing (view.prof), it is my function that took most.
 */
#ifndef NCALLS_ENDPOINTS_H
#define NCALLS_ENDPOINTS_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_endpoints ncalls_endpoints;

/* NULL: no memory. `rules` (NULL: the built-in ones) say what a query is; they must outlive it. */
NCALLS_API ncalls_endpoints *ncalls_endpoints_new(const ncalls_rules *rules);
NCALLS_API void ncalls_endpoints_free(ncalls_endpoints *endpoints); /* NULL is fine */

/* Adds a run. All must measure in one unit. */
NCALLS_API ncalls_status ncalls_endpoints_add(ncalls_endpoints *endpoints, const ncalls_profile *profile,
                                              const char *path, ncalls_error *error);
/* Sums up; nothing may be added after. `passed`: files that could not be added, which reports mention. */
NCALLS_API ncalls_status ncalls_endpoints_finish(ncalls_endpoints *endpoints, size_t passed, ncalls_error *error);

typedef struct ncalls_endpoint {
    const char *name;       /* printable UTF-8 */
    size_t runs;
    int64_t total;          /* of all runs, in the profiles' unit */
    int64_t median, worst;  /* of a run */
    const char *worst_path; /* the file of the worst */
    int64_t queries, queries_most; /* the median and the most of a run; NCALLS_ABSENT if unknown, and below */
    int64_t calls;          /* the median of a run */
} ncalls_endpoint;

/* Row `index`, by falling total; false behind the last. */
NCALLS_API bool ncalls_endpoints_at(const ncalls_endpoints *endpoints, size_t index, ncalls_endpoint *out);
/* The file of run `run` of row `index`, by path; NULL behind the last. */
NCALLS_API const char *ncalls_endpoints_path(const ncalls_endpoints *endpoints, size_t index, size_t run);

#ifdef __cplusplus
}
#endif
#endif
