/* SPDX-License-Identifier: MIT */
/*
 * What tracemalloc's statistics print as, also amidst other output.
 *
 *     app.py:8: size=299 KiB, count=3744, average=82 B             by line
 *     app.py:0: size=598 KiB, count=5870, average=104 B            by file
 *     app.py:8: size=299 KiB (+2 KiB), count=3744 (+7), ...        compared
 *     #1: app.py:8: 298.8 KiB                                      as the documentation does
 *     3744 memory blocks: 298.8 KiB                                a traceback, oldest first,
 *       File "app.py", line 19                                     text of the line below each
 *
 * (Lib/tracemalloc.py, Statistic and StatisticDiff.) Sizes have three digits or
 * so: they are estimates, and said to be. Traps: one report often prints the
 * same blocks by line, by file and by traceback: only the first kind that comes
 * counts, and of lines and files each once. A path may hold colons.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "model/lines.h"
#include "model/stacks.h"
#include "read/reader.h"
#include "read/scan.h"

typedef enum kind { NONE, LINES, FILES, TRACEBACKS } kind;

typedef struct report {
    nc_builder *b;
    kind kind;           /* what counts: the first that came */
    nc_map seen;         /* (function, line) that were counted */
    int64_t size, blocks; /* of the traceback being read */
    bool in_traceback;
    nc_frame *frames;    /* oldest first */
    size_t count, room;
    uint64_t rows, repeated, others;
} report;

static bool fail_memory(report *r)
{
    nc_builder_fail(r->b, NCALLS_MEMORY, "out of memory");
    return false;
}

/* "299 KiB", "6592 B", "-712 B": a number and a power of 1024. */
static bool take_size(nc_scan *s, int64_t *out)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    nc_scan number = nc_scan_word(s), unit;
    double value;

    nc_scan_skip_blanks(s);
    unit = *s;
    for (size_t i = 0; i < nc_scan_left(&unit); i++)
        if (unit.p[i] == ' ' || unit.p[i] == ',' || unit.p[i] == ')')
            unit.end = unit.p + i;
    if (!nc_number_parse_float(number.p, nc_scan_left(&number), &value) || !isfinite(value))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++, value *= 1024) {
        if (!nc_scan_equals(unit, units[i]))
            continue;
        if (fabs(value) > 9e18)
            return false;
        *out = (int64_t)(value + (value < 0 ? -0.5 : 0.5));
        s->p = unit.end;
        return true;
    }
    return false;
}

/* "app.py:8", split at the last colon. */
static bool take_place(nc_scan s, nc_scan *file, int64_t *line)
{
    const char *colon = nc_scan_left(&s) ? memrchr(s.p, ':', nc_scan_left(&s)) : NULL;

    if (!colon || colon == s.p || !nc_number_parse_int(colon + 1, (size_t)(s.end - colon - 1), line) || *line < 0 ||
        *line > INT32_MAX)
        return false;
    *file = (nc_scan){s.p, colon};
    return true;
}

static nc_frame frame_of(report *r, nc_scan file, int64_t line)
{
    nc_func function = nc_builder_function(r->b, nc_builder_string(r->b, file.p, nc_scan_left(&file)), 0,
                                           nc_builder_string(r->b, "<file>", 6));

    nc_builder_set_kind(r->b, function, NCALLS_KIND_SYNTHETIC);
    return (nc_frame){function, (int32_t)line};
}

/* False: it is not of the kind that counts. */
static bool counts(report *r, kind which)
{
    if (r->kind == NONE)
        r->kind = which;
    if (r->kind != which)
        r->others++;
    return r->kind == which;
}

static void add(report *r, const nc_frame *frames, size_t count, int64_t size, int64_t blocks)
{
    nc_line_row row = NC_LINE_ROW(frames[count - 1].function, frames[count - 1].line);

    nc_stacks_add(r->b, 0, frames, count, size);
    row.blocks = blocks;
    if (blocks != NCALLS_ABSENT)
        nc_lines_add(r->b, row);
    r->rows++;
}

static void add_place(report *r, nc_scan file, int64_t line, int64_t size, int64_t blocks)
{
    nc_frame frame;
    uint32_t *seen;

    if (!counts(r, line ? LINES : FILES))
        return;
    frame = frame_of(r, file, line);
    if (!frame.function.at)
        return;
    seen = nc_map_add(&r->seen, (uint64_t)frame.function.at << 32 | (uint32_t)frame.line);
    if (!seen) {
        fail_memory(r);
        return;
    }
    if (*seen) {
        r->repeated++;
        return;
    }
    *seen = 1;
    add(r, &frame, 1, size, blocks);
}

static void end_traceback(report *r)
{
    if (r->in_traceback && r->count && counts(r, TRACEBACKS))
        add(r, r->frames, r->count, r->size, r->blocks);
    r->in_traceback = false;
    r->count = 0;
}

/* "app.py:8: size=299 KiB (+2 KiB), count=3744 (+7), average=82 B" */
static bool take_statistic(report *r, nc_scan s)
{
    const char *at = NULL, *comma;
    nc_scan file, rest;
    int64_t line, size, blocks = NCALLS_ABSENT;

    for (const char *p = s.p; (p = nc_scan_find((nc_scan){p, s.end}, ": size=")); p++)
        at = p;
    if (!at || !take_place((nc_scan){s.p, at}, &file, &line))
        return false;
    rest = (nc_scan){at + 7, s.end};
    comma = nc_scan_find(rest, ", count=");
    if (!comma || !take_size(&rest, &size))
        return false;
    rest.p = comma + 8;
    for (size_t i = 0; i < nc_scan_left(&rest); i++)
        if (rest.p[i] < '0' || rest.p[i] > '9')
            rest.end = rest.p + i;
    if (!nc_number_parse_int(rest.p, nc_scan_left(&rest), &blocks))
        return false;
    add_place(r, file, line, size, blocks);
    return true;
}

