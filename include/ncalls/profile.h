/* SPDX-License-Identifier: MIT */
/*
 * A profile: what one or more files knew, in one normalized call-graph model.
 *
 * It never changes after it was opened, so any number of threads may read it.
 * Functions and edges are numbered from 1; 0 means none. Times are integer
 * nanoseconds, memory is bytes. What the input did not know is absent (see
 * ncalls_profile_has and NCALLS_ABSENT), never zero.
 */
#ifndef NCALLS_PROFILE_H
#define NCALLS_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ncalls_profile ncalls_profile;

/* In place of a number that the input did not know. */
#define NCALLS_ABSENT INT64_MIN

/* What the input knew; bits of ncalls_profile_has. */
enum ncalls_has {
    NCALLS_HAS_CALLS = 1 << 0,    /* how often each function was called */
    NCALLS_HAS_EDGES = 1 << 1,    /* who called whom */
    NCALLS_HAS_CONTEXTS = 1 << 2, /* whole stacks: an exact call tree */
    NCALLS_HAS_LINES = 1 << 3,    /* figures per source line */
    NCALLS_HAS_TIME = 1 << 4,     /* self and total are nanoseconds */
    NCALLS_HAS_MEMORY = 1 << 5,   /* bytes per line or per stack */
    NCALLS_HAS_THREADS = 1 << 6,  /* contexts are told apart by thread */
    NCALLS_HAS_ORDER = 1 << 7,    /* what ran when, if NCALLS_KEEP_ORDER asked for it */
};

typedef enum ncalls_unit {
    NCALLS_UNIT_NANOSECONDS, /* "ns" */
    NCALLS_UNIT_SAMPLES,     /* "samples" */
    NCALLS_UNIT_BYTES,       /* "bytes" */
    NCALLS_UNIT_COUNT,       /* "count": blocks, allocations, events */
} ncalls_unit;

typedef enum ncalls_kind {
    NCALLS_KIND_PYTHON,
    NCALLS_KIND_BUILTIN,   /* written in C, called from Python */
    NCALLS_KIND_FROZEN,    /* <frozen importlib._bootstrap> */
    NCALLS_KIND_NATIVE,    /* a C frame that a native sampler saw */
    NCALLS_KIND_SYNTHETIC, /* made by a profiler: threads, tasks, its own root */
} ncalls_kind;

typedef enum ncalls_class {
    NCALLS_CLASS_MINE,
    NCALLS_CLASS_STDLIB,
    NCALLS_CLASS_PACKAGE,   /* installed, see `package` */
    NCALLS_CLASS_BUILTIN,
    NCALLS_CLASS_GENERATED, /* <string>, dataclasses, templates */
    NCALLS_CLASS_UNKNOWN,   /* a name without a file, a native library: nobody knows whose */
} ncalls_class;

/* Keep what only --format pstats needs: the file's own labels, order and
 * doubles, digit for digit. Costs memory. */
#define NCALLS_KEEP_VERBATIM 1u
/* Keep every distinct stack as an exact call tree, where the input has stacks:
 * flame graphs need it, tables do not. Costs memory. */
#define NCALLS_KEEP_STACKS 2u
/* Keep the order of time, where the input (one file) has it: charts of what ran
 * when need it. Takes some MB, more only for very many threads or very deep stacks. */
#define NCALLS_KEEP_ORDER 4u

typedef struct ncalls_read_options {
    const char *from;  /* a reader's name, or NULL: recognise by content */
    unsigned keep;     /* NCALLS_KEEP_... */
    /* With NCALLS_KEEP_STACKS and without NCALLS_KEEP_ORDER, for pictures of stacks:
     * nobody asks what lies below what costs less than this part of the whole, nor
     * for lines, threads, and figures of functions and edges but their self, so all
     * that may be left out; it is then absent. 0: keep all. */
    double narrow;
    /* Called now and then with the bytes read of `path`, and its size or 0 if
     * that is unknown; false cancels. May be NULL. */
    bool (*progress)(void *payload, const char *path, uint64_t done, uint64_t size);
    void *payload;
} ncalls_read_options;

/* Opens files and sums them into one profile; the result does not depend on
 * their order. "-" is standard input, a directory stands for all profiles in
 * it, gzip and zstd are undone. `options` may be NULL. On failure *out is NULL
 * and the message begins with the path at fault. */
NCALLS_API ncalls_status ncalls_profile_open(ncalls_profile **out, const char *const *paths, size_t count,
                                  const ncalls_read_options *options, ncalls_error *error);

/* The same for bytes in memory, which may be freed afterwards. `name` stands
 * for the path in messages. */
NCALLS_API ncalls_status ncalls_profile_parse(ncalls_profile **out, const void *bytes, size_t size, const char *name,
                                   const ncalls_read_options *options, ncalls_error *error);

NCALLS_API void ncalls_profile_free(ncalls_profile *profile); /* NULL is fine */

NCALLS_API unsigned ncalls_profile_has(const ncalls_profile *profile);
NCALLS_API ncalls_unit ncalls_profile_unit(const ncalls_profile *profile);

typedef struct ncalls_totals {
    uint32_t functions; /* that the input has figures of; some callers may be known by name only */
    uint32_t edges;
    int64_t calls;     /* NCALLS_ABSENT without NCALLS_HAS_CALLS */
    int64_t primitive; /* likewise */
    int64_t self;      /* the sum over all functions: what pstats calls "in N seconds" */
} ncalls_totals;

NCALLS_API ncalls_totals ncalls_profile_totals(const ncalls_profile *profile);

/* Texts belong to the profile. They are bytes from the file: NUL-terminated,
 * but they may hold NULs, control characters and invalid UTF-8. Show them
 * through ncalls_text_escape. */
typedef struct ncalls_function {
    const char *name;
    size_t name_size;
    const char *file;
    size_t file_size;
    const char *package; /* "" for mine and builtin */
    int32_t line;        /* 0 = unknown */
    ncalls_kind kind;
    ncalls_class class_;
    int64_t calls;       /* all calls; NCALLS_ABSENT without NCALLS_HAS_CALLS */
    int64_t primitive;   /* those that are not recursive; likewise */
    int64_t self;        /* in the profile's unit, without callees (pstats: tottime) */
    int64_t total;       /* with callees (pstats: cumtime); NCALLS_ABSENT if unknown */
} ncalls_function;

/* False when there is no such id. */
NCALLS_API bool ncalls_profile_function(const ncalls_profile *profile, uint32_t id, ncalls_function *out);

typedef struct ncalls_edge {
    uint32_t caller, callee;
    int64_t calls;     /* of callee by caller; NCALLS_ABSENT if unknown */
    int64_t primitive; /* NCALLS_ABSENT if unknown */
    int64_t self;      /* of callee while called from caller; NCALLS_ABSENT if unknown */
    int64_t total;     /* likewise */
} ncalls_edge;

/* Edges are numbered from 1 in order of callee, then caller. */
NCALLS_API bool ncalls_profile_edge(const ncalls_profile *profile, uint32_t id, ncalls_edge *out);

/* Makes text that somebody else wrote fit for a terminal or a log: control and
 * bidi characters and bytes that are no UTF-8 become visible escapes (\n,
 * \x1b, \u202e). Writes at most `room` bytes with the NUL, never half an escape;
 * returns what all of it takes without the NUL. `out` may be NULL if `room` is 0. */
NCALLS_API size_t ncalls_text_escape(char *out, size_t room, const char *text, size_t size);

#ifdef __cplusplus
}
#endif
#endif
