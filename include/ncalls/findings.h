/* SPDX-License-Identifier: MIT */
/*
 * Findings: what is wrong in a profile, why, what it costs and what to do.
 *
 * Rules are data (the built-in lexicon, and what a project adds in .ncalls.yml);
 * findings are made from results and never change after.
 */
#ifndef NCALLS_FINDINGS_H
#define NCALLS_FINDINGS_H

#include "changes.h"
#include "results.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ncalls_severity {
    NCALLS_SEVERITY_INFO,
    NCALLS_SEVERITY_WARNING,
    NCALLS_SEVERITY_ERROR,
} ncalls_severity;

typedef enum ncalls_confidence {
    NCALLS_CONFIDENCE_HINT,      /* fits, but other causes look the same */
    NCALLS_CONFIDENCE_ESTIMATED, /* figures were divided among several callers */
    NCALLS_CONFIDENCE_EXACT,
} ncalls_confidence;

/* The built-in rules with those of a project. */
typedef struct ncalls_rules ncalls_rules;

/* `paths`: files in the language of .ncalls.yml, each adding to the ones before;
 * count 0: the built-in rules alone. A mistake is a sentence with file, line,
 * column and, for an unknown word, the nearest known one. */
NCALLS_API ncalls_status ncalls_rules_open(ncalls_rules **out, const char *const *paths, size_t count,
                                           ncalls_error *error);
NCALLS_API void ncalls_rules_free(ncalls_rules *rules); /* NULL is fine */

/* Texts belong to the rules. */
typedef struct ncalls_rule_row {
    const char *id;       /* "NC101" */
    const char *name;     /* "query-in-a-loop" */
    const char *title;
    const char *help;     /* Markdown */
    const char *example;  /* code; "" if none */
    const char *fix;
    const char *origin;   /* the file that defines it */
    ncalls_severity severity;
    ncalls_confidence confidence;
    unsigned needs;       /* NCALLS_HAS_...: without them it does not run */
    bool is_off;
} ncalls_rule_row;

/* Row `index` in order of id; false behind the last. */
NCALLS_API bool ncalls_rules_at(const ncalls_rules *rules, size_t index, ncalls_rule_row *out);
/* By id or name; false if there is none. */
NCALLS_API bool ncalls_rules_find(const ncalls_rules *rules, const char *word, ncalls_rule_row *out);

/* Writes the rules to `path` ("-" = standard output). Formats are "text",
 * "markdown", "json", and "yaml": every setting that holds, with the file that
 * says so, in the language of .ncalls.yml. `word`: only that rule; NULL: all.
 * `width`: columns of text; 0 = 80. */
NCALLS_API ncalls_status ncalls_rules_write(const ncalls_rules *rules, const char *word, const char *format,
                                            const char *path, unsigned width, ncalls_error *error);

typedef struct ncalls_findings ncalls_findings;

typedef struct ncalls_baseline ncalls_baseline; /* see gates.h */

typedef struct ncalls_find_options {
    ncalls_severity min_severity;
    const char *const *select; /* rule ids, names or beginnings of ids ("NC1"); count 0 = all */
    size_t select_count;
    const char *const *ignore; /* likewise */
    size_t ignore_count;
    const ncalls_baseline *baseline; /* findings that it holds are known and left out; NULL = none */
    int64_t today;             /* seconds since 1970, for suppressions that expire; 0 = none has */
    /* Only findings that have a function of mine in their evidence which this touches, whose files
     * it calls by what ncalls_analyze_options.path_prefix leaves of a path; NULL = all. */
    const ncalls_changes *changes;
    /* The folder in which what ncalls_analyze_options.path_prefix leaves of paths lies: the sources tell
     * where a function of mine makes the call that is found; NULL = they are not read. */
    const char *source_root;
} ncalls_find_options;

/* What the rules find in the whole profile of `results` (a filter hides the
 * findings whose function it hides). `rules` NULL: the built-in ones; `options`
 * may be NULL. `results` and `rules` must outlive the findings. */
NCALLS_API ncalls_status ncalls_findings_find(ncalls_findings **out, const ncalls_results *results,
                                              const ncalls_rules *rules, const ncalls_find_options *options,
                                              ncalls_error *error);
NCALLS_API void ncalls_findings_free(ncalls_findings *findings); /* NULL is fine */

/* Gives the findings of the base of `results` (from ncalls_findings_find on the
 * base by itself) the fingerprints that they have in the new profile: a fingerprint
 * knows a function by file and name, and where that was moved or renamed, what was
 * found before would be new. */
NCALLS_API ncalls_status ncalls_findings_rebase(ncalls_findings *base, const ncalls_results *results,
                                                ncalls_error *error);

/* One step of the evidence, from the function that is blamed down to what it
 * should not call so often. */
typedef struct ncalls_finding_step {
    uint32_t function; /* of the profile before filtering */
    int64_t calls;     /* of this function by the step before, on this path; of the first: all its calls */
    bool estimated;
} ncalls_finding_step;

typedef struct ncalls_finding {
    const char *rule;        /* "NC101" */
    const char *name;        /* "query-in-a-loop" */
    ncalls_severity severity;
    ncalls_confidence confidence;
    uint32_t function;       /* to blame; of the profile before filtering */
    int32_t line;            /* 0 = unknown */
    const ncalls_finding_step *path;
    size_t path_count;
    const char *message;     /* one sentence; names in it are escaped */
    const char *fix;
    int64_t cost;            /* in the profile's unit; NCALLS_ABSENT if unknown */
    int64_t saving;          /* the most that the fix saves of it; likewise */
    int64_t calls;           /* of what repeats; likewise */
    char fingerprint[33];    /* rule, file and function: no line, no count */
} ncalls_finding;

/* Row `index`, by falling saving; false behind the last. */
NCALLS_API bool ncalls_findings_at(const ncalls_findings *findings, size_t index, ncalls_finding *out);

#ifdef __cplusplus
}
#endif
#endif
