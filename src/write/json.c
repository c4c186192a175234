/* SPDX-License-Identifier: MIT */
/* ncalls/1: everything that a profile knows, see ncalls-json(5). */
#include "base/alloc.h"
#include "write/canon.h"
#include "write/json_diff.h"
#include "write/json_endpoints.h"
#include "write/json_findings.h"
#include "write/json_gates.h"
#include "write/jsontext.h"
#include "write/writer.h"

enum { AHEAD = 12 }; /* rows */

typedef struct page {
    nc_jsontext out;
    const ncalls_profile *profile;
    const char *prefix; /* taken off paths of functions */
    size_t prefix_size;
    nc_canon canon;
    const ncalls_findings *findings; /* NULL = none were looked for */
    const ncalls_gates *gates;       /* NULL = none */
} page;

#define SAY(page, literal) NC_JSONTEXT(&(page)->out, literal)

/* A key is written with what stands before it: ", \"calls\": ". */
#define SAY_INT(page, key, value)                                                                                      \
    do {                                                                                                               \
        SAY(page, key);                                                                                                \
        nc_jsontext_add_int(&(page)->out, value);                                                                      \
    } while (0)

/* What the input did not know is an absent key, never a zero. */
#define SAY_KNOWN(page, key, value)                                                                                    \
    do {                                                                                                               \
        if ((value) != NCALLS_ABSENT)                                                                                  \
            SAY_INT(page, key, value);                                                                                 \
    } while (0)

static void say_text(page *p, nc_str id)
{
    nc_jsontext_add_string(&p->out, nc_profile_text(p->profile, id), nc_profile_size(p->profile, id));
}

static void say_constant(page *p, const char *text)
{
    SAY(p, "\"");
    nc_jsontext_add(&p->out, text, strlen(text));
    SAY(p, "\"");
}

static void say_sources(page *p)
{
    SAY(p, "\"source\": [");
    for (uint32_t i = 0; i < p->profile->source_count; i++) {
        const nc_source_info *source = &p->profile->sources[i];

        if (i)
            SAY(p, ", ");
        SAY(p, "{\"path\": ");
        say_text(p, source->path);
        SAY(p, ", \"reader\": ");
        say_text(p, source->reader);
        if (source->tool.at) {
            SAY(p, ", \"tool\": ");
            say_text(p, source->tool);
        }
        if (source->python.at) {
            SAY(p, ", \"python\": ");
            say_text(p, source->python);
        }
        SAY(p, "}");
    }
    SAY(p, "],\n");
}

static void say_has(page *p)
{
    static const char *const names[] = {"calls", "edges", "contexts", "lines", "time", "memory", "threads"};
    const char *before = "";

    SAY(p, "\"has\": [");
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (p->profile->has & 1u << i) {
            nc_jsontext_add(&p->out, before, strlen(before));
            say_constant(p, names[i]);
            before = ", ";
        }
    SAY(p, "],\n");
}

static void say_totals(page *p)
{
    const ncalls_totals *t = &p->profile->totals;

    SAY_INT(p, "\"totals\": {\"functions\": ", t->functions);
    if (p->profile->has & NCALLS_HAS_EDGES)
        SAY_INT(p, ", \"edges\": ", t->edges);
    SAY_KNOWN(p, ", \"calls\": ", t->calls);
    SAY_KNOWN(p, ", \"primitive\": ", t->primitive);
    SAY_INT(p, ", \"self\": ", t->self);
    SAY(p, "},\n");
}

static void say_header(page *p)
{
    static const char *const units[] = {"ns", "samples", "bytes", "count"};

    SAY(p, "{\n\"schema\": \"ncalls/1\",\n");
    say_sources(p);
    SAY(p, "\"unit\": ");
    say_constant(p, units[p->profile->unit]);
    SAY(p, ",\n");
    say_has(p);
    say_totals(p);
}

static void say_path(page *p, nc_str id)
{
    const char *path = nc_profile_text(p->profile, id);
    size_t size = nc_profile_size(p->profile, id);

    if (p->prefix_size && size > p->prefix_size && memcmp(path, p->prefix, p->prefix_size) == 0) {
        path += p->prefix_size;
        size -= p->prefix_size;
    }
    nc_jsontext_add_string(&p->out, path, size);
}

/* Code that is written in C has no line: profilers write 0 and so do we. Of
 * Python code, 0 means that nobody knows. */
static bool knows_line(const nc_functions *f, uint32_t id)
{
    return f->line[id] || (f->kind[id] != NCALLS_KIND_PYTHON && f->kind[id] != NCALLS_KIND_FROZEN);
}

