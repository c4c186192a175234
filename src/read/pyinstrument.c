/* SPDX-License-Identifier: MIT */
/*
 * pyinstrument's JSON (-r json) and sessions (.pyisession, --use-session).
 *
 *     { "duration": 0.142, "sample_count": 84, "root_frame":
 *         { "function": "main", "file_path": "app.py", "line_no": 57,
 *           "time": 0.137251, "children": [ ... ] } }
 *
 *     { "frame_records": [ [ ["MainThread\0<thread>\0" "140081", "main\0app.py\0" "57\1l69"], 0.001 ], ... ] }
 *
 * (pyinstrument/renderers/jsonrenderer.py, session.py, frame.py.) A frame's
 * time is what it and its children took; the line is its function's first.
 * "[self]" is the frame's own time given a name. In a session the frames are
 * root first; what follows \1 are attributes, "l69" the line that runs.
 *
 * Traps: the JSON nests twice as deep as the stack; each time is rounded to a
 * microsecond, so that children may add up to a little more than their parent.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/number.h"
#include "codec/json.h"
#include "model/stacks.h"
#include "read/jsonkeys.h"
#include "read/reader.h"

enum { ROUNDING = 1000 }; /* nanoseconds, of each time in a tree */

typedef struct tree_node {
    uint32_t parent;          /* before it; 0 = none */
    uint32_t largest;         /* of its children, 0 = none */
    uint32_t child_count;
    nc_str file, name;
    int32_t line;
    bool has_name, has_time;
    int64_t time, children;   /* nanoseconds; of all children */
    uint32_t stack;           /* in nc_stacks */
} tree_node;

typedef struct pyinstrument {
    nc_builder *b;
    nc_json json;
    tree_node *nodes; /* from 1 */
    size_t node_count, node_room;
    nc_frame *frames; /* of a session's record, root first */
    size_t frame_count, frame_room;
    uint32_t thread;
    bool has_samples, has_tree, has_threads, overfull;
} pyinstrument;

static bool fail_memory(pyinstrument *y)
{
    nc_fail_memory(&y->json.error);
    return false;
}

static nc_str text(pyinstrument *y, const nc_json_value *v)
{
    return nc_builder_string(y->b, v->bytes, v->size);
}

static bool read_text(pyinstrument *y, nc_str *out, bool *has, const char *what)
{
    nc_json_value v;

    if (!nc_json_next(&y->json, &v, what))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_TEXT)
        return nc_json_wrong(&y->json, &v, what);
    *out = text(y, &v);
    if (has)
        *has = true;
    return true;
}

static bool read_seconds(pyinstrument *y, int64_t *out, const char *what)
{
    nc_json_value v;

    if (!nc_json_expect(&y->json, &v, NC_JSON_NUMBER, what))
        return false;
    if (!nc_json_fixed(&v, 9, out) || *out > INT64_MAX / 4 || *out < -(INT64_MAX / 4))
        return nc_json_fail(&y->json, "a time of more than 73 years");
    return true;
}

static bool read_line(pyinstrument *y, int32_t *out)
{
    nc_json_value v;
    int64_t line;

    if (!nc_json_next(&y->json, &v, "a frame's line"))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_NUMBER)
        return nc_json_wrong(&y->json, &v, "a frame's line");
    if (!nc_json_whole(&v, &line) || line < INT32_MIN || line > INT32_MAX)
        return nc_json_fail(&y->json, "a line number beyond 32 bits");
    *out = (int32_t)line;
    return true;
}

/* Node `*current`'s object has begun. */
static bool add_node(pyinstrument *y, uint32_t *current)
{
    if (y->node_count + 1 >= NC_LIMIT_ROWS)
        return nc_json_fail(&y->json, "more than %u frames", NC_LIMIT_ROWS);
    if (!nc_alloc_grow(&y->nodes, &y->node_room, y->node_count + 2, sizeof *y->nodes))
        return fail_memory(y);
    y->nodes[++y->node_count] = (tree_node){.parent = *current};
    *current = (uint32_t)y->node_count;
    return true;
}

