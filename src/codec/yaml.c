/* SPDX-License-Identifier: MIT */
#include "codec/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/map.h"
#include "base/utf8.h"

typedef struct open_node {
    uint32_t node;
    bool is_map;
    bool is_value; /* of a map: a value comes next, not a key */
} open_node;

typedef struct reading {
    yaml_parser_t parser;
    nc_yaml_node *nodes;
    size_t count, room;
    nc_strtab strings;
    nc_map keys; /* node of the map | text of the key, to see which stands twice */
    open_node open[NC_LIMIT_YAML_DEPTH];
    size_t depth;
    ncalls_error *error;
} reading;

static ncalls_status fail_at(ncalls_error *error, size_t line, size_t column, const char *format, ...)
    NC_PRINTF(4, 5);
static ncalls_status fail_at(ncalls_error *error, size_t line, size_t column, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return nc_fail(error, NCALLS_USAGE, "line %zu, column %zu: %s", line, column, text);
}

static ncalls_status fail_mark(reading *r, yaml_mark_t mark, const char *sentence)
{
    return fail_at(r->error, mark.line + 1, mark.column + 1, "%s", sentence);
}

/* libyaml's own words are for people who write parsers. */
static ncalls_status fail_parser(reading *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "no YAML";

    if (p->error == YAML_MEMORY_ERROR)
        return nc_fail_memory(r->error);
    if (p->error == YAML_READER_ERROR)
        return nc_fail(r->error, NCALLS_USAGE, "byte %zu: %s", p->problem_offset + 1, problem);
    return fail_at(r->error, p->problem_mark.line + 1, p->problem_mark.column + 1, "no YAML: %s%s%s", problem,
                   p->context ? " " : "", p->context ? p->context : "");
}

/* ---- nodes --------------------------------------------------------------- */

/* NULL: no memory. */
static nc_yaml_node *add_node(reading *r, nc_yaml_kind kind, yaml_mark_t mark)
{
    if (!nc_alloc_grow(&r->nodes, &r->room, r->count + 1, sizeof *r->nodes))
        return NULL;
    r->nodes[r->count] = (nc_yaml_node){
        .end = (uint32_t)r->count + 1,
        .line = (uint32_t)mark.line + 1,
        .column = (uint32_t)mark.column + 1,
        .kind = (uint8_t)kind,
    };
    return &r->nodes[r->count++];
}

/* A key stands where a key must, and is one. */
static ncalls_status take_place(reading *r, bool is_text, yaml_mark_t mark)
{
    open_node *in = r->depth ? &r->open[r->depth - 1] : NULL;

    if (in && in->is_map && !in->is_value && !is_text)
        return fail_mark(r, mark, "a key must be a text");
    if (in && in->is_map)
        in->is_value = !in->is_value;
    return NCALLS_OK;
}

static ncalls_status check_key(reading *r, uint32_t map, nc_str key, const nc_yaml_node *node)
{
    const char *text = nc_strtab_text(&r->strings, key);
    uint32_t *earlier;

    if (node->is_plain && strcmp(text, "<<") == 0)
        return fail_at(r->error, node->line, node->column, "merge keys are not supported");
    earlier = nc_map_add(&r->keys, (uint64_t)(map + 1) << 32 | key.at);
    if (!earlier)
        return nc_fail_memory(r->error);
    if (*earlier)
        return fail_at(r->error, node->line, node->column, "%.60s stands twice, first on line %u", text, *earlier);
    *earlier = node->line;
    return NCALLS_OK;
}

static ncalls_status add_text(reading *r, const yaml_event_t *event)
{
    const char *bytes = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    const open_node *in = r->depth ? &r->open[r->depth - 1] : NULL;
    bool is_key = in && in->is_map && !in->is_value;
    nc_yaml_node *node;
    nc_str id;

    if (memchr(bytes, 0, size))
        return fail_mark(r, event->start_mark, "a text must not hold a NUL");
    node = add_node(r, NC_YAML_TEXT, event->start_mark);
    if (!node || !nc_strtab_add(&r->strings, bytes, size, &id))
        return nc_fail_memory(r->error);
    node->text = r->strings.offsets[id.at];
    node->size = (uint32_t)size;
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (is_key) {
        ncalls_status status = check_key(r, in->node, id, node);

        if (status)
            return status;
    }
    return take_place(r, true, event->start_mark);
}

static ncalls_status open_container(reading *r, nc_yaml_kind kind, yaml_mark_t mark)
{
    ncalls_status status = take_place(r, false, mark);

    if (status)
        return status;
    if (r->depth == NC_LIMIT_YAML_DEPTH)
        return fail_mark(r, mark, "nested too deep");
    if (!add_node(r, kind, mark))
        return nc_fail_memory(r->error);
    r->open[r->depth++] = (open_node){(uint32_t)r->count - 1, kind == NC_YAML_MAP, false};
    return NCALLS_OK;
}

