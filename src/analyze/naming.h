/* SPDX-License-Identifier: MIT */
/*
 * How a function is shown: as pstats does it, file:line(name), with the file
 * as short as it still says where the function lives.
 *
 *     {method 'execute' of 'sqlite3.Cursor' objects}   built-in, written in C
 *     django/db/models/query.py:87(__iter__)           below site-packages
 *     json/decoder.py:332(decode)                      standard library
 *     books/views.py:6(serialize)                      mine: below what all my files share
 *
 * Nothing is copied and nothing is escaped: the parts point into the profile.
 */
#ifndef NC_NAMING_H
#define NC_NAMING_H

#include "analyze/results.h"
#include "base/text.h"
#include "model/profile.h"

typedef struct nc_naming {
    const ncalls_profile *profile;
    const char *prefix; /* taken off the front of paths, "" = none */
    const char *common; /* the directory that all my files share, with its last separator */
    size_t common_size;
} nc_naming;

typedef enum nc_naming_form {
    NC_NAMING_PLACE,  /* path:line(name) */
    NC_NAMING_FILE,   /* path(name): the line is not known */
    NC_NAMING_BRACED, /* {name} */
    NC_NAMING_BARE,   /* name */
} nc_naming_form;

typedef struct nc_naming_parts {
    nc_naming_form form;
    const char *path; /* shortened */
    size_t path_size;
    int32_t line;
    const char *name; /* without the < > of a built-in that is shown in braces */
    size_t name_size;
} nc_naming_parts;

void nc_naming_init(nc_naming *naming, const ncalls_results *results);

/* How much to take off a path: the user's prefix and a separator that follows it; never
 * all of the path, and only at the end of a component. */
size_t nc_naming_prefix(const char *prefix, const char *path, size_t size);

nc_naming_parts nc_naming_of(const nc_naming *naming, nc_func function);

/* The shortened path of a file. */
const char *nc_naming_path(const nc_naming *naming, nc_file file, size_t *size);

/* All of it, unescaped and uncut, for comparing with what a user typed. */
void nc_naming_add(nc_text *text, const nc_naming *naming, nc_func function);

#endif