/* The next item of a frame's children, or their end. */
static bool next_child(pyinstrument *y, uint32_t *current)
{
    nc_json_value v;

    if (!nc_json_next(&y->json, &v, "a frame"))
        return false;
    if (v.type == NC_JSON_END)
        return true;
    if (v.type != NC_JSON_OBJECT)
        return nc_json_wrong(&y->json, &v, "a frame");
    return add_node(y, current);
}

static bool end_node(pyinstrument *y, uint32_t *current)
{
    const tree_node *n = &y->nodes[*current];

    if (!n->has_name || !n->has_time)
        return nc_json_fail(&y->json, "a frame without its %s", n->has_name ? "time" : "function");
    *current = n->parent;
    return !*current || next_child(y, current);
}

static bool read_children(pyinstrument *y, uint32_t *current)
{
    nc_json_value v;

    if (!nc_json_next(&y->json, &v, "a frame's children"))
        return false;
    if (v.type == NC_JSON_NULL)
        return true;
    if (v.type != NC_JSON_ARRAY)
        return nc_json_wrong(&y->json, &v, "a frame's children");
    return next_child(y, current);
}

/* The next key of the frame, and what belongs to it. */
static bool read_key(pyinstrument *y, uint32_t *current)
{
    tree_node *n = &y->nodes[*current];
    nc_json_value key, v;

    if (!nc_json_key(&y->json, &key))
        return false;
    if (key.type == NC_JSON_END)
        return end_node(y, current);
    if (nc_json_is(&key, "function"))
        return read_text(y, &n->name, &n->has_name, "a frame's function");
    if (nc_json_is(&key, "file_path"))
        return read_text(y, &n->file, NULL, "a frame's file");
    if (nc_json_is(&key, "line_no"))
        return read_line(y, &n->line);
    if (nc_json_is(&key, "time")) {
        n->has_time = true;
        return read_seconds(y, &n->time, "a frame's time");
    }
    if (nc_json_is(&key, "children"))
        return read_children(y, current);
    return nc_json_next(&y->json, &v, "a value") && nc_json_skip(&y->json, &v);
}

static bool read_tree(pyinstrument *y)
{
    nc_json_value v;
    uint32_t current = 0;

    y->has_tree = true;
    if (!nc_json_next(&y->json, &v, "the root frame"))
        return false;
    if (v.type == NC_JSON_NULL)
        return true; /* not one sample */
    if (v.type != NC_JSON_OBJECT)
        return nc_json_wrong(&y->json, &v, "the root frame");
    if (!add_node(y, &current))
        return false;
    while (current)
        if (nc_builder_failed(y->b) || !read_key(y, &current))
            return false;
    return true;
}

static bool is_self(const pyinstrument *y, const tree_node *n)
{
    return n->parent && nc_builder_text_size(y->b, n->name) == 6 &&
           memcmp(nc_builder_text(y->b, n->name), "[self]", 6) == 0;
}

static void count_children(pyinstrument *y)
{
    for (size_t i = 2; i <= y->node_count; i++) {
        const tree_node *n = &y->nodes[i];
        tree_node *parent = &y->nodes[n->parent];

        if (!n->parent || is_self(y, n))
            continue;
        parent->children = nc_number_add(parent->children, n->time, &y->overfull);
        parent->child_count++;
        if (!parent->largest || n->time > y->nodes[parent->largest].time)
            parent->largest = (uint32_t)i;
    }
}

/* What was rounded up is taken from the largest child again, so that every
 * total is the file's. */
static void level_children(pyinstrument *y, tree_node *n)
{
    int64_t over = n->children > n->time ? n->children - n->time : 0;
    tree_node *largest = &y->nodes[n->largest];

    if (!over)
        return;
    if (over > ((int64_t)n->child_count + 1) * ROUNDING)
        y->overfull = true;
    if (over > largest->time)
        over = largest->time > 0 ? largest->time : 0;
    largest->time -= over;
    n->children -= over;
}

static bool is_synthetic(const char *name, size_t name_size, size_t file_size)
{
    return !file_size && name_size > 2 && name[0] == '[' && name[name_size - 1] == ']';
}

