/* SPDX-License-Identifier: MIT */
/*
 * The trace event format of Chrome: viztracer, py-spy -f chrometrace, and many
 * who are no Python profilers. See chrometrace.h for how it is read.
 *
 *     [ {"ph": "B", "name": "f", "pid": 7, "tid": 7, "ts": 0}, {"ph": "E", ...}, ... ]
 *     { "traceEvents": [ {"ph": "X", "name": "f (app.py:4)", "ts": 0, "dur": 5.5, ...}, ... ], ... }
 *
 * B begins a call and E ends it, X is both; M names threads; all else (counters,
 * instants, flows, async events) is no call. Times are microseconds.
 */
#include "read/chrometrace.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

/* Half of what 64 bits hold, so that the time between two moments fits, too. */
#define LATEST (INT64_MAX / 2)

enum time { MISSING, UNUSABLE, GIVEN };

/* One object of the list. Texts are in `trace`. */
typedef struct event {
    char kind; /* "ph", 0 = none of one letter */
    enum time has_start, has_length;
    int64_t start, length;
    nc_chrometrace_id process, thread;
    bool is_pyspy, is_traced; /* by its category */
} event;

static bool fail_memory(nc_chrometrace *t)
{
    nc_fail_memory(&t->json.error);
    return false;
}

static bool copy(nc_chrometrace *t, nc_text *out, const nc_json_value *v)
{
    nc_text_clear(out);
    if (v->type == NC_JSON_TEXT)
        nc_text_add(out, v->bytes, v->size);
    return !nc_text_failed(out) || fail_memory(t);
}

static enum time take_time(const nc_json_value *v, int64_t *out)
{
    return v->type == NC_JSON_NUMBER && nc_json_fixed(v, 3, out) && *out > -LATEST && *out < LATEST ? GIVEN : UNUSABLE;
}

/* 2^64 - 1 and 1.5 are ids, too. */
static bool take_id(nc_chrometrace *t, const nc_json_value *v, nc_chrometrace_id *out)
{
    char text[48];
    int size;

    *out = (nc_chrometrace_id){0, {0}};
    if (v->type == NC_JSON_ARRAY || v->type == NC_JSON_OBJECT)
        return nc_json_wrong(&t->json, v, "a process or thread");
    if (v->type == NC_JSON_TEXT) {
        out->text = nc_builder_string(t->builder, v->bytes, v->size);
    } else if (v->type == NC_JSON_NUMBER && !nc_json_whole(v, &out->number)) {
        size = snprintf(text, sizeof text, "%s%llue%d", v->negative ? "-" : "", (unsigned long long)v->digits,
                        v->exponent);
        *out = (nc_chrometrace_id){0, nc_builder_string(t->builder, text, (size_t)size)};
    }
    return !nc_builder_failed(t->builder);
}

/* What is wanted of "args": py-spy's file and line, and the names of threads. */
static bool take_args(nc_chrometrace *t, const nc_json_value *args)
{
    nc_json_value key, v;
    int64_t line;

    if (args->type != NC_JSON_OBJECT)
        return nc_json_skip(&t->json, args);
    for (;;) {
        bool is_file, is_line, is_name, fine;

        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        is_file = nc_json_is(&key, "filename");
        is_line = nc_json_is(&key, "line");
        is_name = nc_json_is(&key, "name");
        fine = nc_json_next(&t->json, &v, "a value");
        if (fine && is_line && nc_json_whole(&v, &line) && line >= INT32_MIN && line <= INT32_MAX)
            t->line = (int32_t)line;
        else if (fine && (is_file || is_name))
            fine = copy(t, is_file ? &t->file : &t->label, &v);
        if (!fine || !nc_json_skip(&t->json, &v))
            return false;
    }
}

enum member { OTHER, NAME, KIND, CATEGORY, START, LENGTH, THREAD_LENGTH, PROCESS, THREAD, ARGUMENTS };

