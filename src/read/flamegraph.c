/* SPDX-License-Identifier: MIT */
/*
 * Flame graphs as SVG: what py-spy record writes by default (inferno), and
 * flamegraph.pl, flameprof.
 *
 *     <g><title>fib (busy.py:3) (1,490 samples, 51.50%)</title>
 *        <rect x="0.7%" y="212" width="0.3%" height="15" fg:x="2" fg:w="1"/>...</g>
 *
 * Only the title has the whole name and the count. The tree is in the picture:
 * a frame's depth is its row, its parent the frame of the next row under whose
 * width it lies. Exact with inferno's fg:x and fg:w (py-spy 0.3.8 and later);
 * before, and from flamegraph.pl, positions are rounded percents or pixels.
 * Traps: frames narrower than a threshold were never drawn, so their samples
 * turn into self of their parents; the root is the widest frame, and a real
 * function may be called "all"; py-spy draws it on top, flamegraph.pl at the
 * bottom.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/text.h"
#include "codec/sax.h"
#include "read/frame.h"
#include "read/reader.h"

typedef struct box {
    double x, width, y;
    int64_t count;
    nc_str title;    /* the name part, in the cache */
    uint32_t row;    /* 0 = the root's */
    uint32_t parent; /* index + 1, 0 = none */
    uint32_t node;   /* of the call tree */
    uint32_t order;  /* as read, for ties */
    int64_t self;
    bool is_root;    /* a process or thread, no function */
    int64_t process; /* of a root, 0 = unknown */
} box;

typedef struct flamegraph {
    nc_builder *b;
    nc_frame_cache cache;
    box *boxes;
    size_t count, room;
    nc_text title;
    box current;         /* of the <g> that is open */
    bool in_title, has_title, has_rect, exact, all_exact, any;
    uint64_t odd;
    int64_t scale;       /* of counts: 1000 for microseconds */
    ncalls_unit unit;
} flamegraph;

/* A length: "0.7326%", "10", "-3.5". */
static bool parse_length(const char *text, size_t size, double *out)
{
    if (size && text[size - 1] == '%')
        size--;
    return text && size && nc_number_parse_float(text, size, out) && isfinite(*out) && fabs(*out) < 1e15;
}

static bool take_rect(flamegraph *f, const nc_sax_attributes *a)
{
    size_t size = 0, other = 0;
    const char *x = nc_sax_attribute(a, "fg", "x", &size), *w = nc_sax_attribute(a, "fg", "w", &other);
    const char *y;

    f->exact = x && w && parse_length(x, size, &f->current.x) && parse_length(w, other, &f->current.width);
    if (!f->exact) {
        /* The plain ones; with a prefix of its own "fg:x" would be found, too. */
        x = nc_sax_attribute(a, NULL, "x", &size);
        w = nc_sax_attribute(a, NULL, "width", &other);
        if (!x || !w || !parse_length(x, size, &f->current.x) || !parse_length(w, other, &f->current.width))
            return false;
    }
    y = nc_sax_attribute(a, NULL, "y", &size);
    return y && parse_length(y, size, &f->current.y) && f->current.width >= 0;
}

static bool is_frame_group(const char *name)
{
    return strcmp(name, "g") == 0 || strcmp(name, "a") == 0;
}

static bool on_start(void *payload, const char *name, const nc_sax_attributes *attributes)
{
    flamegraph *f = payload;

    if (!f->any && strcmp(name, "svg") != 0)
        return false;
    f->any = true;
    if (strcmp(name, "title") == 0) {
        f->in_title = true;
        f->has_title = false;
        nc_text_clear(&f->title);
    } else if (strcmp(name, "rect") == 0 && f->has_title) {
        f->has_rect = take_rect(f, attributes);
        f->odd += !f->has_rect;
    } else if (strcmp(name, "g") == 0) {
        f->has_title = f->has_rect = false;
    }
    return true;
}

static bool on_text(void *payload, const char *text, size_t size)
{
    flamegraph *f = payload;

    if (f->in_title)
        nc_text_add(&f->title, text, size);
    return true;
}

/* "1,490 samples": digits with commas. */
static bool parse_count(const char *text, size_t size, int64_t *count, size_t *used)
{
    char digits[32];
    size_t n = 0, i = 0;

    while (i < size && n < sizeof digits && (text[i] == ',' || (text[i] >= '0' && text[i] <= '9'))) {
        if (text[i] != ',')
            digits[n++] = text[i];
        i++;
    }
    *used = i;
    return n && nc_number_parse_int(digits, n, count);
}

static void learn_unit(flamegraph *f, const char *word, size_t size)
{
    static const struct {
        const char *word;
        ncalls_unit unit;
        int64_t scale;
    } rows[] = {
        {"samples", NCALLS_UNIT_SAMPLES, 1},     {"ns", NCALLS_UNIT_NANOSECONDS, 1},
        {"us", NCALLS_UNIT_NANOSECONDS, 1000},   {"ms", NCALLS_UNIT_NANOSECONDS, 1000000},
        {"bytes", NCALLS_UNIT_BYTES, 1},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].word) == size && memcmp(rows[i].word, word, size) == 0) {
            f->unit = rows[i].unit;
            f->scale = rows[i].scale;
        }
}