static nc_func function_of(pyinstrument *y, nc_str file, int32_t line, nc_str name)
{
    nc_func function = nc_builder_function(y->b, file, line, name);
    size_t file_size = nc_builder_text_size(y->b, file);

    if (!function.at)
        return function;
    if (is_synthetic(nc_builder_text(y->b, name), nc_builder_text_size(y->b, name), file_size))
        nc_builder_set_kind(y->b, function, NCALLS_KIND_SYNTHETIC);
    else if (file_size == 10 && memcmp(nc_builder_text(y->b, file), "<built-in>", 10) == 0)
        nc_builder_set_kind(y->b, function, NCALLS_KIND_BUILTIN);
    return function;
}

static void hand_over_tree(pyinstrument *y)
{
    count_children(y);
    for (size_t i = 1; i <= y->node_count && !nc_builder_failed(y->b); i++) {
        tree_node *n = &y->nodes[i];
        uint32_t parent = n->parent ? y->nodes[n->parent].stack : nc_stacks_root(y->b, 0);

        if (is_self(y, n)) {
            n->stack = parent; /* whoever stands below it belongs to the parent */
            continue;
        }
        level_children(y, n);
        n->stack = nc_stacks_child(y->b, parent, (nc_frame){function_of(y, n->file, n->line, n->name), 0});
        nc_stacks_weigh(y->b, n->stack, n->time > n->children ? n->time - n->children : 0);
        y->has_samples = true;
    }
    if (y->overfull)
        nc_builder_note(y->b, "some frames took less time than what they called: the callees' count");
}

static int64_t number_of(const char *bytes, size_t size)
{
    int64_t number;

    return nc_number_parse_int(bytes, size, &number) ? number : 0;
}

static int32_t line_of(const char *bytes, size_t size)
{
    int64_t line = number_of(bytes, size);

    return line >= 0 && line <= INT32_MAX ? (int32_t)line : 0;
}

/* "function\0file\0first line\1attribute\1attribute"; the first of a stack may
 * be "name\0<thread>\0id". */
static bool add_identifier(pyinstrument *y, const char *p, size_t size)
{
    const char *end = p + size, *file = memchr(p, '\0', size), *line = NULL, *attributes;
    size_t name_size = file ? (size_t)(file - p) : size, file_size = 0;
    nc_frame frame = {{0}, 0};
    int32_t first = 0;

    if (file) {
        file++;
        line = memchr(file, '\0', (size_t)(end - file));
        file_size = (size_t)((line ? line : end) - file);
    }
    attributes = line ? memchr(line, '\1', (size_t)(end - line)) : NULL;
    if (line && file_size == 8 && memcmp(file, "<thread>", 8) == 0) {
        y->thread = nc_stacks_thread(y->b, nc_builder_string(y->b, p, name_size), 0,
                                     number_of(line + 1, (size_t)((attributes ? attributes : end) - line - 1)));
        y->has_threads = true;
        return true;
    }
    if (line)
        first = line_of(line + 1, (size_t)((attributes ? attributes : end) - line - 1));
    while (attributes) {
        const char *next = memchr(attributes + 1, '\1', (size_t)(end - attributes - 1));
        size_t length = (size_t)((next ? next : end) - attributes - 1);

        if (length && attributes[1] == 'l')
            frame.line = line_of(attributes + 2, length - 1);
        attributes = next;
    }
    frame.function = function_of(y, nc_builder_string(y->b, file ? file : "", file_size), first,
                                 nc_builder_string(y->b, p, name_size));
    if (!nc_alloc_grow(&y->frames, &y->frame_room, y->frame_count + 1, sizeof *y->frames))
        return fail_memory(y);
    y->frames[y->frame_count++] = frame;
    return true;
}

