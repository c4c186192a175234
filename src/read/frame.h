/* SPDX-License-Identifier: MIT */
/*
 * Frames written as text, as stack collapsers and flame graphs do. Four
 * dialects, told apart frame by frame:
 *
 *     fib (app.py:4)        py-spy, pyinstrument; also "fib (app.py)"
 *     app.py:Tree.walk:12   profiling.sampling, austin
 *     app.py:4:fib          flameprof (the line is the function's first)
 *     fib                   perf and everybody else
 *
 * and py-spy's roots, "thread (12004): MainThread" and "process 7:\"cmd\"".
 */
#ifndef NC_FRAME_H
#define NC_FRAME_H

#include "base/strtab.h"
#include "model/stacks.h"

/* What one frame's text means; worked out once a distinct text. */
typedef struct nc_frame_meaning {
    nc_frame frame;    /* function 0: it is a root, see below */
    int64_t number;    /* of the thread or process, 0 = unknown */
    nc_str name;       /* of the thread or process, as shown */
    bool is_known;     /* else not worked out yet */
    bool is_thread, is_process;
} nc_frame_meaning;

typedef struct nc_frame_cache {
    nc_builder *builder;
    nc_strtab texts;
    nc_frame_meaning *meanings; /* [text] */
    size_t count, room;
    /* Most texts by their length and ends, which takes no loop over their bytes, whose end would be mispredicted:
     * 32 bits of the hash | text, 0 = free. */
    uint64_t *slots;
    size_t slot_mask;
    uint32_t *numbers; /* [text] of nc_stacks_number; 0 = not asked for yet, or a root */
    size_t number_count, number_room;
} nc_frame_cache;

bool nc_frame_init(nc_frame_cache *cache, nc_builder *builder); /* false: no memory */
void nc_frame_reset(nc_frame_cache *cache);

/* The number of a text, and what it means: no function is made of a text whose
 * meaning nobody asks for. False: no memory, and the builder has failed. What is
 * returned is valid until the next text is added. */
bool nc_frame_add(nc_frame_cache *cache, const char *text, size_t size, nc_str *id);
const nc_frame_meaning *nc_frame_at(nc_frame_cache *cache, nc_str id);

/* Both in one. NULL: no memory, and the builder has failed. */
const nc_frame_meaning *nc_frame_find(nc_frame_cache *cache, const char *text, size_t size);

/* The numbers (see nc_stacks_number) of many texts at once, which is faster: the
 * first begins at line[begin], each ends at line[ends[i]], and the next one begins
 * behind that byte. 0: a root, or failure. */
void nc_frame_number_all(nc_frame_cache *cache, const char *line, size_t begin, const size_t *ends, size_t count,
                         uint32_t *numbers);

/* The same for formats whose frames come in parts. `first_line` is the
 * function's, `line` the one that was executing; 0 = unknown. */
void nc_frame_describe(nc_builder *builder, nc_str name, nc_str file, int32_t first_line, int32_t line,
                       nc_frame_meaning *out);

/* "fib (app.py:4)" in its parts, which point into the text; line 0: it has none.
 * False: it is another text. */
typedef struct nc_frame_parts {
    const char *name, *file;
    size_t name_size, file_size;
    int32_t line;
} nc_frame_parts;

bool nc_frame_split(const char *text, size_t size, nc_frame_parts *out);

#endif
