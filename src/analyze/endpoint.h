/* SPDX-License-Identifier: MIT */
/*
 * What a profile's file name says of the request that it is of:
 *
 *     GET.books.17.52ms.1700000000.prof     werkzeug's ProfilerMiddleware   GET /books/{id}
 *     books.17.000052ms.1700000000.prof     django-extensions               /books/{id}
 *     books_17_0b5f…-….prof                 django-silk                     books_{id}
 *     view.prof, view (3).prof              django-cprofile-middleware      (nothing)
 *     test_books.prof                       pytest-profiling                test_books
 */
#ifndef NC_ENDPOINT_H
#define NC_ENDPOINT_H

#include <stdbool.h>

#include "base/text.h"

/* Adds the endpoint, printable; false: the name says nothing. */
bool nc_endpoint_of_path(nc_text *out, const char *path, size_t size);

#endif
