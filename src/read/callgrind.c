/* SPDX-License-Identifier: MIT */
/*
 * Callgrind's format: yappi, pyprof2calltree, lsprofcalltree, valgrind.
 *
 *     events: ns
 *     fl=app.py
 *     fn=walk
 *     15 6912                 line, self cost
 *     cfl=~
 *     cfn=<built-in method len>
 *     calls=86 0
 *     86 1733                 inclusive cost of those calls: no self cost
 *
 * (Valgrind's manual, "Callgrind Format Specification".) "(3) name" gives a
 * name a number that stands for it later; files share their numbers, functions
 * theirs. Positions may be relative (+3, -2, *) or hexadecimal. Traps: a tick
 * of yappi is a microsecond; yappi glues "path:line" to the name; calls stand on
 * edges only, so a function's are the sum over its callers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/number.h"
#include "codec/textlines.h"
#include "read/reader.h"
#include "read/scan.h"

typedef struct function {
    nc_str file, name;
    int32_t line;     /* the first that was seen; 0 = unknown */
    int64_t self, incoming, outgoing, calls, recursive;
    bool has_callers;
} function;

typedef struct edge {
    uint32_t caller, callee;
    int64_t calls, total;
} edge;

typedef struct callgrind {
    nc_builder *b;
    nc_map by_name;   /* (file, name) to function + 1 */
    nc_map file_ids, function_ids; /* number + 1 to string + 1 */
    function *functions;
    size_t count, room;
    edge *edges;
    size_t edge_count, edge_room;
    nc_str file, called_file, name, called_name;
    bool has_called_file, has_name, has_called_name;
    int64_t calls;    /* of the calls= line before, < 0 = none */
    int64_t position; /* the last line number, for relative ones */
    unsigned positions;
    int64_t scale;
    ncalls_unit unit;
    bool is_yappi, is_python, saturated;
    uint64_t costs, odd, first_odd;
} callgrind;

static int64_t sum(callgrind *c, int64_t a, int64_t b)
{
    return nc_number_add(a, b, &c->saturated);
}

/* "(3) name", "(3)" or "name". */
static bool take_name(callgrind *c, nc_scan s, nc_map *ids, nc_str *out)
{
    nc_scan_trim(&s);
    if (nc_scan_left(&s) && *s.p == '(') {
        const char *close = memchr(s.p, ')', nc_scan_left(&s));
        int64_t number;
        uint32_t *place;

        if (close && nc_number_parse_int(s.p + 1, (size_t)(close - s.p - 1), &number) && number >= 0) {
            place = nc_map_add(ids, (uint64_t)number + 1);
            if (!place) {
                nc_builder_fail(c->b, NCALLS_MEMORY, "out of memory");
                return false;
            }
            s.p = close + 1;
            nc_scan_skip_blanks(&s);
            if (nc_scan_left(&s))
                *place = nc_builder_string(c->b, s.p, nc_scan_left(&s)).at + 1;
            *out = (nc_str){*place ? *place - 1 : 0};
            return *place != 0;
        }
    }
    *out = nc_builder_string(c->b, s.p, nc_scan_left(&s));
    return true;
}

static uint32_t function_of(callgrind *c, nc_str file, nc_str name)
{
    uint32_t *place = nc_map_add(&c->by_name, ((uint64_t)file.at << 32 | name.at) + 1);

    if (!place || (!*place && !nc_alloc_grow(&c->functions, &c->room, c->count + 1, sizeof *c->functions))) {
        nc_builder_fail(c->b, NCALLS_MEMORY, "out of memory");
        return 0;
    }
    if (!*place) {
        c->functions[c->count++] = (function){.file = file, .name = name};
        *place = (uint32_t)c->count;
    }
    return *place;
}

/* One position: absolute, relative, or the same again. */
static bool take_position(nc_scan *s, int64_t *position)
{
    nc_scan word = nc_scan_word(s);
    size_t size = nc_scan_left(&word);
    int64_t number;

    if (nc_scan_equals(word, "*"))
        return true;
    if (size > 2 && word.p[0] == '0' && word.p[1] == 'x') {
        *position = 0; /* an address: no line */
        return true;
    }
    if (!nc_number_parse_int(word.p, size, &number))
        return false;
    *position = word.p[0] == '+' || word.p[0] == '-' ? *position + number : number;
    return true;
}

static void add_edge(callgrind *c, uint32_t caller, int64_t cost)
{
    uint32_t callee = function_of(c, c->has_called_file ? c->called_file : c->file, c->called_name);
    function *from, *to;

    if (!callee || !nc_alloc_grow(&c->edges, &c->edge_room, c->edge_count + 1, sizeof *c->edges)) {
        nc_builder_fail(c->b, NCALLS_MEMORY, "out of memory");
        return;
    }
    c->edges[c->edge_count++] = (edge){caller, callee, c->calls, cost};
    from = &c->functions[caller - 1];
    to = &c->functions[callee - 1];
    to->calls = sum(c, to->calls, c->calls);
    if (caller == callee) {
        to->recursive = sum(c, to->recursive, c->calls);
    } else {
        to->has_callers = true;
        to->incoming = sum(c, to->incoming, cost);
        from->outgoing = sum(c, from->outgoing, cost);
    }
}

