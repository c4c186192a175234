/* SPDX-License-Identifier: MIT */
#include "report/peek.h"

#include "analyze/amplification.h"
#include "analyze/order.h"
#include "base/alloc.h"
#include "base/select.h"
#include "report/table.h"

enum { MOST_COLUMNS = 6 };

typedef struct peek {
    nc_document *document;
    const ncalls_profile *profile;
    const ncalls_write_options *options;
    nc_func function;
    bool callers; /* which side is being listed */
    nc_order_key key;
    int64_t whole; /* what shares are of */
} peek;

static nc_func other_end(const peek *p, uint32_t edge)
{
    return p->callers ? p->profile->edges.caller[edge] : p->profile->edges.callee[edge];
}

/* Unknown is the least of all numbers. */
static int64_t figure(const peek *p, uint32_t edge)
{
    const nc_edges *e = &p->profile->edges;

    switch (p->key) {
    case NC_ORDER_CALLS: return e->calls[edge];
    case NC_ORDER_PRIMITIVE: return e->primitive[edge];
    case NC_ORDER_SELF: return e->self[edge];
    case NC_ORDER_CUMULATIVE: return e->total[edge];
    default: return 0;
    }
}

static int compare(const peek *p, uint32_t a, uint32_t b)
{
    const nc_edges *e = &p->profile->edges;
    int64_t x = figure(p, a), y = figure(p, b);

    if (p->key == NC_ORDER_AMPLIFICATION) {
        int order = nc_amplification_compare(nc_amplification_of(p->profile, (nc_edge){b}),
                                             nc_amplification_of(p->profile, (nc_edge){a}));

        if (order)
            return order;
    }
    if (x != y)
        return x > y ? -1 : 1;
    if (p->key < NC_ORDER_NAME && e->calls[a] != e->calls[b])
        return e->calls[a] > e->calls[b] ? -1 : 1;
    return nc_profile_compare(p->profile, other_end(p, a), other_end(p, b));
}

static int compare_items(uint32_t a, uint32_t b, const void *payload)
{
    const peek *p = payload;

    return p->options->reverse ? compare(p, b, a) : compare(p, a, b);
}

static void add_edge(const peek *p, uint32_t edge)
{
    const nc_edges *e = &p->profile->edges;
    nc_amplification a = nc_amplification_of(p->profile, (nc_edge){edge});
    nc_cell cells[MOST_COLUMNS] = {
        nc_document_calls(e->calls[edge], e->primitive[edge]),
        a.per ? nc_document_ratio(a.calls, a.per) : nc_document_empty(),
        nc_document_cost(e->self[edge]),
        nc_document_cost(e->total[edge]),
        nc_document_share(e->total[edge], p->whole),
        nc_document_function(other_end(p, edge)),
    };

    nc_document_add_row(p->document, cells);
}

/* The edges of one side, best first, under a title that counts them. */
static void add_side(const peek *p, uint32_t *edges, size_t count, const char *verb)
{
    size_t limit = nc_table_limit(p->options), shown = 0;
    char number[NC_UNIT_ROOM];

    nc_unit_format_count(number, (int64_t)count);
    nc_document_add_title_row(p->document, "%s %s %s", verb, count ? number : "no",
                              count == 1 ? "function" : "functions");
    if (!limit || limit > count)
        limit = count;
    nc_select_first(edges, count, limit, compare_items, p);
    for (size_t i = 0; i < limit; i++) {
        int64_t total = p->profile->edges.total[edges[i]];

        if (total != NCALLS_ABSENT && nc_table_is_below(p->options, total, p->whole))
            continue;
        add_edge(p, edges[i]);
        shown++;
    }
    if (shown < count && shown) {
        nc_unit_format_count(number, (int64_t)(count - shown));
        nc_document_add_title_row(p->document, "and %s more", number);
    }
}

static void add_callers(peek *p, uint32_t *edges)
{
    const nc_edges *e = &p->profile->edges;
    size_t count = 0;

    p->callers = true;
    for (uint32_t i = e->in_begin[p->function.at]; i < e->in_begin[p->function.at + 1]; i++)
        edges[count++] = i;
    add_side(p, edges, count, "called by");
}

static void add_callees(peek *p, uint32_t *edges)
{
    const nc_edges *e = &p->profile->edges;
    size_t count = 0;

    p->callers = false;
    for (uint32_t i = e->out_begin[p->function.at]; i < e->out_begin[p->function.at + 1]; i++)
        edges[count++] = e->out[i].at;
    add_side(p, edges, count, "calls");
}