/* A million times: by size first. */
static enum member member_of(const nc_json_value *key)
{
#define MEMBER(text, member)                                                                                           \
    {                                                                                                                  \
        text, sizeof(text) - 1, member                                                                                 \
    }
    static const struct {
        const char *key;
        size_t size;
        enum member member;
    } members[] = {
        MEMBER("ph", KIND),    MEMBER("ts", START),     MEMBER("pid", PROCESS),
        MEMBER("tid", THREAD), MEMBER("name", NAME),    MEMBER("args", ARGUMENTS),
        MEMBER("dur", LENGTH), MEMBER("cat", CATEGORY), MEMBER("tdur", THREAD_LENGTH),
    };
#undef MEMBER

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (key->size == members[i].size && memcmp(key->bytes, members[i].key, key->size) == 0)
            return members[i].member;
    return OTHER;
}

static bool take_member(nc_chrometrace *t, event *e, enum member member)
{
    nc_json_value v;

    if (!nc_json_next(&t->json, &v, "a value"))
        return false;
    switch (member) {
    case NAME:
        if (!copy(t, &t->name, &v))
            return false;
        break;
    case KIND: e->kind = v.type == NC_JSON_TEXT && v.size == 1 ? *v.bytes : '\0'; break;
    case CATEGORY:
        e->is_pyspy = nc_json_is(&v, "py-spy");
        e->is_traced = nc_json_is(&v, "FEE");
        break;
    case START: e->has_start = take_time(&v, &e->start); break;
    case LENGTH: e->has_length = take_time(&v, &e->length); break;
    case THREAD_LENGTH:
        if (!e->has_length)
            e->has_length = take_time(&v, &e->length);
        break;
    case PROCESS: return take_id(t, &v, &e->process);
    case THREAD: return take_id(t, &v, &e->thread);
    case ARGUMENTS: return take_args(t, &v);
    case OTHER: break;
    }
    return nc_json_skip(&t->json, &v);
}

static nc_str intern(nc_chrometrace *t, const nc_text *text)
{
    return nc_builder_string(t->builder, text->bytes, text->size);
}

static nc_chrometrace_track *track_of(nc_chrometrace *t, const event *e)
{
    nc_chrometrace_track *track;

    /* py-spy counts threads without asking of which process they are; forked
     * ones share their number, and their events only make sense together. */
    track = nc_chrometrace_track_of(t, t->is_sampled ? (nc_chrometrace_id){0, {0}} : e->process, e->thread);
    if (track && !track->count)
        track->origin = e->process.number;
    else if (track && track->origin != e->process.number)
        t->shares_threads = true;
    return track;
}

static bool keep_event(nc_chrometrace *t, const event *e)
{
    nc_chrometrace_event kept = {e->start, e->start, 0,
                                 e->kind == 'B'   ? NC_CHROMETRACE_BEGIN
                                 : e->kind == 'E' ? NC_CHROMETRACE_END
                                                  : NC_CHROMETRACE_WHOLE};
    nc_chrometrace_track *track;

    if (e->has_start != GIVEN ||
        (e->kind == 'X' && (e->has_length == UNUSABLE || e->length < 0 || e->length >= LATEST - e->start))) {
        t->unusable++;
        return true;
    }
    if (e->kind == 'X')
        kept.end += e->length;
    if (t->name.size || e->kind != 'E') {
        nc_str name = t->name.size ? intern(t, &t->name) : nc_builder_string(t->builder, "(unnamed)", 9);
        nc_str file = e->is_pyspy ? intern(t, &t->file) : (nc_str){0};

        if (nc_builder_failed(t->builder) ||
            !(kept.frame = nc_chrometrace_frame_of(t, name, file, e->is_pyspy ? t->line : 0)))
            return false;
    }
    t->is_sampled |= e->is_pyspy;
    t->is_viztracer |= e->is_traced;
    track = track_of(t, e);
    return track && nc_chrometrace_keep(t, track, &kept);
}