/* "NAME (1,490 samples, 51.50%)": the last " (" begins the figures. */
static bool parse_title(flamegraph *f, box *out)
{
    const char *text = f->title.bytes, *open = NULL, *end = text + f->title.size, *word;
    size_t used;

    for (const char *p = end; !open && (p = memrchr(text, '(', (size_t)(p - text)));)
        open = p > text && p[-1] == ' ' ? p - 1 : NULL;
    if (!open || end[-1] != ')' || open == text)
        return false;
    if (!parse_count(open + 2, (size_t)(end - open - 2), &out->count, &used) || open[2 + used] != ' ')
        return false;
    word = open + 3 + used;
    learn_unit(f, word, strcspn(word, ",) "));
    nc_frame_add(&f->cache, text, (size_t)(open - text), &out->title); /* a failure sticks to the builder */
    return true;
}

static bool add_box(flamegraph *f)
{
    box *b = &f->current;

    if (!parse_title(f, b)) {
        f->odd++;
        return true;
    }
    if (!nc_alloc_grow(&f->boxes, &f->room, f->count + 1, sizeof *f->boxes)) {
        nc_builder_fail(f->b, NCALLS_MEMORY, "out of memory");
        return false;
    }
    f->all_exact = (f->all_exact || !f->count) && f->exact;
    b->row = b->parent = b->node = 0;
    b->self = b->count;
    b->order = (uint32_t)f->count;
    f->boxes[f->count++] = *b;
    return true;
}

static bool on_end(void *payload, const char *name)
{
    flamegraph *f = payload;

    if (strcmp(name, "title") == 0) {
        f->has_title = f->in_title;
        f->in_title = false;
    } else if (is_frame_group(name) && f->has_title && f->has_rect) {
        f->has_title = f->has_rect = false;
        return add_box(f);
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const box *x = a, *y = b;

    if (x->y != y->y)
        return x->y < y->y ? -1 : 1;
    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    if (x->width != y->width)
        return x->width > y->width ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static void reverse_rows(flamegraph *f)
{
    for (size_t i = 0; i < f->count; i++)
        f->boxes[i].y = -f->boxes[i].y;
}

/* The root has a row of its own, first or last, and the largest count. */
static ncalls_status place_rows(flamegraph *f, ncalls_error *error)
{
    box *b = f->boxes;
    uint32_t row = 0;

    qsort(b, f->count, sizeof *b, compare_places);
    if (f->count > 1 && b[f->count - 1].y != b[f->count - 2].y &&
        (b[0].y == b[1].y || b[f->count - 1].count > b[0].count)) {
        reverse_rows(f);
        qsort(b, f->count, sizeof *b, compare_places);
    }
    for (size_t i = 1; i < f->count; i++) {
        row += b[i].y != b[i - 1].y;
        b[i].row = row;
    }
    if (f->count > 1 && b[1].row == 0)
        return nc_fail(error, NCALLS_DAMAGED, "no frame that holds all others");
    return NCALLS_OK;
}

/* Rounding moves an edge by up to a pixel, or 0.01 percent. */
static double tolerance(const flamegraph *f)
{
    return f->all_exact ? 0 : f->boxes[0].width > 100.5 ? 1.01 : 0.011;
}

/* Both rows are in order of x: one walk along both. */
static ncalls_status find_parents(flamegraph *f, ncalls_error *error)
{
    double slack = tolerance(f);
    size_t above = 0, i = 1;

    while (i < f->count) {
        uint32_t row = f->boxes[i].row;
        size_t begin = i, candidate = above;

        for (; i < f->count && f->boxes[i].row == row; i++) {
            box *child = &f->boxes[i];
            double middle = child->x + child->width / 2;

            while (candidate + 1 < begin && f->boxes[candidate].x + f->boxes[candidate].width < middle)
                candidate++;
            if (child->x + slack < f->boxes[candidate].x ||
                child->x + child->width > f->boxes[candidate].x + f->boxes[candidate].width + slack)
                return nc_fail(error, NCALLS_DAMAGED, "a frame that does not lie on another one");
            child->parent = (uint32_t)candidate + 1;
            f->boxes[candidate].self -= child->count;
        }
        above = begin;
    }
    return NCALLS_OK;
}

static ncalls_status check_sums(flamegraph *f, ncalls_error *error)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->boxes[i].self < 0)
            return nc_fail(error, NCALLS_DAMAGED, "a frame whose callees have more samples than it has");
    return NCALLS_OK;
}

/* Samples of the root or a thread, of which nobody knows where they ran. */
static nc_frame narrow_frame(flamegraph *f)
{
    static const char narrow[] = "<frames too narrow to be drawn>";
    nc_func function = nc_builder_function(f->b, (nc_str){0}, 0, nc_builder_string(f->b, narrow, sizeof narrow - 1));

    nc_builder_set_kind(f->b, function, NCALLS_KIND_SYNTHETIC);
    return (nc_frame){function, 0};
}

