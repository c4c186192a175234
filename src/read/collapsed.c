/* SPDX-License-Identifier: MIT */
/*
 * Collapsed ("folded") stacks: py-spy -f raw, profiling.sampling --collapsed,
 * flame graph tools. A line is frames joined by ';', root first, a blank and a
 * count.
 *
 * The count is what stands behind the last blank, if that is a number; a
 * fraction is cut off. Lines that do not fit are counted, and refused when they
 * are the most. Nothing says what a count counts: samples, nearly always.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "read/frame.h"
#include "read/reader.h"

typedef struct collapsed {
    nc_builder *b;
    nc_frame_cache cache;
    uint32_t *frames;      /* numbers of those of the stack being read; 0 = a root */
    size_t *ends;          /* [i]: where frame i ends in the line */
    size_t count, room, end_room;
    uint32_t thread;       /* of the stack being read */
    size_t root_count;     /* frames at its beginning that are roots, no functions */
    char *previous;        /* the line before, up to its count */
    size_t previous_size, previous_room;
    uint64_t fitting, odd, first_odd;
} collapsed;

enum { MOST_LINES = 100 }; /* that the command of a process is looked for in */

/* Splits off the count. False: the line does not fit. */
static bool split_count(const char *line, size_t *size, int64_t *count, bool *overflow)
{
    size_t end = *size, begin, digits;

    while (end && (line[end - 1] == ' ' || line[end - 1] == '\t'))
        end--;
    begin = end;
    while (begin && ((line[begin - 1] >= '0' && line[begin - 1] <= '9') || line[begin - 1] == '.'))
        begin--;
    if (begin == end || !begin || (line[begin - 1] != ' ' && line[begin - 1] != '\t'))
        return false;
    for (digits = begin; digits < end && line[digits] != '.'; digits++)
        ;
    if (digits == begin || (digits < end && memchr(line + digits + 1, '.', end - digits - 1)))
        return false;
    *overflow = !nc_number_parse_int(line + begin, digits - begin, count);
    *size = begin - 1;
    return true;
}

/* py-spy's `process 7:"python app.py"`, and in the command may be what ends a frame and even a line: python -c "..."
 * Where the frame that begins at `at` ends: 0 = it is none; SIZE_MAX = not in this line. */
static size_t end_of_process(const char *line, size_t at, size_t size)
{
    size_t begin = at, command;
    const char *end;

    if (size - at < 11 || memcmp(line + at, "process ", 8) != 0)
        return 0;
    for (at += 8; at < size && line[at] >= '0' && line[at] <= '9'; at++)
        ;
    if (at == begin + 8 || size - at < 2 || line[at] != ':' || line[at + 1] != '"')
        return 0;
    command = at + 2;
    end = memmem(line + command, size - command, "\";", 2);
    if (end)
        return (size_t)(end - line) + 1;
    end = memrchr(line + command, '"', size - command);
    if (!end)
        return SIZE_MAX;
    for (at = (size_t)(end - line) + 1; at < size && ((line[at] >= '0' && line[at] <= '9') || line[at] == ' '); at++)
        ; /* the count behind it */
    return at == size ? (size_t)(end - line) + 1 : SIZE_MAX;
}

/* A command goes on in the next line. */
static bool goes_on(const char *line, size_t size)
{
    size_t at = 0, end;

    while ((end = end_of_process(line, at, size))) {
        if (end == SIZE_MAX)
            return true;
        if (end == size)
            break;
        at = end + 1;
    }
    return false;
}

static bool reserve(collapsed *c, size_t count)
{
    if (nc_alloc_grow(&c->frames, &c->room, count, sizeof *c->frames) &&
        nc_alloc_grow(&c->ends, &c->end_room, count, sizeof *c->ends))
        return true;
    nc_builder_fail(c->b, NCALLS_MEMORY, "out of memory");
    return false;
}

/* How many frames the line has in common with the one before it: whole frames,
 * each with the ';' behind it. Neighbours share most of their bytes, and
 * comparing is ten times faster than looking up. */
static size_t common_frames(const collapsed *c, const char *line, size_t size)
{
    size_t limit = size < c->previous_size ? size : c->previous_size, same = 0, count = 0;

    while (same + 8 <= limit && memcmp(line + same, c->previous + same, 8) == 0)
        same += 8;
    while (same < limit && line[same] == c->previous[same])
        same++;
    while (count < c->count && c->ends[count] < same)
        count++;
    return count;
}

