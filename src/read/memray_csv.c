/* SPDX-License-Identifier: MIT */
/*
 * memray transform csv: the allocations that were alive when memory use was
 * highest.
 *
 *     allocator,num_allocations,size,tid,thread_name,stack_trace
 *     MALLOC,12,11473,1,0x1,get_code;<frozen x>;892|run_path;<frozen runpy>;287
 *
 * (memray/reporters/transform.py; Python's csv module writes it, with \r\n.) A
 * stack is "function;file;line" joined by "|", innermost first; no stack, no
 * text. Columns are found by their names. A field in quotes may hold newlines,
 * and two quotes stand for one.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/text.h"
#include "codec/textlines.h"
#include "model/lines.h"
#include "model/stacks.h"
#include "read/reader.h"

typedef enum column { COUNT, SIZE, TID, THREAD, STACK, COLUMNS } column;

static const char *const names[COLUMNS] = {"num_allocations", "size", "tid", "thread_name", "stack_trace"};

enum { FIELDS_MAX = 32 };

typedef struct csv {
    nc_builder *b;
    nc_textlines lines;
    nc_text row;              /* one row: its fields without quotes, end to end */
    size_t ends[FIELDS_MAX];
    size_t field_count;
    int places[COLUMNS];      /* of each column among the fields, -1 = not there */
    nc_frame *frames;
    size_t count, room;
    uint64_t rows, first_line;
    ncalls_error *error;
    ncalls_status status;
} csv;

static bool fail(csv *c, const char *what)
{
    c->status = nc_fail(c->error, NCALLS_DAMAGED, "line %llu: %s", (unsigned long long)c->first_line, what);
    return false;
}

static bool end_field(csv *c)
{
    if (c->field_count == FIELDS_MAX)
        return fail(c, "a row of more than 32 fields");
    c->ends[c->field_count++] = c->row.size;
    return true;
}

/* A row, of one line or more. False: there is none (status 0) or it failed. */
static bool next_row(csv *c)
{
    bool quoted = false;

    nc_text_clear(&c->row);
    c->field_count = 0;
    for (bool first = true; first || quoted; first = false) {
        if (!nc_textlines_next(&c->lines)) {
            c->status = c->lines.status;
            if (c->status)
                *c->error = c->lines.error;
            return !c->status && quoted && fail(c, "a quote that does not end");
        }
        if (first)
            c->first_line = c->lines.number;
        else
            nc_text_add_char(&c->row, '\n');
        for (size_t i = 0; i < c->lines.size; i++) {
            char byte = c->lines.bytes[i];

            if (byte == '"' && quoted && i + 1 < c->lines.size && c->lines.bytes[i + 1] == '"')
                nc_text_add_char(&c->row, c->lines.bytes[++i]);
            else if (byte == '"')
                quoted = !quoted;
            else if (byte == ',' && !quoted) {
                if (!end_field(c))
                    return false;
            } else
                nc_text_add_char(&c->row, byte);
        }
    }
    if (nc_text_failed(&c->row)) {
        c->status = nc_fail_memory(c->error);
        return false;
    }
    return end_field(c);
}

static const char *field(const csv *c, column which, size_t *size)
{
    int place = c->places[which];
    size_t begin;

    *size = 0;
    if (place < 0 || (size_t)place >= c->field_count)
        return "";
    begin = place ? c->ends[place - 1] : 0;
    *size = c->ends[place] - begin;
    return c->row.bytes + begin;
}

static bool read_header(csv *c)
{
    if (!next_row(c))
        return c->status ? false : fail(c, "a row of names expected");
    for (int i = 0; i < COLUMNS; i++) {
        c->places[i] = -1;
        for (size_t j = 0; j < c->field_count; j++) {
            size_t begin = j ? c->ends[j - 1] : 0;

            if (c->ends[j] - begin == strlen(names[i]) &&
                memcmp(c->row.bytes + begin, names[i], strlen(names[i])) == 0)
                c->places[i] = (int)j;
        }
    }
    if (c->places[COUNT] < 0 || c->places[SIZE] < 0 || c->places[STACK] < 0)
        return fail(c, "columns num_allocations, size and stack_trace expected");
    return true;
}