/* "15 6912": self cost, or the inclusive cost of the calls= line before it. */
static bool take_cost(callgrind *c, nc_scan s)
{
    int64_t cost = 0, ignored;
    uint32_t number;
    function *f;

    for (unsigned i = 0; i < c->positions; i++)
        if (!take_position(&s, i + 1 == c->positions ? &c->position : &ignored))
            return false;
    nc_scan_skip_blanks(&s);
    if (nc_scan_left(&s) && (!nc_scan_calls(&s, &cost, &ignored) || __builtin_mul_overflow(cost, c->scale, &cost)))
        return false; /* a missing cost is 0 */
    number = c->has_name ? function_of(c, c->file, c->name) : 0;
    if (!number)
        return false;
    c->costs++;
    if (c->calls >= 0) {
        if (c->has_called_name)
            add_edge(c, number, cost);
        c->calls = -1;
        c->has_called_file = c->has_called_name = false;
        return true;
    }
    f = &c->functions[number - 1];
    f->self = sum(c, f->self, cost);
    if (!f->line && c->position > 0 && c->position <= INT32_MAX)
        f->line = (int32_t)c->position;
    return true;
}

static bool take_calls(callgrind *c, nc_scan s)
{
    int64_t ignored;

    return nc_scan_skip(&s, "calls=") && nc_scan_calls(&s, &c->calls, &ignored);
}

static bool take_spec(callgrind *c, nc_scan s)
{
    if (nc_scan_skip(&s, "fl=") || nc_scan_skip(&s, "fi=") || nc_scan_skip(&s, "fe="))
        return take_name(c, s, &c->file_ids, &c->file);
    if (nc_scan_skip(&s, "fn=")) {
        c->position = 0;
        return c->has_name = take_name(c, s, &c->function_ids, &c->name);
    }
    if (nc_scan_skip(&s, "cfl=") || nc_scan_skip(&s, "cfi="))
        return c->has_called_file = take_name(c, s, &c->file_ids, &c->called_file);
    if (nc_scan_skip(&s, "cfn="))
        return c->has_called_name = take_name(c, s, &c->function_ids, &c->called_name);
    return nc_scan_skip(&s, "ob=") || nc_scan_skip(&s, "cob=") || nc_scan_skip(&s, "jump=") ||
           nc_scan_skip(&s, "jcnd=");
}

static void take_events(callgrind *c, nc_scan s)
{
    nc_scan first = nc_scan_word(&s);

    c->unit = NCALLS_UNIT_COUNT;
    c->scale = 1;
    if (nc_scan_equals(first, "ns") || nc_scan_equals(first, "Nanoseconds"))
        c->unit = NCALLS_UNIT_NANOSECONDS;
    if (nc_scan_equals(first, "us") || (c->is_yappi && nc_scan_equals(first, "Ticks"))) {
        c->unit = NCALLS_UNIT_NANOSECONDS;
        c->scale = 1000;
    }
}

/* "key: value" lines. */
static bool take_header(callgrind *c, nc_scan s)
{
    const char *colon = memchr(s.p, ':', nc_scan_left(&s));

    if (!colon || memchr(s.p, '=', (size_t)(colon - s.p)))
        return false;
    if (nc_scan_skip(&s, "creator: ")) {
        c->is_yappi = nc_scan_find(s, "yappi") != NULL;
        c->is_python = nc_scan_find(s, "callgrind-") == NULL;
    } else if (nc_scan_skip(&s, "events: ") || nc_scan_skip(&s, "events:")) {
        take_events(c, s);
    } else if (nc_scan_skip(&s, "positions: ")) {
        c->positions = nc_scan_find(s, "instr") && nc_scan_find(s, "line") ? 2 : 1;
    }
    return s.p[0] < '0' || s.p[0] > '9';
}

static void take_line(callgrind *c, const nc_textlines *lines)
{
    nc_scan s = {lines->bytes, lines->bytes + lines->size};

    nc_scan_trim(&s);
    if (!nc_scan_left(&s) || *s.p == '#' || take_spec(c, s) || take_calls(c, s))
        return;
    if ((*s.p >= '0' && *s.p <= '9') || *s.p == '+' || *s.p == '-' || *s.p == '*') {
        if (take_cost(c, s))
            return;
    } else if (take_header(c, s)) {
        return;
    }
    if (!c->odd++)
        c->first_odd = lines->number;
}