/* "#1: app.py:8: 298.8 KiB" */
static bool take_pretty(report *r, nc_scan s)
{
    const char *at = NULL;
    nc_scan file, rest;
    int64_t line, size;

    if (!nc_scan_skip(&s, "#"))
        return false;
    while (nc_scan_left(&s) && *s.p >= '0' && *s.p <= '9')
        s.p++;
    if (!nc_scan_skip(&s, ": "))
        return false;
    for (const char *p = s.p; (p = nc_scan_find((nc_scan){p, s.end}, ": ")); p++)
        at = p;
    if (!at || !take_place((nc_scan){s.p, at}, &file, &line))
        return false;
    rest = (nc_scan){at + 2, s.end};
    if (!take_size(&rest, &size))
        return false;
    add_place(r, file, line, size, NCALLS_ABSENT);
    return true;
}

/* "3744 memory blocks: 298.8 KiB" */
static bool take_blocks(report *r, nc_scan s)
{
    nc_scan number = nc_scan_word(&s);
    int64_t blocks, size;

    nc_scan_skip_blanks(&s);
    if (!nc_number_parse_int(number.p, nc_scan_left(&number), &blocks) || blocks < 0 ||
        !nc_scan_skip(&s, "memory blocks: ") || !take_size(&s, &size))
        return false;
    end_traceback(r);
    r->in_traceback = true;
    r->size = size;
    r->blocks = blocks;
    return true;
}

/* '  File "app.py", line 19' */
static bool take_frame(report *r, nc_scan s)
{
    const char *quote = NULL;
    int64_t line;

    if (!r->in_traceback || !nc_scan_skip(&s, "  File \""))
        return false;
    for (const char *p = s.p; (p = nc_scan_find((nc_scan){p, s.end}, "\", line ")); p++)
        quote = p;
    if (!quote || !nc_number_parse_int(quote + 8, (size_t)(s.end - quote - 8), &line) || line < 0 || line > INT32_MAX)
        return false;
    if (!nc_alloc_grow(&r->frames, &r->room, r->count + 1, sizeof *r->frames))
        return fail_memory(r);
    r->frames[r->count++] = frame_of(r, (nc_scan){s.p, quote}, line);
    return true;
}

static void take_line(report *r, nc_scan line)
{
    nc_scan_trim(&line);
    if (take_frame(r, line) || (r->in_traceback && nc_scan_skip(&line, "    ")))
        return;
    if (take_blocks(r, line))
        return;
    end_traceback(r);
    if (!take_statistic(r, line))
        take_pretty(r, line);
}

static void say_notes(const report *r)
{
    nc_builder_note(r->b, "tracemalloc prints rounded sizes of the largest only: sums are estimates");
    if (r->others)
        nc_builder_note(r->b, "the same memory is printed in several ways: only the first of them is counted");
    if (r->repeated)
        nc_builder_note(r->b, "%llu rows are of lines that were printed before, and are passed over",
                        (unsigned long long)r->repeated);
}

static ncalls_status read_tracemalloc_text(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    report r = {.b = builder};
    nc_textlines lines;
    ncalls_status status = NCALLS_OK;

    if (!nc_map_init(&r.seen))
        return nc_fail_memory(error);
    nc_builder_set_tool(builder, "tracemalloc");
    nc_builder_declare(builder, NCALLS_HAS_EDGES | NCALLS_HAS_LINES | NCALLS_HAS_MEMORY, NCALLS_UNIT_BYTES);
    nc_textlines_init(&lines, input);
    lines.is_printed = true;
    while (!nc_builder_failed(builder) && nc_textlines_next(&lines))
        take_line(&r, (nc_scan){lines.bytes, lines.bytes + lines.size});
    end_traceback(&r);
    if (lines.status) {
        *error = lines.error;
        status = lines.status;
    } else if (!r.rows && !nc_builder_failed(builder)) {
        status = nc_fail(error, NCALLS_DAMAGED,
                         "line %llu: no statistic of tracemalloc (FILE:LINE: size=..., count=...)",
                         (unsigned long long)lines.number);
    } else {
        say_notes(&r);
    }
    nc_map_reset(&r.seen);
    nc_alloc_free(r.frames);
    return status;
}

static unsigned bid_tracemalloc_text(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *size = nc_scan_find(text, ": size="), *blocks;

    if (size && nc_scan_find((nc_scan){size, text.end}, ", count="))
        return 44;
    blocks = nc_scan_find(text, " memory blocks: ");
    if (blocks && nc_scan_find((nc_scan){blocks, text.end}, "\n  File \""))
        return 44;
    return nc_scan_find(text, "#1: ") && nc_scan_find(text, "Total allocated size: ") ? 40 : 0;
}

const nc_reader nc_read_tracemalloc_text = {
    .name = "tracemalloc_text",
    .title = "tracemalloc's printed statistics",
    .is_text = true,
    .bid = bid_tracemalloc_text,
    .read = read_tracemalloc_text,
};