static ncalls_status close_container(reading *r)
{
    r->nodes[r->open[--r->depth].node].end = (uint32_t)r->count;
    return NCALLS_OK;
}

/* ---- events -------------------------------------------------------------- */

static const char *forbidden(const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;

    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return "aliases (*name) are not supported";
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default:
        break;
    }
    return anchor ? "anchors (&name) are not supported" : tag ? "tags (!name) are not supported" : NULL;
}

static ncalls_status take_event(reading *r, const yaml_event_t *event)
{
    const char *sentence = forbidden(event);

    if (sentence)
        return fail_mark(r, event->start_mark, sentence);
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return r->count ? fail_mark(r, event->start_mark, "a second document (---) in one file") : NCALLS_OK;
    case YAML_SCALAR_EVENT:
        return add_text(r, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_container(r, NC_YAML_LIST, event->start_mark);
    case YAML_MAPPING_START_EVENT:
        return open_container(r, NC_YAML_MAP, event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_container(r);
    default:
        return NCALLS_OK;
    }
}

static ncalls_status read_events(reading *r)
{
    ncalls_status status = NCALLS_OK;
    bool at_end = false;

    while (!status && !at_end) {
        yaml_event_t event;

        if (!yaml_parser_parse(&r->parser, &event))
            return fail_parser(r);
        status = take_event(r, &event);
        at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return status;
}

/* libyaml names the byte, people want the line. */
static ncalls_status fail_bytes(const char *bytes, size_t size, ncalls_error *error)
{
    size_t line = 1, column = 1, i = 0;
    nc_rune rune = nc_utf8_next(bytes, size);

    for (; rune.valid && rune.code; rune = nc_utf8_next(bytes + i, size - i)) {
        i += rune.size;
        column = rune.code == '\n' ? 1 : column + 1;
        line += rune.code == '\n';
    }
    return fail_at(error, line, column, "%s", rune.valid ? "a NUL byte" : "not UTF-8");
}

static ncalls_status check_bytes(const char *bytes, size_t size, ncalls_error *error)
{
    if (size > NC_LIMIT_YAML)
        return nc_fail(error, NCALLS_LIMIT, "larger than %zu bytes, too large for a file of settings", NC_LIMIT_YAML);
    return size && (memchr(bytes, 0, size) || !nc_utf8_valid(bytes, size)) ? fail_bytes(bytes, size, error)
                                                                            : NCALLS_OK;
}

static ncalls_status read_bytes(reading *r, const char *bytes, size_t size)
{
    ncalls_status status;

    if (!nc_strtab_init(&r->strings) || !nc_map_init(&r->keys) || !yaml_parser_initialize(&r->parser))
        return nc_fail_memory(r->error);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)bytes, size);
    status = read_events(r);
    yaml_parser_delete(&r->parser);
    return status;
}

ncalls_status nc_yaml_parse(nc_yaml *out, const char *bytes, size_t size, ncalls_error *error)
{
    reading r = {.error = error};
    ncalls_status status = check_bytes(bytes, size, error);

    if (!status)
        status = read_bytes(&r, bytes, size);
    nc_map_reset(&r.keys);
    *out = (nc_yaml){r.nodes, (uint32_t)r.count, r.strings.bytes, r.nodes, r.strings};
    return status;
}

void nc_yaml_reset(nc_yaml *yaml)
{
    nc_alloc_free(yaml->own);
    nc_strtab_reset(&yaml->strings);
    *yaml = (nc_yaml){0};
}

/* ---- looking at the tree --------------------------------------------------- */

uint32_t nc_yaml_find(const nc_yaml *yaml, uint32_t map, const char *key)
{
    for (uint32_t i = map + 1; i < yaml->nodes[map].end; i = yaml->nodes[i + 1].end)
        if (strcmp(nc_yaml_text(yaml, i), key) == 0)
            return i + 1;
    return 0;
}

bool nc_yaml_is_null(const nc_yaml *yaml, uint32_t node)
{
    const nc_yaml_node *n = &yaml->nodes[node];
    const char *text = nc_yaml_text(yaml, node);

    return n->kind == NC_YAML_TEXT && n->is_plain && (!n->size || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
}

ncalls_status nc_yaml_fail(const nc_yaml *yaml, uint32_t node, ncalls_error *error, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail_at(error, yaml->nodes[node].line, yaml->nodes[node].column, "%s", text);
}