static void add_itself(const peek *p)
{
    const nc_functions *f = &p->profile->functions;
    uint32_t at = p->function.at;
    bool calls = p->profile->has & NCALLS_HAS_CALLS;
    nc_cell cells[MOST_COLUMNS] = {
        calls ? nc_document_calls(f->calls[at], f->primitive[at]) : nc_document_empty(),
        nc_document_empty(),
        nc_document_cost(f->self[at]),
        nc_document_cost(f->total[at]),
        nc_document_share(p->whole, p->whole),
        nc_document_function(p->function),
    };

    nc_document_add_title_row(p->document, "the function itself");
    nc_document_add_strong_row(p->document, cells);
}

static nc_order_key key_of(const ncalls_write_options *options)
{
    nc_order_key key = options->sort_count ? nc_order_find_key(options->sort[0]) : NC_ORDER_CUMULATIVE;

    return key == NC_ORDER_PER_CALL || key == NC_ORDER_NONE ? NC_ORDER_CUMULATIVE : key;
}

void nc_peek_add(nc_document *d, const char *id, const ncalls_results *r, const ncalls_write_options *options,
                 nc_func function)
{
    const ncalls_profile *profile = r->profile;
    const nc_edges *e = &profile->edges;
    peek p = {.document = d, .profile = profile, .options = options, .function = function, .key = key_of(options)};
    size_t in = e->in_begin[function.at + 1] - e->in_begin[function.at];
    size_t out = e->out_begin[function.at + 1] - e->out_begin[function.at];
    uint32_t *edges = nc_alloc_zeroed((in > out ? in : out) + 1, sizeof *edges);
    nc_column columns[MOST_COLUMNS] = {
        {"calls",      "calls along this edge / those that are not recursive",              NC_ALIGN_RIGHT, false, 1},
        {"per call",   "calls of the callee by one call of the caller",                     NC_ALIGN_RIGHT, false, 2},
        {"self",       "the callee's own time while called from there",                     NC_ALIGN_RIGHT, false, 4},
        {"cumulative", "the callee's time with all that it calls, while called from there", NC_ALIGN_RIGHT, false, 3},
        {"share",      "part of this function's cumulative time",                           NC_ALIGN_RIGHT, false, 1},
        {"function",   "file:line(name)",                                                   NC_ALIGN_LEFT,  false, 0},
    };

    if (!edges) {
        d->failed = true;
        return;
    }
    p.whole = profile->functions.total[function.at];
    if (p.whole == NCALLS_ABSENT)
        p.whole = profile->functions.self[function.at];
    nc_document_begin_table(d, NC_BLOCK_TABLE, id, columns, MOST_COLUMNS);
    add_callers(&p, edges);
    add_itself(&p);
    add_callees(&p, edges);
    nc_alloc_free(edges);
}

static void add_fact(nc_document *d, const char *name, const nc_text *value)
{
    nc_cell cells[2] = {nc_document_text(name), nc_document_bytes(value->bytes, value->size)};

    d->failed |= nc_text_failed(value);
    nc_document_add_row(d, cells);
}

/* "cumulative 446 ms, 44.2%" */
static void say_cost(nc_text *text, const ncalls_results *r, const char *what, int64_t cost)
{
    char digits[NC_UNIT_ROOM], share[NC_UNIT_ROOM];

    if (cost == NCALLS_ABSENT)
        return;
    nc_unit_format_cost(digits, cost, r->profile->unit);
    nc_unit_format_share(share, cost, r->whole->totals.self);
    nc_text_add_format(text, "%s%s %s, %s", text->size ? "; " : "", what, digits, share);
}

void nc_peek_add_facts(nc_document *d, const ncalls_results *r, nc_func function)
{
    static const nc_column columns[2] = {
        {"", NULL, NC_ALIGN_LEFT, false, 0},
        {"", NULL, NC_ALIGN_LEFT, false, 0}
    };
    const ncalls_profile *p = r->profile;
    char whole[NC_UNIT_ROOM];
    nc_text text;

    nc_document_begin_table(d, NC_BLOCK_FACTS, "facts", columns, 2);
    nc_text_init(&text);
    if (p->source_count == 1)
        nc_text_add(&text, nc_profile_text(p, p->sources[0].path), nc_profile_size(p, p->sources[0].path));
    else
        nc_text_add_format(&text, "%u files", p->source_count);
    add_fact(d, "profile", &text);
    nc_text_clear(&text);
    say_cost(&text, r, "cumulative", p->functions.total[function.at]);
    say_cost(&text, r, "self", p->functions.self[function.at]);
    nc_unit_format_cost(whole, r->whole->totals.self, p->unit);
    nc_text_add_format(&text, " of %s", whole);
    add_fact(d, nc_table_cost_noun(p), &text);
    nc_text_reset(&text);
}