static void say_function(page *p, uint32_t place)
{
    static const char *const kinds[] = {"python", "builtin", "frozen", "native", "synthetic"};
    static const char *const classes[] = {"mine", "stdlib", "package", "builtin", "generated", "unknown"};
    const nc_functions *f = &p->profile->functions;
    nc_func function = p->canon.functions[place];

    SAY_INT(p, "{\"id\": ", place);
    SAY(p, ", \"name\": ");
    say_text(p, f->name[function.at]);
    SAY(p, ", \"file\": ");
    say_path(p, nc_profile_path(p->profile, function));
    if (knows_line(f, function.at))
        SAY_INT(p, ", \"line\": ", f->line[function.at]);
    SAY(p, ", \"kind\": ");
    say_constant(p, kinds[f->kind[function.at]]);
    SAY(p, ", \"class\": ");
    say_constant(p, classes[nc_profile_class(p->profile, function)]);
    SAY(p, ", \"package\": ");
    say_text(p, nc_profile_package(p->profile, function));
    if (p->profile->has & NCALLS_HAS_CALLS) {
        SAY_INT(p, ", \"calls\": ", f->calls[function.at]);
        SAY_INT(p, ", \"primitive\": ", f->primitive[function.at]);
    }
    SAY_INT(p, ", \"self\": ", f->self[function.at]);
    SAY_KNOWN(p, ", \"total\": ", f->total[function.at]);
    SAY(p, "}");
}

/* The model has edges by callee, so each column is read at random here: asking
 * for them some rows ahead saves a quarter of the whole file's time. */
static void fetch_edge(const nc_edges *e, uint32_t edge)
{
    __builtin_prefetch(&e->caller[edge]);
    __builtin_prefetch(&e->callee[edge]);
    __builtin_prefetch(&e->calls[edge]);
    __builtin_prefetch(&e->primitive[edge]);
    __builtin_prefetch(&e->self[edge]);
    __builtin_prefetch(&e->total[edge]);
}

static void say_edge(page *p, uint32_t row)
{
    const nc_edges *e = &p->profile->edges;
    uint32_t edge = p->canon.edges[row].at;

    if (row + AHEAD < e->count)
        fetch_edge(e, p->canon.edges[row + AHEAD].at);
    SAY_INT(p, "{\"caller\": ", p->canon.place[e->caller[edge].at]);
    SAY_INT(p, ", \"callee\": ", p->canon.place[e->callee[edge].at]);
    SAY_KNOWN(p, ", \"calls\": ", e->calls[edge]);
    SAY_KNOWN(p, ", \"primitive\": ", e->primitive[edge]);
    SAY_KNOWN(p, ", \"self\": ", e->self[edge]);
    SAY_KNOWN(p, ", \"total\": ", e->total[edge]);
    SAY(p, "}");
}

static void say_thread(page *p, uint32_t row)
{
    const nc_thread *thread = &p->profile->threads[row];

    SAY_INT(p, "{\"id\": ", row);
    SAY(p, ", \"name\": ");
    say_text(p, thread->name);
    if (thread->process)
        SAY_INT(p, ", \"process\": ", thread->process);
    if (thread->thread)
        SAY_INT(p, ", \"thread\": ", thread->thread);
    SAY(p, "}");
}

/* Rows stand in the model's preorder, whose order of children comes from names
 * and not from ids. */
static void say_context(page *p, uint32_t row)
{
    const nc_contexts *c = &p->profile->contexts;

    SAY_INT(p, "{\"id\": ", row);
    if (c->parent[row].at)
        SAY_INT(p, ", \"parent\": ", c->parent[row].at);
    if (c->function[row].at)
        SAY_INT(p, ", \"function\": ", p->canon.place[c->function[row].at]);
    if (c->line[row])
        SAY_INT(p, ", \"line\": ", c->line[row]);
    if (c->thread[row])
        SAY_INT(p, ", \"thread\": ", c->thread[row]);
    SAY_INT(p, ", \"self\": ", c->self[row]);
    SAY_INT(p, ", \"total\": ", c->total[row]);
    SAY(p, "}");
}

static void say_line(page *p, uint32_t row)
{
    const nc_lines *l = &p->profile->lines;

    SAY_INT(p, "{\"function\": ", p->canon.place[l->function[row].at]);
    SAY_INT(p, ", \"line\": ", l->line[row]);
    SAY_KNOWN(p, ", \"hits\": ", l->hits[row]);
    SAY_KNOWN(p, ", \"self\": ", l->self[row]);
    SAY_KNOWN(p, ", \"memory\": ", l->memory[row]);
    SAY_KNOWN(p, ", \"blocks\": ", l->blocks[row]);
    if (l->source[row].at) {
        SAY(p, ", \"source\": ");
        say_text(p, l->source[row]);
    }
    SAY(p, "}");
}

