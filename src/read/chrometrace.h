/* SPDX-License-Identifier: MIT */
/*
 * The inside of the Chrome trace reader, shared by chrometrace.c (the document),
 * chrometrace_track.c (what it keeps of it), chrometrace_replay.c (the stacks that
 * it means) and chrometrace_name.c (what its names mean); nobody else includes
 * this.
 *
 * Events come in any order: tracers write a call when it ends, so that callers
 * stand behind what they called, and the format allows worse. So the events of a
 * thread are kept until the end, in about six bytes each, and then replayed.
 */
#ifndef NC_CHROMETRACE_H
#define NC_CHROMETRACE_H

#include "base/map.h"
#include "codec/json.h"
#include "model/callstack.h"
#include "read/frame.h"

enum nc_chrometrace_kind { NC_CHROMETRACE_BEGIN, NC_CHROMETRACE_END, NC_CHROMETRACE_WHOLE };

typedef struct nc_chrometrace_event {
    int64_t start, end; /* nanoseconds; `end` of WHOLE only, and not before `start` */
    uint32_t frame;     /* into frames; 0: an END that does not say of what */
    enum nc_chrometrace_kind kind;
} nc_chrometrace_event;

typedef struct nc_chrometrace_frame {
    nc_str name, file;
    int32_t line;
    nc_frame_meaning meaning; /* once it is known */
} nc_chrometrace_frame;

/* A process or thread: a whole number, or a text (or a number that is none). */
typedef struct nc_chrometrace_id {
    int64_t number;
    nc_str text;
} nc_chrometrace_id;

/* Events that stand together in a store; those of a block are decoded at once. */
typedef struct nc_chrometrace_block {
    size_t begin;  /* in the store */
    int64_t clock; /* before its first event */
} nc_chrometrace_block;

/* One thread. */
typedef struct nc_chrometrace_track {
    nc_chrometrace_id process, thread; /* what it is told by */
    int64_t origin;                    /* the process of its first event */
    nc_str name;
    uint32_t root_frame; /* its first BEGIN, which may be py-spy's "thread (7)" */
    nc_text store;
    nc_chrometrace_block *blocks;
    size_t block_count, block_room;
    uint64_t count;
    nc_chrometrace_event last;
    int64_t latest;     /* end of all */
    bool has_pairs;     /* BEGIN or END */
    bool starts_sorted; /* each event begins no earlier than the one before, callers first */
    bool ends_sorted;   /* each ends no earlier, callers last */
} nc_chrometrace_track;

typedef struct nc_chrometrace {
    nc_builder *builder;
    nc_json json;
    nc_map frame_index, place_index, track_index;
    nc_chrometrace_frame *frames; /* from 1 */
    size_t frame_count, frame_room;
    nc_chrometrace_track *tracks; /* from 1 */
    size_t track_count, track_room;
    size_t last_track;
    bool has_events, has_metadata;
    bool is_sampled; /* py-spy: what begins is a stretch of samples, not a call */
    bool is_viztracer;
    bool shares_threads;                /* py-spy: one thread number in several processes */
    uint64_t begun, left_out, unusable; /* events */
    uint64_t ends_alone, never_ended;
    uint64_t work; /* see NC_LIMIT_OVERLAPS */

    /* The event that is being read. */
    nc_text name, file, label; /* label: args.name */
    int32_t line;
} nc_chrometrace;

enum { NC_CHROMETRACE_BLOCK = 4096 }; /* events */

/* 0: no memory, and json.error says so. */
uint32_t nc_chrometrace_frame_of(nc_chrometrace *trace, nc_str name, nc_str file, int32_t line);
nc_chrometrace_track *nc_chrometrace_track_of(nc_chrometrace *trace, nc_chrometrace_id process,
                                              nc_chrometrace_id thread); /* NULL likewise */
bool nc_chrometrace_keep(nc_chrometrace *trace, nc_chrometrace_track *track, const nc_chrometrace_event *event);
/* The events of one block, in the order in which they were kept: how many. */
size_t nc_chrometrace_decode(const nc_chrometrace_track *track, size_t block,
                             nc_chrometrace_event events[NC_CHROMETRACE_BLOCK]);
void nc_chrometrace_forget(nc_chrometrace *trace);

/* What the frame is, into its meaning. */
bool nc_chrometrace_describe(nc_chrometrace *trace, nc_chrometrace_frame *frame);

/* All that a track means, to the builder. */
bool nc_chrometrace_replay(nc_chrometrace *trace, const nc_chrometrace_track *track);

#endif
