/* SPDX-License-Identifier: MIT */
/* Results in a format that people or programs read. */
#ifndef NCALLS_WRITE_H
#define NCALLS_WRITE_H

#include "endpoints.h"
#include "gates.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which table --format pstats prints. */
typedef enum ncalls_pstats_table {
    NCALLS_PSTATS_STATS,   /* print_stats */
    NCALLS_PSTATS_CALLERS, /* print_callers */
    NCALLS_PSTATS_CALLEES, /* print_callees */
} ncalls_pstats_table;

/* What the call graph shows; zeros are the defaults. */
typedef struct ncalls_graph_options {
    long max_nodes;      /* functions at most; 0 = 80, < 0 = all that are not too small */
    double min_node;     /* functions with less than this part of the whole are left out; 0 = 0.005, < 0 = none */
    double min_edge;     /* likewise calls of one function by another; 0 = 0.001 */
    long depth;          /* calls below a root at most; 0 = any */
    const char *palette; /* "heat", "red-green", "grey"; NULL = heat */
    bool clusters;       /* functions of one package stand together, in a box */
} ncalls_graph_options;

/* What a flame graph looks like; zeros are the defaults. */
typedef struct ncalls_flame_options {
    bool icicle;          /* the root on top, not at the bottom */
    const char *color_by; /* "package", "self", "plain", "category", "diff"; NULL = package, with a base diff */
    long width;           /* pixels, 0 = 1200 */
    const char *title;    /* NULL: says whose it is */
    const char *subtitle; /* NULL: says how much it shows and how far it can be trusted */
} ncalls_flame_options;

/* How a call tree is made, for the tree as text and for flame graphs. */
typedef struct ncalls_tree_options {
    bool inverted;    /* what cost stands first, with its callers below it */
    bool by_line;     /* lines of one function apart, where stacks know them */
    bool every_frame; /* text: library frames between yours are not folded */
    long depth;       /* frames below one another at most; 0 = any */
} ncalls_tree_options;

/* Which rows a diff shows; zeros are all. */
typedef struct ncalls_diff_options {
    double min_change; /* rows whose figure changed by less than this part of the base's (0.1: a tenth) are left out */
    bool only_slower;  /* and those that do not cost more */
    bool only_faster;  /* and those that do not cost less */
} ncalls_diff_options;

typedef struct ncalls_write_options {
    const char *const *sort; /* sort keys (ncalls_sort_key_at): a later one decides between equals */
    size_t sort_count;       /* 0: the format's own order */
    bool reverse;
    long limit;              /* rows per table; 0 = the format's default, < 0 = all */
    double min_share;        /* rows below this part of the whole (0 to 1) are folded */
    const ncalls_findings *findings; /* to be shown, of the same results; NULL = none were looked for */
    const ncalls_findings *base_findings; /* likewise of the base, where there is one */
    const ncalls_diff_options *diff; /* where there is a base; may be NULL */
    bool only_findings;      /* and nothing else */
    const char *id;          /* code review: tells reports of one commit apart; letters, digits, . _ / - */
    const char *source_url;  /* code review: what stands before a file's path in a link; NULL = no links */
    const ncalls_gates *gates; /* to be shown; NULL = none */
    bool only_gates;         /* and nothing else: they may be of several profiles */
    const ncalls_endpoints *endpoints; /* NULL, or: only these, as text, markdown, json or csv, in the unit of the
                                          results; sort keys are total, median, worst, runs, queries, calls, name */
    const char *peek;        /* NULL, or: only this function with its callers and callees */
    const ncalls_tree_options *tree; /* NULL, or: the call tree in place of the report */
    bool color;              /* text: ANSI colours */
    unsigned width;          /* text: columns of the terminal, 0 = 80 */
    const char *source_folder;   /* html: the source text of functions in files below it; NULL = none */
    const char *template_folder; /* html: files in place of the built-in ones; NULL = none */
    /* --format pstats only: */
    ncalls_pstats_table table;
    bool strip_dirs;
    const char *const *restrictions; /* as print_stats takes them: count, fraction or pattern */
    size_t restriction_count;
    /* Pictures only: */
    const char *figure; /* which one: "graph", "flame", "flamechart" (needs NCALLS_KEEP_ORDER); NULL = graph */
    unsigned scale;     /* png: pixels for each of the picture's own, 0 = 1 */
    const ncalls_graph_options *graph; /* may be NULL */
    const ncalls_flame_options *flame; /* may be NULL; `tree` says what it shows */
    const ncalls_rules *rules; /* say what functions mean, for colours by category; NULL = the built-in ones */
} ncalls_write_options;

/* What a flame graph of these options needs of stacks, for ncalls_read_options.narrow:
 * as long as there are no filters and no base. */
NCALLS_API double ncalls_flame_narrow(const ncalls_write_options *options);

/* Writes to `path` ("-" = standard output): all of it or, on failure, nothing.
 * `options` may be NULL. */
NCALLS_API ncalls_status ncalls_write(const ncalls_results *results, const char *format, const char *path,
                                      const ncalls_write_options *options, ncalls_error *error);

/* The same into memory; *out is NUL-terminated, free it with ncalls_free. */
NCALLS_API ncalls_status ncalls_write_memory(const ncalls_results *results, const char *format, char **out,
                                             size_t *size, const ncalls_write_options *options,
                                             ncalls_error *error);

NCALLS_API void ncalls_free(void *memory);

/* For signal handlers: removes what unfinished calls of ncalls_write have
 * written beside their targets. Async-signal-safe. */
NCALLS_API void ncalls_write_interrupt(void);

#ifdef __cplusplus
}
#endif
#endif
