/* SPDX-License-Identifier: MIT */
/*
 * The model: columns, not node objects.
 *
 * Ids are 32-bit numbers in a struct of their own, so that mixing them does not
 * compile; 0 = none. Column arrays are indexed by id and have count + 1
 * elements; element 0 is zero. A profile is made by a builder
 * (model/builder.h) and never changes after.
 */
#ifndef NC_PROFILE_H
#define NC_PROFILE_H

#include "base/strtab.h"
#include "model/timeline.h"
#include "model/verbatim.h"
#include "ncalls/profile.h"

typedef struct nc_func {
    uint32_t at;
} nc_func;

typedef struct nc_file {
    uint32_t at;
} nc_file;

typedef struct nc_edge {
    uint32_t at;
} nc_edge;

typedef struct nc_context {
    uint32_t at;
} nc_context;

/* Distinct source files, with what follows from the path alone. */
typedef struct nc_files {
    uint32_t count;
    nc_str *path;
    nc_str *package;  /* "" for mine and builtin; stdlib: the top-level module */
    uint32_t *library; /* of package and stdlib: where in the path the module begins, else 0 */
    uint8_t *class_;  /* ncalls_class */
} nc_files;

typedef struct nc_functions {
    uint32_t count;
    nc_str *name;     /* addresses stripped, renamed built-ins under one name */
    nc_file *file;
    int32_t *line;    /* first line of the function, 0 = unknown */
    uint8_t *kind;    /* ncalls_kind */
    int64_t *calls;   /* 0 without NCALLS_HAS_CALLS */
    int64_t *primitive;
    int64_t *self;
    int64_t *total;   /* NCALLS_ABSENT if unknown */
} nc_functions;

/*
 * Sorted by (callee, caller), one row a pair. Incoming edges of f are the ids
 * in_begin[f] .. in_begin[f + 1] - 1; outgoing ones are out[out_begin[f]] ..
 * out[out_begin[f + 1] - 1], ascending by callee.
 *
 *     caller ──calls──▶ callee      self and total are the callee's, while
 *                                   called from this caller
 */
typedef struct nc_edges {
    uint32_t count;
    nc_func *caller;
    nc_func *callee;
    int64_t *calls;      /* NCALLS_ABSENT if unknown */
    int64_t *primitive;  /* likewise, and below */
    int64_t *self;
    int64_t *total;
    uint32_t *in_begin;  /* functions + 2 elements */
    uint32_t *out_begin; /* functions + 2 elements */
    nc_edge *out;        /* count elements, from 0 */
} nc_edges;

/*
 * The exact call tree in preorder: parent[i] < i, and the subtree of i is
 * [i, end[i]). So inclusive sums are one loop down, recursion counted once is
 * one loop up, and ancestry is two comparisons. Context 0 is the root above
 * everything; children are sorted by (function, line) names, not by arrival.
 */
typedef struct nc_contexts {
    uint32_t count;
    nc_context *parent;
    uint32_t *end;
    nc_func *function;
    int32_t *line;       /* now executing in the frame, 0 = unknown */
    uint32_t *thread;    /* into threads, 0 = none */
    int64_t *self;
    int64_t *total;
} nc_contexts;

typedef struct nc_thread {
    nc_str name;         /* as shown: "MainThread", "Thread 12252" */
    int64_t process;     /* 0 = unknown */
    int64_t thread;      /* 0 = unknown */
} nc_thread;

/* Sorted by (function, line), one row a pair. */
typedef struct nc_lines {
    uint32_t count;
    nc_func *function;
    int32_t *line;
    int64_t *hits;       /* NCALLS_ABSENT if unknown, and below */
    int64_t *self;       /* in the profile's unit */
    int64_t *memory;     /* bytes in use when the line ran */
    int64_t *blocks;     /* allocated blocks */
    nc_str *source;      /* text of the line where the file had it, else "" */
} nc_lines;

typedef struct nc_source_info {
    nc_str path;         /* as given by the user */
    nc_str reader;       /* "pstats" */
    nc_str tool;         /* "cProfile", "" = unknown */
    nc_str python;       /* "3.11", "" = unknown */
    int64_t modified;    /* seconds since 1970, 0 = unknown (standard input) */
} nc_source_info;

struct ncalls_profile {
    nc_strtab strings;
    unsigned has;        /* NCALLS_HAS_... */
    ncalls_unit unit;
    ncalls_totals totals;
    nc_files files;
    nc_functions functions;
    nc_edges edges;
    nc_contexts contexts;
    nc_lines lines;
    nc_timeline timeline; /* empty without NCALLS_HAS_ORDER */
    nc_thread *threads;  /* from 1 */
    uint32_t thread_count;
    nc_source_info *sources; /* from 0, in order of path */
    uint32_t source_count;
    nc_str *notes;       /* oddities that were survived, one sentence each */
    uint32_t note_count;
    nc_verbatim *verbatim; /* NULL unless NCALLS_KEEP_VERBATIM and all sources have it */
};

static inline const char *nc_profile_text(const ncalls_profile *profile, nc_str id)
{
    return nc_strtab_text(&profile->strings, id);
}

static inline size_t nc_profile_size(const ncalls_profile *profile, nc_str id)
{
    return nc_strtab_size(&profile->strings, id);
}

static inline nc_str nc_profile_path(const ncalls_profile *profile, nc_func f)
{
    return profile->files.path[profile->functions.file[f.at].at];
}

static inline ncalls_class nc_profile_class(const ncalls_profile *profile, nc_func f)
{
    return (ncalls_class)profile->files.class_[profile->functions.file[f.at].at];
}

static inline nc_str nc_profile_package(const ncalls_profile *profile, nc_func f)
{
    return profile->files.package[profile->functions.file[f.at].at];
}

/* The string with this text, 0 if there is none: who looks for functions of one
 * name compares numbers. Linear in the strings, which lie one behind the other. */
nc_str nc_profile_find_text(const ncalls_profile *profile, const char *text);

/* The edge from caller to callee, 0 if there is none. */
nc_edge nc_profile_find_edge(const ncalls_profile *profile, nc_func caller, nc_func callee);

/* A total order of functions that does not depend on ids: file, line, name,
 * bytewise. */
int nc_profile_compare(const ncalls_profile *profile, nc_func a, nc_func b);

#endif