static bool add_frame(csv *c, nc_frame frame)
{
    if (!nc_alloc_grow(&c->frames, &c->room, c->count + 1, sizeof *c->frames)) {
        c->status = nc_fail_memory(c->error);
        return false;
    }
    c->frames[c->count++] = frame;
    return true;
}

/* "function;file;line": a file may hold semicolons, a function none. */
static bool read_frame(csv *c, const char *p, size_t size)
{
    const char *file = memchr(p, ';', size), *last = size ? memrchr(p, ';', size) : NULL;
    nc_str path, name;
    int64_t line;

    if (!file || last == file || !nc_number_parse_int(last + 1, (size_t)(p + size - last - 1), &line) ||
        line < INT32_MIN || line > INT32_MAX)
        return fail(c, "a frame (function;file;line) expected");
    path = nc_builder_string(c->b, file + 1, (size_t)(last - file - 1));
    name = nc_builder_string(c->b, p, (size_t)(file - p));
    return add_frame(c, (nc_frame){nc_builder_function(c->b, path, 0, name), line > 0 ? (int32_t)line : 0});
}

/* Root first into c->frames. */
static bool read_stack(csv *c)
{
    size_t size;
    const char *p = field(c, STACK, &size), *end = p + size;

    c->count = 0;
    while (end > p) {
        const char *bar = memrchr(p, '|', (size_t)(end - p)), *begin = bar ? bar + 1 : p;

        if (!read_frame(c, begin, (size_t)(end - begin)))
            return false;
        end = bar ? bar : p;
    }
    if (!c->count) {
        nc_func none = nc_builder_function(c->b, (nc_str){0}, 0, nc_builder_string(c->b, "<no frame>", 10));

        nc_builder_set_kind(c->b, none, NCALLS_KIND_SYNTHETIC);
        return add_frame(c, (nc_frame){none, 0});
    }
    return true;
}

static bool read_number(csv *c, column which, int64_t *out)
{
    size_t size;
    const char *text = field(c, which, &size);

    return (nc_number_parse_int(text, size, out) && *out >= 0) ||
           fail(c, which == SIZE ? "a size in bytes expected" : "a number of allocations expected");
}

static bool read_row(csv *c)
{
    int64_t count, size, tid = 0;
    size_t tid_size, name_size;
    const char *tid_text = field(c, TID, &tid_size), *name = field(c, THREAD, &name_size);
    const nc_frame *leaf;
    nc_line_row row;

    if (c->field_count == 1 && !c->row.size)
        return true; /* an empty line */
    if (!read_number(c, COUNT, &count) || !read_number(c, SIZE, &size) || !read_stack(c))
        return false;
    if (!nc_number_parse_int(tid_text, tid_size, &tid))
        tid = 0;
    nc_stacks_add(c->b, nc_stacks_thread(c->b, nc_builder_string(c->b, name, name_size), 0, tid), c->frames, c->count,
                  size);
    leaf = &c->frames[c->count - 1];
    row = NC_LINE_ROW(leaf->function, leaf->line);
    row.blocks = count;
    nc_lines_add(c->b, row);
    c->rows++;
    return true;
}

static ncalls_status read_memray_csv(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    csv c = {.b = builder};
    ncalls_error ignored;

    c.error = error ? error : &ignored;
    nc_text_init(&c.row);
    nc_textlines_init(&c.lines, input);
    nc_builder_set_tool(builder, "memray");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_MEMORY | NCALLS_HAS_THREADS,
                       NCALLS_UNIT_BYTES);
    if (read_header(&c))
        while (!nc_builder_failed(builder) && next_row(&c) && read_row(&c))
            ;
    if (!c.status)
        nc_builder_note(builder, "memray: what was allocated when memory use was highest");
    nc_text_reset(&c.row);
    nc_alloc_free(c.frames);
    return c.status;
}

static unsigned bid_memray_csv(const nc_head *head)
{
    const unsigned char *end = memchr(head->bytes, '\n', head->size);
    size_t size = end ? (size_t)(end - head->bytes) : head->size;

    return memmem(head->bytes, size, "num_allocations", 15) && memmem(head->bytes, size, ",stack_trace", 12) ? 60 : 0;
}

const nc_reader nc_read_memray_csv = {
    .name = "memray_csv",
    .title = "memray transform csv",
    .bid = bid_memray_csv,
    .read = read_memray_csv,
};