static bool name_thread(nc_chrometrace *t, const event *e)
{
    static const char name[] = "thread_name";
    nc_chrometrace_track *track;

    if (t->name.size != sizeof name - 1 || memcmp(t->name.bytes, name, sizeof name - 1) != 0 || !t->label.size)
        return true;
    track = nc_chrometrace_track_of(t, e->process, e->thread);
    if (track)
        track->name = intern(t, &t->label);
    return track && !nc_builder_failed(t->builder);
}

/* Behind the '{' of one. */
static bool take_event(nc_chrometrace *t)
{
    event e = {0};
    nc_json_value key;

    nc_text_clear(&t->name);
    nc_text_clear(&t->file);
    nc_text_clear(&t->label);
    t->line = 0;
    for (;;) {
        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (!take_member(t, &e, member_of(&key)))
            return false;
    }
    if (e.kind == 'B' || e.kind == 'E' || e.kind == 'X')
        return keep_event(t, &e);
    if (e.kind == 'M')
        return name_thread(t, &e);
    t->left_out += e.kind != '\0';
    return true;
}

/* Behind the '[' of the list. */
static bool take_events(nc_chrometrace *t)
{
    nc_json_value v;

    for (;;) {
        if (!nc_json_next(&t->json, &v, "an event (an object)"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&t->json, &v, "an event (an object)");
        if (!take_event(t))
            return false;
    }
}

static bool take_metadata(nc_chrometrace *t)
{
    nc_json_value key, v;

    if (!nc_json_expect(&t->json, &v, NC_JSON_OBJECT, "an object with viztracer's version"))
        return false;
    t->is_viztracer = t->has_metadata = true;
    for (;;) {
        bool is_version, is_overflow;
        char tool[64];

        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return true;
        is_version = nc_json_is(&key, "version");
        is_overflow = nc_json_is(&key, "overflow");
        if (!nc_json_next(&t->json, &v, "a value"))
            return false;
        if (is_version && v.type == NC_JSON_TEXT && v.size < 32) {
            snprintf(tool, sizeof tool, "viztracer %.*s", (int)v.size, v.bytes);
            nc_builder_set_tool(t->builder, tool);
        }
        if (is_overflow && v.type == NC_JSON_BOOL && v.digits)
            nc_builder_note(t->builder, "viztracer's buffer was full: the beginning of the run is not in the file");
        if (!nc_json_skip(&t->json, &v))
            return false;
    }
}

static bool take_object(nc_chrometrace *t)
{
    nc_json_value key, v;

    for (;;) {
        bool fine;

        if (!nc_json_key(&t->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            return t->has_events || nc_json_fail(&t->json, "the file has no \"traceEvents\"");
        if (nc_json_is(&key, "traceEvents")) {
            if (t->has_events)
                return nc_json_fail(&t->json, "\"traceEvents\" a second time");
            t->has_events = true;
            fine = nc_json_expect(&t->json, &v, NC_JSON_ARRAY, "an array of events") && take_events(t);
        } else if (nc_json_is(&key, "viztracer_metadata")) {
            fine = take_metadata(t);
        } else {
            fine = nc_json_next(&t->json, &v, "a value") && nc_json_skip(&t->json, &v);
        }
        if (!fine)
            return false;
    }
}

static bool read_document(nc_chrometrace *t)
{
    nc_json_value v;

    t->json.open_ended = true;
    if (!nc_json_next(&t->json, &v, "a trace (an array or an object)"))
        return false;
    if (v.type != NC_JSON_ARRAY && v.type != NC_JSON_OBJECT)
        return nc_json_wrong(&t->json, &v, "a trace (an array or an object)");
    return (v.type == NC_JSON_ARRAY ? take_events(t) : take_object(t)) && nc_json_finish(&t->json);
}

static bool has_lines(const nc_chrometrace *t)
{
    for (size_t i = 1; t->is_sampled && i <= t->frame_count; i++)
        if (t->frames[i].line)
            return true;
    return false;
}

static bool replay(nc_chrometrace *t)
{
    unsigned has = NCALLS_HAS_EDGES | NCALLS_HAS_TIME;

    if (!t->begun)
        return nc_json_fail(&t->json, "the file has no call in it: no event of kind B or X%s",
                            t->unusable ? " with a time" : "");
    if (t->is_sampled && !t->has_metadata)
        nc_builder_set_tool(t->builder, "py-spy");
    else if (t->is_viztracer && !t->has_metadata)
        nc_builder_set_tool(t->builder, "viztracer");
    has |= t->is_sampled ? 0 : (unsigned)NCALLS_HAS_CALLS;
    has |= has_lines(t) ? (unsigned)NCALLS_HAS_LINES : 0;
    if (!nc_builder_declare(t->builder, has, NCALLS_UNIT_NANOSECONDS))
        return false;
    nc_stacks_declare_order(t->builder, t->is_sampled ? NC_STACKS_EVENTS : NC_STACKS_CALLS, NCALLS_UNIT_NANOSECONDS);
    for (size_t i = 1; i <= t->track_count; i++)
        if (t->tracks[i].count && !nc_chrometrace_replay(t, &t->tracks[i]))
            return false;
    return true;
}

static void note(nc_chrometrace *t, uint64_t count, const char *one, const char *many)
{
    if (count)
        nc_builder_note(t->builder, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
}

static void say_what_was_odd(nc_chrometrace *t)
{
    note(t, t->left_out, "event is no call (a counter, an instant, a flow) and in no figure",
         "events are no calls (counters, instants, flows) and in no figure");
    note(t, t->unusable, "event has no usable time and is left out", "events have no usable time and are left out");
    note(t, t->ends_alone, "call ended that never began and is left out",
         "calls ended that never began and are left out");
    note(t, t->never_ended, "call never ended and lasts until the last event of its thread or its caller's end",
         "calls never ended and last until the last event of their thread or their caller's end");
    if (t->json.was_cut)
        nc_builder_note(t->builder, "the trace has no end: the recording was cut off");
    if (t->is_sampled)
        nc_builder_note(t->builder, "py-spy leaves a stack open while its thread waits: times are upper bounds");
    if (t->shares_threads)
        nc_builder_note(t->builder, "py-spy mixed up processes that share a thread number: "
                                    "times of forked processes are not to be trusted");
}

static ncalls_status read_chrometrace(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    nc_chrometrace t = {.builder = builder};
    ncalls_status status = NCALLS_OK;
    bool fine;

    nc_text_init(&t.name);
    nc_text_init(&t.file);
    nc_text_init(&t.label);
    nc_json_init(&t.json, input);
    fine =
        (nc_map_init(&t.frame_index) && nc_map_init(&t.place_index) && nc_map_init(&t.track_index)) || fail_memory(&t);
    fine = fine && read_document(&t) && replay(&t);
    if (fine) {
        say_what_was_odd(&t);
    } else if (!nc_builder_failed(builder)) {
        status = t.json.error.status;
        if (error)
            *error = t.json.error;
    }
    nc_chrometrace_forget(&t);
    nc_json_reset(&t.json);
    return status;
}

/* Events in a list by themselves, or under their key. */
static unsigned bid_chrometrace(const nc_head *head)
{
    if (nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "traceEvents"))
        return 40;
    if (!nc_jsonkeys_has(head, NC_JSONKEYS_ITEMS, "ph"))
        return 0;
    return nc_jsonkeys_has(head, NC_JSONKEYS_ITEMS, "ts") ? 36 : 20;
}

const nc_reader nc_read_chrometrace = {
    .name = "chrometrace",
    .title = "Chrome trace events: viztracer, py-spy record -f chrometrace",
    .bid = bid_chrometrace,
    .read = read_chrometrace,
};