/* A root frame: py-spy's process and thread. A thread's name may hold "; ",
 * which cuts it into frames that begin with a blank. */
static void enter_root(collapsed *c, const nc_frame_meaning *m, int64_t *process)
{
    if (m->is_process)
        *process = m->number;
    c->thread = nc_stacks_thread(c->b, m->name, *process, m->is_thread ? m->number : 0);
    c->root_count = c->count + 1;
}

static size_t end_of_frame(const char *line, size_t at, size_t size)
{
    size_t end = end_of_process(line, at, size);
    const char *semicolon = end ? NULL : memchr(line + at, ';', size - at);

    return end && end < size ? end : semicolon ? (size_t)(semicolon - line) : size;
}

/* Up to the first frame that is a function. *at: where the next one begins, behind
 * the line when there is none. */
static bool parse_roots(collapsed *c, const char *line, size_t size, size_t *at)
{
    int64_t process = 0;

    c->count = c->root_count = 0;
    c->thread = 0;
    for (*at = 0; *at <= size && c->count == c->root_count;) {
        size_t end = end_of_frame(line, *at, size);
        bool is_rest = c->root_count && end > *at && line[*at] == ' ';
        const nc_frame_meaning *m = is_rest ? NULL : nc_frame_find(&c->cache, line + *at, end - *at);

        if ((!m && !is_rest) || !reserve(c, c->count + 1))
            return false;
        if (is_rest)
            c->root_count++;
        else if (!m->frame.function.at)
            enter_root(c, m, &process);
        c->frames[c->count] = is_rest ? 0 : nc_stacks_number(c->b, m->frame);
        c->ends[c->count++] = end;
        *at = end + 1;
    }
    return true;
}

static bool parse_frames(collapsed *c, const char *line, size_t size)
{
    size_t at, first;

    c->count = common_frames(c, line, size);
    if (c->count > c->root_count)
        at = c->ends[c->count - 1] + 1;
    else if (!parse_roots(c, line, size, &at)) /* within the roots: read them again */
        return false;
    for (first = c->count; at <= size; at = c->ends[c->count++] + 1) {
        const char *semicolon = memchr(line + at, ';', size - at);

        if (!reserve(c, c->count + 1))
            return false;
        c->ends[c->count] = semicolon ? (size_t)(semicolon - line) : size;
    }
    nc_frame_number_all(&c->cache, line, first ? c->ends[first - 1] + 1 : 0, c->ends + first, c->count - first,
                        c->frames + first);
    return true;
}

