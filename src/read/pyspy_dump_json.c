/* SPDX-License-Identifier: MIT */
/*
 * py-spy dump --json: one stack a thread, taken once.
 *
 *     [ { "pid": 12682, "thread_id": 1403, "thread_name": "MainThread", "os_thread_id": 12692,
 *         "frames": [ { "name": "parse", "filename": "/w/busy.py", "line": 6, ... }, ... ] }, ... ]
 *
 * (py-spy, src/dump.rs, src/stack_trace.rs.) Traps: frames are innermost first;
 * the name of a thread may be null; with --subprocesses it prints the parent
 * only. Each stack counts as one sample, as in the text.
 */
#include <string.h>

#include "base/alloc.h"
#include "codec/json.h"
#include "model/stacks.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

typedef struct dump {
    nc_builder *b;
    nc_json json;
    nc_frame *frames; /* innermost first, as read */
    size_t count, room;
    nc_str name;
    bool has_frames;
    int64_t process, thread, os_thread;
    uint64_t stacks;
} dump;

/* A number, a text or null; anything else is wrong. */
static bool read_number(dump *d, int64_t *out, const char *what)
{
    nc_json_value v;

    if (!nc_json_next(&d->json, &v, what))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_NUMBER)
        return nc_json_wrong(&d->json, &v, what);
    return nc_json_whole(&v, out) || nc_json_fail(&d->json, "%s beyond 64 bits", what);
}

static bool read_text(dump *d, nc_str *out, const char *what)
{
    nc_json_value v;

    if (!nc_json_next(&d->json, &v, what))
        return false;
    if (v.type == NC_JSON_TEXT)
        *out = nc_builder_string(d->b, v.bytes, v.size);
    return v.type == NC_JSON_TEXT || v.type == NC_JSON_NULL || nc_json_wrong(&d->json, &v, what);
}

static bool pass_over(dump *d)
{
    nc_json_value v;

    return nc_json_next(&d->json, &v, "a value") && nc_json_skip(&d->json, &v);
}

/* What has a module (a shared object) is a native frame. */
static bool add_frame(dump *d, nc_str file, nc_str name, nc_str module, int64_t line)
{
    nc_func function = nc_builder_function(d->b, file, 0, name);

    if (line < INT32_MIN || line > INT32_MAX)
        return nc_json_fail(&d->json, "a line number beyond 32 bits");
    if (!nc_alloc_grow(&d->frames, &d->room, d->count + 1, sizeof *d->frames)) {
        nc_fail_memory(&d->json.error);
        return false;
    }
    if (module.at && function.at)
        nc_builder_set_kind(d->b, function, NCALLS_KIND_NATIVE);
    d->frames[d->count++] = (nc_frame){function, (int32_t)line};
    return true;
}

static bool read_frame(dump *d)
{
    nc_json_value key;
    nc_str file = {0}, name = {0}, module = {0};
    int64_t line = 0;
    bool has_name = false;

    for (;;) {
        bool fine;

        if (!nc_json_key(&d->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "name"))
            fine = has_name = read_text(d, &name, "a frame's name");
        else if (nc_json_is(&key, "filename"))
            fine = read_text(d, &file, "a frame's file");
        else if (nc_json_is(&key, "module"))
            fine = read_text(d, &module, "a frame's module");
        else if (nc_json_is(&key, "line"))
            fine = read_number(d, &line, "a frame's line");
        else
            fine = pass_over(d);
        if (!fine)
            return false;
    }
    return has_name ? add_frame(d, file, name, module, line) : nc_json_fail(&d->json, "a frame without a name");
}

static bool read_frames(dump *d)
{
    nc_json_value v;

    d->has_frames = true;
    if (!nc_json_expect(&d->json, &v, NC_JSON_ARRAY, "a thread's frames"))
        return false;
    for (;;) {
        if (!nc_json_next(&d->json, &v, "a frame"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&d->json, &v, "a frame");
        if (!read_frame(d))
            return false;
    }
}

static void finish_thread(dump *d)
{
    for (size_t i = 0, j = d->count; i + 1 < j; i++) {
        nc_frame swap = d->frames[i];

        d->frames[i] = d->frames[--j];
        d->frames[j] = swap;
    }
    if (d->count) {
        nc_stacks_add(d->b,
                      nc_stacks_thread(d->b, d->name, d->process, d->os_thread ? d->os_thread : d->thread),
                      d->frames, d->count, 1);
        d->stacks++;
    }
}

static bool read_thread(dump *d)
{
    nc_json_value key;

    d->count = 0;
    d->name = (nc_str){0};
    d->process = d->thread = d->os_thread = 0;
    d->has_frames = false;
    for (;;) {
        bool fine;

        if (!nc_json_key(&d->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "pid"))
            fine = read_number(d, &d->process, "a process number");
        else if (nc_json_is(&key, "thread_id"))
            fine = read_number(d, &d->thread, "a thread's number");
        else if (nc_json_is(&key, "os_thread_id"))
            fine = read_number(d, &d->os_thread, "a thread's number");
        else if (nc_json_is(&key, "thread_name"))
            fine = read_text(d, &d->name, "a thread's name");
        else if (nc_json_is(&key, "frames"))
            fine = !d->has_frames ? read_frames(d) : nc_json_fail(&d->json, "a second list of frames");
        else
            fine = pass_over(d);
        if (!fine)
            return false;
    }
    if (!d->has_frames)
        return nc_json_fail(&d->json, "a thread without frames");
    finish_thread(d);
    return true;
}

static bool read_threads(dump *d)
{
    nc_json_value v;

    if (!nc_json_expect(&d->json, &v, NC_JSON_ARRAY, "a list of threads"))
        return false;
    while (!nc_builder_failed(d->b)) {
        if (!nc_json_next(&d->json, &v, "a thread"))
            return false;
        if (v.type == NC_JSON_END)
            return (d->stacks || nc_json_fail(&d->json, "no thread with a stack")) && nc_json_finish(&d->json);
        if (v.type != NC_JSON_OBJECT)
            return nc_json_wrong(&d->json, &v, "a thread");
        if (!read_thread(d))
            return false;
    }
    return true; /* the builder says why */
}

static ncalls_status read_pyspy_dump_json(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    dump d = {.b = builder};
    ncalls_status status = NCALLS_OK;

    nc_json_init(&d.json, input);
    nc_builder_set_tool(builder, "py-spy dump");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_THREADS, NCALLS_UNIT_SAMPLES);
    if (!read_threads(&d)) {
        *error = d.json.error;
        status = d.json.error.status;
    } else {
        nc_builder_note(builder, "a dump of one moment: each thread's stack counts as one sample");
    }
    nc_json_reset(&d.json);
    nc_alloc_free(d.frames);
    return status;
}

static unsigned bid_pyspy_dump_json(const nc_head *head)
{
    if (!nc_jsonkeys_has(head, NC_JSONKEYS_ITEMS, "thread_id") && !nc_jsonkeys_has(head, NC_JSONKEYS_ITEMS, "owns_gil"))
        return 0;
    return nc_jsonkeys_has(head, NC_JSONKEYS_ITEMS, "frames") ? 50 : 0;
}

const nc_reader nc_read_pyspy_dump_json = {
    .name = "pyspy_dump_json",
    .title = "py-spy dump --json",
    .bid = bid_pyspy_dump_json,
    .read = read_pyspy_dump_json,
};
