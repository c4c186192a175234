/* SPDX-License-Identifier: MIT */
/*
 * The inside of the speedscope reader, shared by speedscope.c (the document),
 * speedscope_profile.c (one profile in it) and speedscope_feed.c (its stacks on
 * their way into the builder); nobody else includes this.
 *
 * Stacks are indexes into a list of frames that usually stands behind them, and
 * their weights stand behind them, too. So a file is read twice: first for all
 * that is not a stack, then for the stacks. What cannot be read twice (a pipe,
 * compressed data) keeps its stacks in a compact form in the meantime.
 */
#ifndef NC_SPEEDSCOPE_H
#define NC_SPEEDSCOPE_H

#include "codec/jsonlist.h"
#include "model/callstack.h"
#include "read/frame.h"

/* A frame as the file lists it. */
typedef struct nc_speedscope_frame {
    nc_str name, file;
    int32_t line; /* as written, 0 = none */
} nc_speedscope_frame;

/* Weights that follow each other and are equal: nearly always all of them. */
typedef struct nc_speedscope_run {
    uint64_t digits;
    int32_t exponent;
    uint32_t count;
} nc_speedscope_run;

enum nc_speedscope_type { NC_SPEEDSCOPE_UNKNOWN, NC_SPEEDSCOPE_SAMPLED, NC_SPEEDSCOPE_EVENTED };

typedef struct nc_speedscope_profile {
    nc_str name;
    enum nc_speedscope_type type;
    unsigned unit;          /* see nc_speedscope_profile_units */
    bool has_samples, has_weights, has_events;
    nc_json_value start, end; /* type END = not given */
    size_t first_run, run_count;
    uint64_t weight_count;
    size_t stored, stored_size; /* its samples or events in `store` */
    uint64_t stored_count;
} nc_speedscope_profile;

typedef struct nc_speedscope nc_speedscope;

typedef struct nc_speedscope_event {
    bool is_open;
    uint32_t frame;
    nc_json_value at;
} nc_speedscope_event;

/* A number of nanoseconds (or whatever the unit is) that a day's sum of does
 * not lose a nanosecond: 1/300 s has a fraction. */
typedef struct nc_speedscope_weight {
    int64_t whole;
    int64_t fraction; /* 10^-9 */
} nc_speedscope_weight;

struct nc_speedscope {
    nc_builder *builder;
    nc_json json;
    nc_jsonlist list;
    bool is_second;         /* reading for the second time */
    bool keeps;             /* there will be no second time: stacks go into `store` */
    nc_text store;
    nc_speedscope_frame *frames;
    size_t frame_count, frame_room;
    nc_frame *known;        /* [frame]: what it turned out to be; function 0 = not seen yet, or a root */
    nc_speedscope_profile *profiles;
    size_t profile_count, profile_room;
    nc_speedscope_run *runs;
    size_t run_count, run_room;
    bool has_profiles, has_shared, has_frames;
    nc_str exporter;
    int64_t active;         /* activeProfileIndex, -1 = none */
    bool lines_execute;     /* a frame's line is the one that was executing */
    bool samples_as_events; /* what ends and begins again at one moment never ended */

    /* The profile whose stacks are being fed. */
    const nc_speedscope_profile *profile;
    uint64_t number;        /* of its sample or event, from 1 */
    uint32_t thread;
    size_t run;             /* into runs */
    uint32_t run_left;
    nc_speedscope_weight weight, clock;
    nc_frame *stack;
    size_t depth, root_count, stack_room;
    int64_t pending;        /* the weight of `stack` so far */
    bool is_pending;
    nc_callstack open;
    uint32_t *open_frames;
    size_t open_count, open_room;
    int64_t at;             /* the event before */
    bool has_fed;           /* some stack of some profile was not empty */
};

typedef struct nc_speedscope_unit {
    const char *name;
    int power; /* one of it is 10^power nanoseconds, samples or bytes */
    ncalls_unit unit;
} nc_speedscope_unit;

extern const nc_speedscope_unit nc_speedscope_profile_units[]; /* ended by NULL */

/* One element of "profiles", whose '{' was read last. The second time only its
 * stacks are of interest, which go to the feed. */
bool nc_speedscope_profile_read(nc_speedscope *s);
bool nc_speedscope_profile_reread(nc_speedscope *s, const nc_speedscope_profile *profile);
/* The same from the store. */
bool nc_speedscope_profile_replay(nc_speedscope *s, const nc_speedscope_profile *profile);

/* Between begin and end come all samples or all events of a profile. The first
 * `same` indexes are those of the sample before. */
bool nc_speedscope_feed_begin(nc_speedscope *s, const nc_speedscope_profile *profile);
bool nc_speedscope_feed_sample(nc_speedscope *s, const uint32_t *indexes, size_t count, size_t same);
bool nc_speedscope_feed_event(nc_speedscope *s, const nc_speedscope_event *event);
bool nc_speedscope_feed_end(nc_speedscope *s);

#endif
