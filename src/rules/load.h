/* SPDX-License-Identifier: MIT */
/*
 * YAML to a lexicon, strictly: a word that nobody knows is a mistake, and the
 * sentence about it has file, line, column and the nearest word that is known.
 *
 * Files add up: the built-in ones (src/rules/lexicon, in the order of their
 * rows), then those of a project. A later file adds entries and rules, and what
 * it says of a rule that there is already takes the place of what was said.
 */
#ifndef NC_LOAD_H
#define NC_LOAD_H

#include "rules/lexicon.h"

typedef struct nc_load_text {
    const char *name; /* for messages, and as the origin of rules */
    const char *bytes;
    size_t size;
} nc_load_text;

/* The built-in lexicon, then the files. On failure *out is NULL. */
ncalls_status nc_load_files(nc_lexicon **out, const char *const *paths, size_t count, ncalls_error *error);

/* The same from memory, and without the built-in lexicon unless `builtin`. */
ncalls_status nc_load_texts(nc_lexicon **out, bool builtin, const nc_load_text *texts, size_t count,
                            ncalls_error *error);

/* The names of the files, in their order; NULL behind the last. */
const char *nc_load_file_name(const nc_lexicon *lexicon, size_t index);

/* The file that says what `key` of a rule is (the last one that does), and the line
 * there; `rule` NULL: what a key of the files themselves is. NULL: none says. */
const char *nc_load_origin(const nc_lexicon *lexicon, const nc_rule *rule, const char *key, uint32_t *line);

/* A baseline, into an empty one; on failure it holds anything. */
ncalls_status nc_load_baseline(struct ncalls_baseline *out, const char *path, ncalls_error *error);

void nc_load_free(nc_lexicon *lexicon); /* NULL is fine */

#endif
