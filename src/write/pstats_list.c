/* SPDX-License-Identifier: MIT */
#include "write/pstats_list.h"

#include "analyze/order.h"
#include "base/alloc.h"
#include "base/select.h"
#include "write/pstats_restrict.h"

enum { MOST_KEYS = 16 };

/* Rows are put in order as late as possible, so that what a pattern drops is
 * never sorted and of what a count drops only the best are. That is the same
 * as sorting first: the order is total. */
typedef struct maker {
    const nc_pstats_table *t;
    const ncalls_write_options *options;
    nc_order_key keys[MOST_KEYS];
    size_t key_count;
    bool sorted;
    nc_pstats_list *list;
} maker;

/* Trap: for Python NaN is neither less nor more than anything, so that where
 * it puts rows with NaN depends on how its sort walks. Here they come last. */
static int compare_falling(double a, double b)
{
    if (a != a || b != b)
        return (a != a) - (b != b);
    return (a < b) - (a > b);
}

static int compare_key(const nc_pstats_table *t, nc_order_key key, const nc_verbatim_row *a, const nc_verbatim_row *b)
{
    const nc_label *labels = t->v->labels;
    nc_stdname a_name, b_name;

    switch (key) {
    case NC_ORDER_CALLS: return (a->calls < b->calls) - (a->calls > b->calls);
    case NC_ORDER_PRIMITIVE: return (a->primitive < b->primitive) - (a->primitive > b->primitive);
    case NC_ORDER_SELF: return compare_falling(a->self, b->self);
    case NC_ORDER_CUMULATIVE: return compare_falling(a->total, b->total);
    case NC_ORDER_NAME: return nc_pstats_table_compare_names(t, a->label, b->label);
    case NC_ORDER_FILE: return nc_pstats_table_compare_files(t, a->label, b->label);
    case NC_ORDER_LINE:
        return (labels[a->label].line > labels[b->label].line) - (labels[a->label].line < labels[b->label].line);
    default:
        nc_pstats_table_name(t, a->label, &a_name);
        nc_pstats_table_name(t, b->label, &b_name);
        return nc_stdname_compare(&a_name, &b_name);
    }
}

/* Python's sort is stable, so equals keep the order of the dict; and
 * reverse_order turns the whole list around, equals too. */
static int compare_rows(uint32_t a, uint32_t b, const void *payload)
{
    const maker *m = payload;
    int order = 0;

    for (size_t i = 0; !order && i < m->key_count; i++)
        order = compare_key(m->t, m->keys[i], &m->t->v->rows[a], &m->t->v->rows[b]);
    if (!order)
        order = (a > b) - (a < b);
    return m->options->reverse ? -order : order;
}

/* A key that was there already decides nothing. */
static void add_key(maker *m, nc_order_key key)
{
    for (size_t i = 0; i < m->key_count; i++)
        if (m->keys[i] == key)
            return;
    m->keys[m->key_count++] = key;
}

static ncalls_status take_key(maker *m, const char *word, ncalls_error *error)
{
    nc_order_key key = nc_order_find_key(word);
    const char *title = key == NC_ORDER_NONE ? NULL : nc_order_pstats_title(key);

    if (!title)
        return nc_fail(error, NCALLS_USAGE,
                       key == NC_ORDER_NONE ? "no sort key is called '%s'" : "pstats has no sort key '%s'", word);
    nc_text_add_string(&m->list->said, title);
    if (key == NC_ORDER_NFL) {
        add_key(m, NC_ORDER_NAME);
        add_key(m, NC_ORDER_FILE);
        add_key(m, NC_ORDER_LINE);
    } else {
        add_key(m, key);
    }
    return NCALLS_OK;
}

static ncalls_status take_keys(maker *m, ncalls_error *error)
{
    nc_text *said = &m->list->said;

    if (!m->options->sort_count) {
        nc_text_add_string(said, "   Random listing order was used\n");
        return NCALLS_OK;
    }
    nc_text_add_string(said, "   Ordered by: ");
    for (size_t i = 0; i < m->options->sort_count; i++) {
        ncalls_status status = take_key(m, m->options->sort[i], error);

        if (status)
            return status;
        nc_text_add_string(said, i + 1 < m->options->sort_count ? ", " : "\n");
    }
    return NCALLS_OK;
}

static void sort_first(maker *m, size_t limit)
{
    if (m->key_count && !m->sorted)
        nc_select_first(m->list->rows, m->list->count, limit, compare_rows, m);
    m->sorted = true;
}

static ncalls_status keep_matches(maker *m, nc_pstats_restrict *r, ncalls_error *error)
{
    nc_pstats_list *list = m->list;
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        nc_stdname name;

        nc_pstats_table_name(m->t, m->t->v->rows[list->rows[i]].label, &name);
        if (nc_pstats_restrict_find(r, &name))
            list->rows[kept++] = list->rows[i];
    }
    list->count = kept;
    return nc_text_failed(&r->subject) ? nc_fail_memory(error) : NCALLS_OK;
}

static ncalls_status apply(maker *m, nc_pstats_restrict *r, ncalls_error *error)
{
    nc_pstats_list *list = m->list;
    size_t before = list->count;
    ncalls_status status = NCALLS_OK;

    if (r->kind == NC_PSTATS_BROKEN) {
        nc_text_add_string(&list->said, "   <Invalid regular expression ");
        nc_pstats_restrict_show(r, &list->said);
        nc_text_add_string(&list->said, ">\n");
    } else if (r->kind == NC_PSTATS_PATTERN) {
        status = keep_matches(m, r, error);
    } else if (nc_pstats_restrict_count(r, before) < before) {
        sort_first(m, nc_pstats_restrict_count(r, before));
        list->count = nc_pstats_restrict_count(r, before);
    }
    if (!status && list->count != before) {
        nc_text_add_format(&list->said, "   List reduced from %zu to %zu due to restriction <", before, list->count);
        nc_pstats_restrict_show(r, &list->said);
        nc_text_add_string(&list->said, ">\n");
    }
    return status;
}

/* --limit comes last, as if it had been the last of the restrictions. */
static ncalls_status restrict_rows(maker *m, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    for (size_t i = 0; !status && i <= m->options->restriction_count; i++) {
        nc_pstats_restrict r;

        if (i < m->options->restriction_count)
            status = nc_pstats_restrict_init(&r, m->options->restrictions[i], error);
        else
            nc_pstats_restrict_init_count(&r, m->options->limit > 0 ? m->options->limit : INT64_MAX);
        if (!status)
            status = apply(m, &r, error);
        nc_pstats_restrict_reset(&r);
    }
    return status;
}

ncalls_status nc_pstats_list_init(nc_pstats_list *list, const nc_pstats_table *table,
                                  const ncalls_write_options *options, ncalls_error *error)
{
    maker m = {.t = table, .options = options, .list = list};
    ncalls_status status;

    nc_text_init(&list->said);
    list->count = table->v->row_count;
    list->rows = nc_alloc_zeroed(list->count + 1, sizeof *list->rows);
    if (!list->rows)
        return nc_fail_memory(error);
    for (size_t i = 0; i < list->count; i++)
        list->rows[i] = (uint32_t)i;
    status = take_keys(&m, error);
    if (!status)
        status = restrict_rows(&m, error);
    if (!status)
        sort_first(&m, list->count);
    if (!status && nc_text_failed(&list->said))
        status = nc_fail_memory(error);
    return status;
}

void nc_pstats_list_reset(nc_pstats_list *list)
{
    nc_text_reset(&list->said);
    nc_alloc_free(list->rows);
}