static void weigh(flamegraph *f, const box *b, bool is_function)
{
    if (b->self)
        nc_stacks_weigh(f->b, is_function ? b->node : nc_stacks_child(f->b, b->node, narrow_frame(f)),
                        b->self * f->scale);
}

/* What a "; " in a thread's name or a process's command cut off from it. */
static bool is_rest(const flamegraph *f, const box *at)
{
    return at->parent > 1 && f->boxes[at->parent - 1].is_root &&
           nc_strtab_text(&f->cache.texts, at->title)[0] == ' ';
}

/* py-spy's processes and threads, with no function above them. */
static void enter_root(flamegraph *f, box *at, const nc_frame_meaning *m)
{
    at->is_root = true;
    at->process = m->is_process ? m->number : f->boxes[at->parent - 1].process;
    at->node = nc_stacks_root(f->b, nc_stacks_thread(f->b, m->name, at->process, m->is_thread ? m->number : 0));
}

/* Boxes are in order of rows, so a parent comes before its children. */
static void build_tree(flamegraph *f)
{
    nc_builder *b = f->b;

    f->boxes[0].node = nc_stacks_root(b, 0);
    f->boxes[0].is_root = true;
    weigh(f, &f->boxes[0], false);
    for (size_t i = 1; i < f->count && !nc_builder_failed(b); i++) {
        box *at = &f->boxes[i];
        const nc_frame_meaning *m = nc_frame_at(&f->cache, at->title);
        nc_frame frame;

        if (is_rest(f, at)) {
            at->is_root = true;
            at->process = f->boxes[at->parent - 1].process;
            at->node = f->boxes[at->parent - 1].node;
            weigh(f, at, false);
            continue;
        }
        if (!m->frame.function.at && f->boxes[at->parent - 1].is_root) {
            enter_root(f, at, m);
            weigh(f, at, false);
            continue;
        }
        frame = m->frame;
        if (!frame.function.at)
            frame.function = nc_builder_function(b, (nc_str){0}, 0, m->name);
        at->node = nc_stacks_child(b, f->boxes[at->parent - 1].node, frame);
        weigh(f, at, true);
    }
}

static ncalls_status hand_over(flamegraph *f, ncalls_error *error)
{
    ncalls_status status;

    if (!f->any)
        return nc_fail(error, NCALLS_DAMAGED, "an XML document, but no SVG");
    if (!f->count || f->odd > f->count)
        return nc_fail(error, NCALLS_DAMAGED, "an SVG without frames as a flame graph has them");
    status = place_rows(f, error);
    if (!status)
        status = find_parents(f, error);
    if (!status)
        status = check_sums(f, error);
    if (status)
        return status;
    nc_builder_declare(f->b,
                       NCALLS_HAS_EDGES | NCALLS_HAS_LINES |
                           (f->unit == NCALLS_UNIT_NANOSECONDS ? (unsigned)NCALLS_HAS_TIME : 0),
                       f->unit);
    build_tree(f);
    nc_builder_note(f->b, "read from a picture: frames too narrow to be drawn count as their caller's own time");
    if (f->odd)
        nc_builder_note(f->b, "%llu frames could not be read and were passed over", (unsigned long long)f->odd);
    return NCALLS_OK;
}

static ncalls_status read_flamegraph(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    static const nc_sax_handler handler = {on_start, on_text, on_end};
    flamegraph f = {.b = builder, .scale = 1, .unit = NCALLS_UNIT_SAMPLES};
    ncalls_status status;

    nc_text_init(&f.title);
    if (!nc_frame_init(&f.cache, builder)) {
        nc_frame_reset(&f.cache);
        return nc_fail_memory(error);
    }
    status = nc_sax_parse(input, &handler, &f, error);
    if (!status)
        status = hand_over(&f, error);
    nc_frame_reset(&f.cache);
    nc_text_reset(&f.title);
    nc_alloc_free(f.boxes);
    return status;
}

static bool starts(const nc_head *head, size_t at, const char *text)
{
    return head->size - at >= strlen(text) && memcmp(head->bytes + at, text, strlen(text)) == 0;
}

/* An SVG document; whether it is a flame graph shows only when it is read. */
static unsigned bid_flamegraph(const nc_head *head)
{
    size_t at = 0, size = head->size < 4096 ? head->size : 4096;

    while (at < size && (head->bytes[at] == ' ' || head->bytes[at] == '\n' || head->bytes[at] == '\r' ||
                         head->bytes[at] == '\t'))
        at++;
    if (at == size || head->bytes[at] != '<')
        return 0;
    if (starts(head, at, "<svg") || starts(head, at, "<!DOCTYPE svg"))
        return 36;
    if (!starts(head, at, "<?xml") && !starts(head, at, "<!--"))
        return 0;
    return memmem(head->bytes + at, size - at, "<svg", 4) || memmem(head->bytes + at, size - at, ":svg", 4) ? 36 : 12;
}

const nc_reader nc_read_flamegraph = {
    .name = "flamegraph",
    .title = "flame graph SVG: py-spy record, inferno, flamegraph.pl, flameprof",
    .bid = bid_flamegraph,
    .read = read_flamegraph,
};