static bool remember(collapsed *c, const char *line, size_t size)
{
    if (!nc_alloc_grow(&c->previous, &c->previous_room, size + 1, 1)) {
        nc_builder_fail(c->b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    memcpy(c->previous, line, size);
    c->previous_size = size;
    return true;
}

/* Thread and process frames within a stack (a script of that name) are
 * functions like any other. */
static void resolve_inner_roots(collapsed *c, const char *line)
{
    for (size_t i = c->root_count; i < c->count; i++)
        if (!c->frames[i]) {
            size_t begin = i ? c->ends[i - 1] + 1 : 0;
            nc_str name = nc_builder_string(c->b, line + begin, c->ends[i] - begin);
            nc_func function = nc_builder_function(c->b, (nc_str){0}, 0, name);

            c->frames[i] = nc_stacks_number(c->b, (nc_frame){function, 0});
        }
}

/* py-spy writes samples that it took before there was a frame. */
static void add_empty_stack(collapsed *c, int64_t weight)
{
    nc_func function = nc_builder_function(c->b, (nc_str){0}, 0, nc_builder_string(c->b, "<no frame>", 10));

    nc_builder_set_kind(c->b, function, NCALLS_KIND_SYNTHETIC);
    nc_stacks_add(c->b, c->thread, &(nc_frame){function, 0}, 1, weight);
}

static void add_stack(collapsed *c, const char *line, size_t size, int64_t weight)
{
    c->fitting++;
    if (!size) {
        c->thread = 0;
        c->count = c->root_count = 0;
        add_empty_stack(c, weight);
        return;
    }
    if (!parse_frames(c, line, size) || !remember(c, line, size))
        return;
    resolve_inner_roots(c, line);
    if (c->count > c->root_count)
        nc_stacks_add_numbers(c->b, c->thread, c->frames + c->root_count, c->count - c->root_count, weight);
    else
        add_empty_stack(c, weight);
}

static bool is_comment(const char *line, size_t size)
{
    return size && (line[0] == '#' || (size > 1 && line[0] == '/' && line[1] == '/'));
}

static void read_line(collapsed *c, nc_textlines *lines)
{
    size_t size;
    int64_t count = 0;
    bool overflow = false;

    for (int more = MOST_LINES; more-- && goes_on(lines->bytes, lines->size);)
        if (!nc_textlines_join(lines))
            break;
    size = lines->size;
    if (!size || is_comment(lines->bytes, size))
        return;
    if (!split_count(lines->bytes, &size, &count, &overflow)) {
        if (!c->odd++)
            c->first_odd = lines->number;
        return;
    }
    if (overflow)
        nc_builder_fail(c->b, NCALLS_LIMIT, "line %llu: a count beyond 64 bits", (unsigned long long)lines->number);
    add_stack(c, lines->bytes, size, count);
}

static void say_what_was_odd(const collapsed *c)
{
    if (c->odd)
        nc_builder_note(c->b, "%llu lines are no stack with a count and were passed over, the first is line %llu",
                        (unsigned long long)c->odd, (unsigned long long)c->first_odd);
}

static ncalls_status judge(const collapsed *c, const nc_textlines *lines, ncalls_error *error)
{
    if (lines->status) {
        *error = lines->error;
        return lines->status;
    }
    if (!c->fitting || c->odd > c->fitting)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: a stack and a count expected",
                       (unsigned long long)(c->odd ? c->first_odd : lines->number));
    say_what_was_odd(c);
    return NCALLS_OK;
}

static ncalls_status read_collapsed(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    collapsed c = {.b = builder};
    nc_textlines lines;
    ncalls_status status;

    if (!nc_frame_init(&c.cache, builder)) {
        nc_frame_reset(&c.cache);
        return nc_fail_memory(error);
    }
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES, NCALLS_UNIT_SAMPLES);
    nc_textlines_init(&lines, input);
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        read_line(&c, &lines);
    status = judge(&c, &lines, error);
    nc_frame_reset(&c.cache);
    nc_alloc_free(c.frames);
    nc_alloc_free(c.ends);
    nc_alloc_free(c.previous);
    return status;
}

/* Half of the lines (and the first that is neither blank nor a comment, or the
 * one after it) must be stacks. Weak evidence: any table of numbers looks
 * alike, so that every other reader's bid is higher. A line with ';' weighs
 * more, for prose has few. */
static unsigned bid_collapsed(const nc_head *head)
{
    const char *text = (const char *)head->bytes;
    size_t at = 0, good = 0, bad = 0, joined = 0;

    if (memchr(text, '\0', head->size < 512 ? head->size : 512))
        return 0;
    while (at < head->size && good + bad < 1000) {
        const char *end = memchr(text + at, '\n', head->size - at);
        size_t size, name;
        int64_t count;
        bool overflow;

        for (int more = MOST_LINES; end && more-- && goes_on(text + at, (size_t)(end - text) - at);)
            end = memchr(end + 1, '\n', head->size - (size_t)(end + 1 - text));
        size = end ? (size_t)(end - text) - at : head->size - at;
        if (!end && !head->whole && good + bad)
            break; /* the head cuts it */
        name = size - (size && text[at + size - 1] == '\r');
        if (name && !is_comment(text + at, name)) {
            if (split_count(text + at, &name, &count, &overflow)) {
                good++;
                joined += memchr(text + at, ';', name) != NULL;
            } else if (!end && !head->whole) {
                good++; /* one line longer than the head: let the reader judge */
            } else {
                bad++;
            }
        }
        at += size + 1;
    }
    if (!good || bad > good)
        return 0;
    return joined ? 6 : bad ? 0 : 2;
}

const nc_reader nc_read_collapsed = {
    .name = "collapsed",
    .title = "collapsed stacks: py-spy record -f raw, profiling.sampling --collapsed, flame graph tools",
    .bid = bid_collapsed,
    .read = read_collapsed,
};
