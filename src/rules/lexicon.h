/* SPDX-License-Identifier: MIT */
/*
 * What is known about libraries, and the rules: data, not code.
 *
 * The files of src/rules/lexicon (compiled in) and what a project adds
 * (.ncalls.yml, --rules) say which functions mean what: each entry is a pattern
 * and the category of what it finds ("db.query"). A rule names a detector
 * (rules/detectors.def: an algorithm without any library's name in it), the
 * categories it looks at, its limits and its words.
 *
 * Everything here is made by nc_load_files or nc_load_texts (rules/load.h) and never changes
 * after. Texts are valid UTF-8, NUL-terminated, and belong to the lexicon.
 */
#ifndef NC_LEXICON_H
#define NC_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pattern.h"
#include "ncalls/findings.h"

/* Of all categories together; more is an error of whoever wrote the file. */
enum { NC_CATEGORY_MOST = 256, NC_CATEGORY_WORDS = NC_CATEGORY_MOST / 64 };

typedef struct nc_category {
    uint16_t at; /* into categories; 0 = none */
} nc_category;

/* Categories as bits: "db.query", or all below a point: "db.*". */
typedef struct nc_category_set {
    uint64_t bits[NC_CATEGORY_WORDS];
} nc_category_set;

static inline bool nc_category_set_has(const nc_category_set *set, nc_category c)
{
    return c.at && (set->bits[c.at / 64] >> (c.at % 64) & 1);
}

static inline bool nc_category_set_is_empty(const nc_category_set *set)
{
    uint64_t all = 0;

    for (size_t i = 0; i < NC_CATEGORY_WORDS; i++)
        all |= set->bits[i];
    return !all;
}

/*
 * One pattern: "django/db/backends/utils.py(_execute)" or a built-in's name,
 * "<method 'execute' of 'sqlite3.Cursor' objects>".
 *
 * The file part is the end of a path, whole components; a * or ? in it does not
 * match a separator. "" = any file, and with a name in angle brackets only
 * built-ins. The name is literal where it can be, so that entries are found by
 * hash and not one by one.
 */
typedef enum nc_entry_kind {
    NC_ENTRY_LITERAL, /* `name` is the function's name */
    NC_ENTRY_ANY,     /* every function of the file; `name` is "*" */
    NC_ENTRY_GLOB,    /* * and ? in the name */
    NC_ENTRY_REGEX,   /* pattern, searched for in "path(name)"; file and name are "" */
} nc_entry_kind;

typedef struct nc_entry {
    nc_entry_kind kind;
    const char *file;
    size_t file_size;
    const char *name;
    size_t name_size;
    nc_pattern *pattern; /* NULL unless REGEX */
    nc_category category;
    uint16_t library;    /* into libraries: the title in messages, "Django"; 0 = none */
    int8_t only;         /* the ncalls_class that the function's file must have, so that shop/queue.py
                          * is not Python's queue.py; -1 = any */
} nc_entry;

/* The numbers of a rule (rules/limits.def), in thousandths where a fraction
 * makes sense: see the list. -1 = the rule does not say. */
#define LIMIT(name, unit, help) NC_LIMIT_##name,
enum nc_limit {
#include "rules/limits.def"
    NC_LIMITS
};
#undef LIMIT

/* What a rule looks at (rules/sets.def). Empty = the rule does not say. */
#define SET(name, help) NC_SET_##name,
enum nc_set {
#include "rules/sets.def"
    NC_SETS
};
#undef SET

/* A closer diagnosis: where the evidence path passes one of `through`, these
 * words and limits count instead of the rule's. The first that fits wins. */
typedef struct nc_cause {
    nc_category_set through;
    const char *says;         /* "the foreign key is loaded row by row"; {cause} in messages */
    const char *fix;          /* NULL: the rule's */
    const char *example;      /* NULL: the rule's */
    int64_t limits[NC_LIMITS]; /* -1: the rule's */
} nc_cause;

/* What to do, in the words of a library: where the cause (or what the rule looks
 * at) is one of its functions, this stands for the rule's fix and example. The last that fits
 * wins. */
typedef struct nc_cure {
    nc_category_set of;
    uint16_t library; /* 0 = of a file that names no library */
    const char *fix;     /* one sentence, as a rule's; NULL: the cause's */
    const char *example; /* code; NULL: the cause's */
} nc_cure;

typedef struct nc_rule {
    const char *id;      /* "NC101" */
    const char *name;    /* "query-in-a-loop" */
    const char *title;   /* "A query runs once per item of a loop" */
    const char *message; /* one sentence with {placeholders}, see rules/words.h */
    const char *fix;     /* one sentence, the same */
    const char *help;    /* Markdown: what it is, why it costs, when to leave it alone */
    const char *example; /* code, before and after; "" if none */
    const char *detector;
    ncalls_severity severity;     /* of a finding; see limits error-share and warning-share */
    ncalls_confidence confidence; /* the most that can be claimed: exact, estimated, hint */
    nc_category_set sets[NC_SETS];
    int64_t limits[NC_LIMITS];
    const char *source;  /* for line rules: an expression that is searched for in a line's text; NULL = none */
    const nc_cause *causes;
    uint32_t cause_count;
    /* Names of rules: where one of these has blamed the same function, this one is silent. */
    const char *const *yields_to;
    uint32_t yield_count;
    bool is_off;         /* by the configuration */
    const char *origin;  /* the file that defines it: "lexicon/django.yml", ".ncalls.yml" */
} nc_rule;

/* A finding that somebody has accepted. */
typedef struct nc_suppression {
    const char *rule;     /* id or name; "*" = any */
    const char *function; /* glob over "file(name)"; "" = any */
    const char *reason;   /* never "" */
    int64_t expires;      /* days since 1970-01-01, the last day it holds; INT64_MAX = never */
    const char *origin;   /* the file that says so, and the line there */
    int32_t line;
} nc_suppression;

typedef struct nc_lexicon {
    const char **categories; /* [category], from 1; "db.query" */
    uint32_t category_count;
    const char **libraries;  /* [library], from 1 */
    uint32_t library_count;
    nc_entry *entries;
    uint32_t entry_count;
    nc_cure *cures;
    uint32_t cure_count;
    nc_rule *rules;          /* by id */
    uint32_t rule_count;
    nc_suppression *suppressions;
    uint32_t suppression_count;
    struct nc_budget *budgets; /* rules/budget.h, in the order of the files */
    uint32_t budget_count;
    const char **mine;       /* globs of paths that are mine, whatever they look like */
    uint32_t mine_count;
    const char **not_mine;   /* likewise */
    uint32_t not_mine_count;
    void *memory;            /* the loader's: all of the above */
} nc_lexicon;

/* src/rules/lexicon as tables: made when ncalls is built, by build-aux/lexicon-tables.c. */
extern const nc_lexicon nc_lexicon_builtin;

/* By id ("NC101") or name; NULL if there is none. */
const nc_rule *nc_lexicon_find_rule(const nc_lexicon *lexicon, const char *word);

/* The id or name that `word` may be meant as, NULL if none is near. */
const char *nc_lexicon_nearest_rule(const nc_lexicon *lexicon, const char *word);

/* The category of that name, 0 if there is none. */
nc_category nc_lexicon_find_category(const nc_lexicon *lexicon, const char *name);

#endif
