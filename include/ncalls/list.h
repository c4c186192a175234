/* SPDX-License-Identifier: MIT */
/* What this build of the library can read, write and sort by. Each function
 * returns row `index`, or NULL behind the last one. */
#ifndef NCALLS_LIST_H
#define NCALLS_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "api.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_reader_row {
    const char *name;  /* "pstats"; what --from takes */
    const char *title; /* "pstats dump: cProfile, profile, yappi, PyCharm's .pstat" */
} ncalls_reader_row;

NCALLS_API const ncalls_reader_row *ncalls_reader_at(size_t index);

/* Whether a format can say what `ncalls check` found. */
typedef enum ncalls_checks {
    NCALLS_CHECKS_NONE,
    NCALLS_CHECKS_ONE,  /* of one profile: it shows the findings */
    NCALLS_CHECKS_MANY, /* of any number of profiles: whether each passes */
} ncalls_checks;

typedef struct ncalls_writer_row {
    const char *name;   /* "json"; what --format takes */
    const char *suffix; /* ".json": what -o recognises; NULL: only by --format */
    const char *title;
    unsigned keep;      /* NCALLS_KEEP_... that the profile must be opened with */
    bool binary;        /* not for a terminal */
    bool picture;       /* a figure, see ncalls_write_options.figure */
    bool compares;      /* says what changed where results have a base */
    bool places;        /* code review: paths are to be those of a repository */
    ncalls_checks checks;
} ncalls_writer_row;

NCALLS_API const ncalls_writer_row *ncalls_writer_at(size_t index);

typedef struct ncalls_sort_key {
    const char *name;   /* "self" */
    const char *alias;  /* pstats' name for it, "tottime"; NULL if none */
    const char *title;  /* "self time" */
} ncalls_sort_key;

NCALLS_API const ncalls_sort_key *ncalls_sort_key_at(size_t index);

/* What `word` means as a sort key: a name, one of pstats' names (also "time" and
 * "module"), or the beginning of one that can mean only one key. NULL: nothing. */
NCALLS_API const ncalls_sort_key *ncalls_sort_key_find(const char *word);

#ifdef __cplusplus
}
#endif
#endif
