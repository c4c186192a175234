/* SPDX-License-Identifier: MIT */
/* What the files of the loader (load*.c) share; nobody else includes it. */
#ifndef NC_LOAD_PARTS_H
#define NC_LOAD_PARTS_H

#include "base/arena.h"
#include "base/input.h"
#include "codec/yaml.h"
#include "ncalls/nearest.h"
#include "rules/load.h"

/* One file: its tree lives as long as the lexicon, which borrows its texts. */
typedef struct nc_load_file {
    const char *name;
    nc_yaml tree;
} nc_load_file;

/* What the lexicon's `memory` points at. */
typedef struct nc_load_memory {
    nc_arena arena;
    nc_load_file *files;
    size_t file_count;
    nc_pattern **patterns;
    size_t pattern_count, pattern_room;
    nc_strtab categories; /* ids are those of nc_category */
} nc_load_memory;

typedef struct nc_load {
    nc_lexicon *lexicon;
    nc_load_memory *memory;
    const nc_load_file *file; /* that is being looked at, and its tree */
    const nc_yaml *tree;
    uint16_t library;         /* of that file */
    int8_t only;              /* likewise, see nc_entry */
    size_t entry_room, cure_room, rule_room, suppression_room, library_room, mine_room, not_mine_room, budget_room;
    ncalls_error *error;
} nc_load;

/* A key that a map may have. */
typedef struct nc_load_key {
    const char *name;
    ncalls_status (*take)(nc_load *l, uint32_t value, void *target);
} nc_load_key;

/* Every key of `map` must be in `keys` (which ends with a NULL name); takes the
 * values in the order of the file. `what` is what has such keys, for the message. */
ncalls_status nc_load_map(nc_load *l, uint32_t map, const nc_load_key *keys, const char *what, void *target);

/* Fails with file, line and column of `node`. */
ncalls_status nc_load_fail(nc_load *l, uint32_t node, const char *format, ...) NC_PRINTF(3, 4);

/* "no such WHAT: TYPED; did you mean ...?" for whatever `nearest` was offered. */
ncalls_status nc_load_unknown(nc_load *l, uint32_t node, const char *what, const ncalls_nearest *nearest);

/* Fails unless the node is of this kind; `what` is what should stand there. */
ncalls_status nc_load_expect(nc_load *l, uint32_t node, nc_yaml_kind kind, const char *what);

/* A text that is not empty. */
ncalls_status nc_load_string(nc_load *l, uint32_t node, const char **out, const char *what);

/* The nodes of a list, or of a single text that stands for a list of one:
 * `*first` to before `*end`, the next of each is where it ends. */
ncalls_status nc_load_list(nc_load *l, uint32_t node, uint32_t *first, uint32_t *end, const char *what);

/* A compiled expression that the lexicon owns. */
ncalls_status nc_load_pattern(nc_load *l, uint32_t node, const char *expression, nc_pattern **out);

/* All of one file in `input`, which the caller resets in any case. A failure begins with the path. */
ncalls_status nc_load_read(nc_input *input, const char *path, ncalls_error *error);

/* ---- the sections, each one pass over all files ------------------------------ */

ncalls_status nc_load_functions(nc_load *l, uint32_t value, void *target); /* load_functions.c */
ncalls_status nc_load_cures(nc_load *l, uint32_t value, void *target);     /* load_rules.c */
ncalls_status nc_load_rules(nc_load *l, uint32_t value, void *target);     /* load_rules.c */
ncalls_status nc_load_yields(nc_load *l, uint32_t value, void *target);    /* once all rules are known */
ncalls_status nc_load_mine(nc_load *l, uint32_t value, void *target);      /* load_project.c */
ncalls_status nc_load_not_mine(nc_load *l, uint32_t value, void *target);
ncalls_status nc_load_suppress(nc_load *l, uint32_t value, void *target);
ncalls_status nc_load_budgets(nc_load *l, uint32_t value, void *target);   /* load_budgets.c */

/* A pattern for functions (rules/place.h), in the form that fits. */
ncalls_status nc_load_place(nc_load *l, uint32_t node, const char *what, const char **out);

/* By id. */
void nc_load_sort_rules(nc_load *l);

/* The id or name of a rule, as it is written. */
ncalls_status nc_load_rule_word(nc_load *l, uint32_t node, const char **out);

/* The rule that an id or a name means, NULL if there is none. */
nc_rule *nc_load_rule(nc_load *l, const char *word);

/* ---- values: load_values.c --------------------------------------------------- */

/* A set of categories: "db.query", "db.*". */
ncalls_status nc_load_set(nc_load *l, uint32_t node, nc_category_set *out);

/* A limit as its unit is written: 1%, 50 ms, 64 KiB, 2.5, 1000. */
ncalls_status nc_load_limit(nc_load *l, uint32_t node, enum nc_limit limit, int64_t *out);

/* Which of `words` (ended by NULL) it is. */
ncalls_status nc_load_choice(nc_load *l, uint32_t node, const char *const *words, const char *what, int *out);

#endif