static void begin_row(page *p, bool first)
{
    if (first)
        SAY(p, "\n");
    else
        SAY(p, ",\n");
}

/* One row a line, so that files compare line by line. */
static void say_rows(page *p, const char *key, uint32_t from, uint32_t count, void (*say)(page *, uint32_t))
{
    say_constant(p, key);
    SAY(p, ": [");
    for (uint32_t i = 0; i < count && !nc_sink_failed(p->out.sink); i++) {
        begin_row(p, i == 0);
        say(p, from + i);
    }
    SAY(p, "],\n");
}

/* The model has lines by function id; here they follow the functions' order. */
static ncalls_status say_lines(page *p, ncalls_error *error)
{
    const nc_lines *l = &p->profile->lines;
    uint32_t count = p->profile->functions.count;
    uint32_t *begin = nc_alloc_zeroed((size_t)count + 2, sizeof *begin);
    bool first = true;

    if (!begin)
        return nc_fail_memory(error);
    for (uint32_t i = l->count; i; i--)
        begin[l->function[i].at] = i;
    SAY(p, "\"lines\": [");
    for (uint32_t place = 1; place <= count; place++) {
        uint32_t function = p->canon.functions[place].at;

        for (uint32_t i = begin[function]; i && i <= l->count && l->function[i].at == function; i++) {
            begin_row(p, first);
            say_line(p, i);
            first = false;
        }
    }
    SAY(p, "],\n");
    nc_alloc_free(begin);
    return NCALLS_OK;
}

static void say_findings(page *p)
{
    SAY(p, "\"findings\": [");
    for (uint32_t i = 0; i < p->findings->count; i++) {
        begin_row(p, i == 0);
        nc_json_findings_add(&p->out, p->findings, &p->findings->items[i], p->prefix, NULL);
    }
    SAY(p, "],\n");
}

static void say_notes(page *p)
{
    SAY(p, "\"notes\": [");
    for (uint32_t i = 0; i < p->profile->note_count; i++) {
        begin_row(p, i == 0);
        say_text(p, p->profile->notes[i]);
    }
    SAY(p, "]\n}\n");
}

static ncalls_status say_all(page *p, ncalls_error *error)
{
    const ncalls_profile *profile = p->profile;
    ncalls_status status = NCALLS_OK;

    say_header(p);
    say_rows(p, "functions", 1, profile->functions.count, say_function);
    if (profile->has & NCALLS_HAS_EDGES)
        say_rows(p, "edges", 0, profile->edges.count, say_edge);
    if (profile->has & NCALLS_HAS_THREADS)
        say_rows(p, "threads", 1, profile->thread_count, say_thread);
    if (profile->has & NCALLS_HAS_CONTEXTS)
        say_rows(p, "contexts", 1, profile->contexts.count, say_context);
    if (profile->has & NCALLS_HAS_LINES)
        status = say_lines(p, error);
    if (p->findings)
        say_findings(p);
    nc_json_gates_add(&p->out, p->gates);
    say_notes(p);
    return status;
}

/* `options` order and limit tables for people; this is all of it, in one order. */
static ncalls_status write_json(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                ncalls_error *error)
{
    page *p;
    ncalls_status status;

    if (options->only_gates)
        return nc_json_gates_write(sink, options, results->path_prefix, error);
    if (options->endpoints)
        return nc_json_endpoints_write(sink, options, error);
    if (results->base)
        return nc_json_diff_write(sink, results, options, error);
    p = nc_alloc(sizeof *p);
    if (!p)
        return nc_fail_memory(error);
    nc_jsontext_init(&p->out, sink, false);
    p->profile = results->profile;
    p->findings = options->findings;
    p->gates = options->gates;
    p->prefix = results->path_prefix ? results->path_prefix : "";
    p->prefix_size = strlen(p->prefix);
    status = nc_canon_init(&p->canon, p->profile, error);
    if (!status) {
        status = say_all(p, error);
        nc_jsontext_flush(&p->out);
        nc_canon_reset(&p->canon);
    }
    nc_alloc_free(p);
    return status;
}

const nc_writer nc_write_json = {
    .row = {.name = "json",
            .suffix = ".json",
            .title = "everything the profile knows, for programs: see ncalls-json(5)",
            .compares = true,
            .checks = NCALLS_CHECKS_MANY},
    .write = write_json,
};