/* yappi's "Node.walk /w/app.py:15": the file is said twice, the line once. */
static void split_glued_name(callgrind *c, function *f)
{
    const char *name = nc_builder_text(c->b, f->name);
    size_t size = nc_builder_text_size(c->b, f->name);
    const char *colon = memrchr(name, ':', size), *blank = colon ? memrchr(name, ' ', (size_t)(colon - name)) : NULL;
    int64_t line;
    char *copy;

    if (!blank || blank == name || !nc_number_parse_int(colon + 1, size - (size_t)(colon + 1 - name), &line) ||
        line < 0 || line > INT32_MAX)
        return;
    copy = nc_alloc_text(name, (size_t)(blank - name)); /* interning may move the text */
    if (!copy)
        return;
    f->name = nc_builder_string(c->b, copy, (size_t)(blank - name));
    f->line = (int32_t)line;
    nc_alloc_free(copy);
}

/* pyprof2calltree's "<listcomp>:38", where a file has several of that name. */
static void cut_line_off_name(callgrind *c, function *f)
{
    const char *name = nc_builder_text(c->b, f->name);
    size_t size = nc_builder_text_size(c->b, f->name);
    const char *colon = memrchr(name, ':', size);
    int64_t line;
    char *copy;

    if (!colon || colon == name || !nc_number_parse_int(colon + 1, size - (size_t)(colon + 1 - name), &line) ||
        line != f->line)
        return;
    copy = nc_alloc_text(name, (size_t)(colon - name));
    if (!copy)
        return;
    f->name = nc_builder_string(c->b, copy, (size_t)(colon - name));
    nc_alloc_free(copy);
}

static void hand_over_functions(callgrind *c, nc_func *ids)
{
    for (size_t i = 0; i < c->count; i++) {
        function *f = &c->functions[i];

        if (c->is_yappi)
            split_glued_name(c, f);
        else
            cut_line_off_name(c, f);
        ids[i] = nc_builder_function(c->b, f->file, f->line, f->name);
        nc_builder_add_calls(c->b, ids[i], f->calls, f->calls - f->recursive, f->self,
                             f->has_callers ? f->incoming : sum(c, f->self, f->outgoing));
    }
    for (size_t i = 0; i < c->edge_count; i++) {
        const edge *e = &c->edges[i];

        nc_builder_add_edge(c->b, (nc_edge_row){ids[e->caller - 1], ids[e->callee - 1], e->calls, NCALLS_ABSENT,
                                                NCALLS_ABSENT, e->total});
    }
}

static ncalls_status hand_over(callgrind *c, const nc_textlines *lines, ncalls_error *error)
{
    nc_func *ids;

    if (lines->status) {
        *error = lines->error;
        return lines->status;
    }
    if (!c->costs || c->odd > c->costs)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: a callgrind file's fn=, calls= or cost expected",
                       (unsigned long long)(c->odd ? c->first_odd : lines->number));
    ids = nc_alloc_zeroed(c->count, sizeof *ids);
    if (!ids)
        return nc_fail_memory(error);
    nc_builder_set_tool(c->b, c->is_yappi ? "yappi" : c->is_python ? "callgrind" : "valgrind");
    nc_builder_declare(c->b,
                       NCALLS_HAS_CALLS | NCALLS_HAS_EDGES |
                           (c->unit == NCALLS_UNIT_NANOSECONDS ? (unsigned)NCALLS_HAS_TIME : 0),
                       c->unit);
    hand_over_functions(c, ids);
    nc_alloc_free(ids);
    nc_builder_note(c->b, "callgrind counts calls by caller: a function that nobody calls has none");
    if (!c->is_python)
        nc_builder_note(c->b, "recorded by valgrind itself: these are C functions, not Python's");
    if (c->odd)
        nc_builder_note(c->b, "%llu lines were passed over, the first is line %llu", (unsigned long long)c->odd,
                        (unsigned long long)c->first_odd);
    return NCALLS_OK;
}

static ncalls_status read_callgrind(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    callgrind c = {.b = builder, .calls = -1, .positions = 1, .scale = 1, .unit = NCALLS_UNIT_COUNT, .is_python = true};
    nc_textlines lines;
    ncalls_status status = NCALLS_OK;

    if (!nc_map_init(&c.by_name) || !nc_map_init(&c.file_ids) || !nc_map_init(&c.function_ids))
        status = nc_fail_memory(error);
    nc_textlines_init(&lines, input);
    while (!status && nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&c, &lines);
    if (!status)
        status = hand_over(&c, &lines, error);
    nc_map_reset(&c.by_name);
    nc_map_reset(&c.file_ids);
    nc_map_reset(&c.function_ids);
    nc_alloc_free(c.functions);
    nc_alloc_free(c.edges);
    return status;
}

/* "events:" at the beginning of a line, and a function. */
static unsigned bid_callgrind(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size}, at = text;

    if (!nc_scan_skip(&at, "events:") && !nc_scan_skip(&at, "event:") && !nc_scan_skip(&at, "events ") &&
        !nc_scan_find(text, "\nevents:"))
        return 0;
    return nc_scan_find(text, "\nfn=") || nc_scan_find(text, "\nfl=") ? 34 : 0;
}

const nc_reader nc_read_callgrind = {
    .name = "callgrind",
    .title = "callgrind files: yappi, pyprof2calltree, lsprofcalltree",
    .is_text = true,
    .bid = bid_callgrind,
    .read = read_callgrind,
};