static bool read_identifiers(pyinstrument *y)
{
    nc_json_value v;

    y->frame_count = 0;
    y->thread = 0;
    if (!nc_json_expect(&y->json, &v, NC_JSON_ARRAY, "a record's stack"))
        return false;
    for (;;) {
        if (!nc_json_next(&y->json, &v, "a frame's identifier"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_TEXT)
            return nc_json_wrong(&y->json, &v, "a frame's identifier");
        if (!add_identifier(y, v.bytes, v.size))
            return false;
    }
}

/* A record without a frame is still time. */
static void hand_over_record(pyinstrument *y, int64_t time)
{
    if (!y->frame_count) {
        nc_str name = nc_builder_string(y->b, "<no frame>", 10);

        if (!nc_alloc_grow(&y->frames, &y->frame_room, 1, sizeof *y->frames))
            return;
        y->frames[y->frame_count++] = (nc_frame){nc_builder_function(y->b, (nc_str){0}, 0, name), 0};
        nc_builder_set_kind(y->b, y->frames[0].function, NCALLS_KIND_SYNTHETIC);
    }
    nc_stacks_add(y->b, y->thread, y->frames, y->frame_count, time);
    y->has_samples = true;
}

static bool read_records(pyinstrument *y)
{
    nc_json_value v;
    int64_t time;

    y->has_tree = true;
    nc_stacks_declare_order(y->b, NC_STACKS_WEIGHTS, NCALLS_UNIT_NANOSECONDS);
    if (!nc_json_expect(&y->json, &v, NC_JSON_ARRAY, "the records"))
        return false;
    for (;;) {
        if (!nc_json_next(&y->json, &v, "a record"))
            return false;
        if (v.type == NC_JSON_END)
            return true;
        if (v.type != NC_JSON_ARRAY)
            return nc_json_wrong(&y->json, &v, "a record");
        if (!read_identifiers(y) || !read_seconds(y, &time, "a record's time") ||
            !nc_json_expect(&y->json, &v, NC_JSON_END, "the end of a record"))
            return false;
        hand_over_record(y, time);
        if (nc_builder_failed(y->b))
            return true;
    }
}

static bool read_document(pyinstrument *y)
{
    nc_json_value key, v;

    if (!nc_json_expect(&y->json, &v, NC_JSON_OBJECT, "an object"))
        return false;
    for (;;) {
        bool fine;

        if (nc_builder_failed(y->b))
            return true;
        if (!nc_json_key(&y->json, &key))
            return false;
        if (key.type == NC_JSON_END)
            break;
        if (nc_json_is(&key, "root_frame"))
            fine = !y->has_tree ? read_tree(y) : nc_json_fail(&y->json, "a second root frame");
        else if (nc_json_is(&key, "frame_records"))
            fine = !y->has_tree ? read_records(y) : nc_json_fail(&y->json, "a second list of records");
        else
            fine = nc_json_next(&y->json, &v, "a value") && nc_json_skip(&y->json, &v);
        if (!fine)
            return false;
    }
    if (!y->has_tree)
        return nc_json_fail(&y->json, "a root_frame or frame_records expected, there is neither");
    return nc_json_finish(&y->json);
}

static ncalls_status read_pyinstrument(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    pyinstrument y = {.b = builder};
    ncalls_status status;
    bool fine;

    nc_json_init(&y.json, input);
    nc_builder_set_tool(builder, "pyinstrument");
    fine = read_document(&y);
    if (fine && y.node_count)
        hand_over_tree(&y);
    nc_builder_declare(builder,
                       NCALLS_HAS_EDGES | NCALLS_HAS_TIME | (y.has_threads ? (unsigned)NCALLS_HAS_THREADS : 0),
                       NCALLS_UNIT_NANOSECONDS);
    if (fine && !y.has_samples)
        nc_builder_note(builder, "pyinstrument took no sample: the program was too short");
    if (!fine && error)
        *error = y.json.error;
    status = fine ? NCALLS_OK : y.json.error.status;
    nc_json_reset(&y.json);
    nc_alloc_free(y.nodes);
    nc_alloc_free(y.frames);
    return status;
}

static unsigned bid_pyinstrument(const nc_head *head)
{
    if (nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "root_frame") || nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "frame_records"))
        return 50;
    /* Keys in another order: the tree may begin behind what a bid sees. */
    return nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "sample_count") && nc_jsonkeys_has(head, NC_JSONKEYS_TOP, "cpu_time")
               ? 40
               : 0;
}

const nc_reader nc_read_pyinstrument = {
    .name = "pyinstrument",
    .title = "pyinstrument: -r json, sessions (.pyisession)",
    .bid = bid_pyinstrument,
    .read = read_pyinstrument,
};
