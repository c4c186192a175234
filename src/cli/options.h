/* SPDX-License-Identifier: MIT */
/*
 * Options are rows. From the same rows come the parser, `--help`, "did you
 * mean", the completions of the shells and the check of the man pages.
 *
 * Rows come in groups (reading, choosing, ...), so that commands share them: a
 * group fills a struct of its own, and the command says where that lies in its
 * struct.
 */
#ifndef NC_OPTIONS_H
#define NC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Words of the command line, in their order. */
typedef struct nc_words {
    const char **items;
    size_t count;
    size_t before; /* of operands: how many stood before "--", 0 = there was none */
} nc_words;

typedef enum nc_option_type { /* what the target is, and what it receives */
    NC_OPTION_FLAG,   /* bool: true */
    NC_OPTION_SET,    /* int: the row's `value` */
    NC_OPTION_TEXT,   /* const char *: anything */
    NC_OPTION_WORD,   /* const char *: one of `words` */
    NC_OPTION_CHOICE, /* int: which one of `words`, from 0 */
    NC_OPTION_TEXTS,  /* nc_words: all that were given, each anything */
    NC_OPTION_WORDS,  /* nc_words: all that were given, each one of `words` */
    NC_OPTION_COUNT,  /* long: 1 or more; -1 for "all" */
    NC_OPTION_WIDTH,  /* long: 1 to NC_OPTION_WIDEST */
    NC_OPTION_SHARE,  /* double: a percentage with or without its sign, as a part of 1 */
    NC_OPTION_HELP,   /* none: the command's help is printed, and that is all */
    NC_OPTION_VERSION,/* none: likewise */
} nc_option_type;

enum { NC_OPTION_WIDEST = 100000 };

typedef struct nc_option {
    char letter;          /* 'o' for -o; 0 = none */
    const char *name;     /* "output" for --output */
    const char *argument; /* what the help calls its value; NULL = it takes none */
    nc_option_type type;
    size_t target;        /* offset in the group's struct */
    int value;            /* for NC_OPTION_SET; for NC_OPTION_SHARE what 0 is stored as */
    const char *(*words)(size_t index); /* the legal words, then NULL; NULL = any */
    bool (*accepts)(const char *value); /* may allow more than `words`; NULL = only those */
    const char *see;      /* what lists the words, where they are too many for a line; NULL = the help */
    bool path;            /* the value is a path: shells complete files */
    const char *help;     /* one or two sentences without a full stop at the end */
} nc_option;

typedef struct nc_option_group {
    const char *title;        /* heading in the help; NULL ends a list of groups */
    const nc_option *options; /* ended by a NULL name */
    size_t at;                /* offset of the group's struct in the command's */
} nc_option_group;

typedef enum nc_parsed {
    NC_PARSED_RUN,
    NC_PARSED_HELP,
    NC_PARSED_VERSION,
    NC_PARSED_WRONG, /* and it was said */
} nc_parsed;

/*
 * Fills `target` from `words` and leaves what is no option in `operands`
 * (whose items are newly allocated). Options may stand anywhere before `--`;
 * of those that hold one value the last counts. Values are not copied.
 */
nc_parsed nc_options_parse(const nc_option_group *groups, void *target, int count, char **words,
                           nc_words *operands);

/* Frees the lists that parsing made in `target`. */
void nc_options_reset(const nc_option_group *groups, void *target);

#endif
