/* SPDX-License-Identifier: MIT */
/* The call tree of a page, in preorder: what its flame graph and its tree show. */
#include "analyze/calltree.h"
#include "base/alloc.h"
#include "write/page.h"

enum { NODES = 30000 };

/* Less is no pixel wide on any screen. */
static const double thinnest = 0.0002;

/* The tree of one side of a comparison, or of the only one. */
typedef struct side {
    nc_page *page;
    nc_calltree tree;
    const uint32_t *rows; /* NULL, or [function of `shown`] its function on the page */
    const ncalls_profile *shown; /* stacks that were filtered are of the whole profile instead */
    const nc_diff *diff;  /* NULL: this is no base */
} side;

typedef struct tree_column {
    const char *key;
    int64_t (*value)(const side *s, const nc_calltree_node *node);
} tree_column;

static int64_t function_of(const side *s, const nc_calltree_node *node)
{
    const nc_page *page = s->page;

    if (s->rows && s->tree.profile == s->shown)
        return nc_page_numbers(page)[s->rows[node->function.at]];
    if (s->tree.profile == page->results->whole)
        return nc_page_number(page, node->function);
    return nc_page_find(page, s->tree.profile, node->function);
}

/* A base of samples counts as if it had been looked at as long. */
static int64_t scale(const side *s, int64_t cost)
{
    return s->diff ? nc_diff_scale(s->diff, NC_DIFF_BASE, cost) : cost;
}

static int64_t depth_of(const side *s, const nc_calltree_node *node)
{
    (void)s;
    return node->depth;
}

static int64_t calls_of(const side *s, const nc_calltree_node *node)
{
    (void)s;
    return node->calls;
}

static int64_t self_of(const side *s, const nc_calltree_node *node)
{
    return scale(s, node->self);
}

static int64_t total_of(const side *s, const nc_calltree_node *node)
{
    return scale(s, node->total);
}

static int64_t rest_of(const side *s, const nc_calltree_node *node)
{
    return scale(s, node->rest);
}

static int64_t marks_of(const side *s, const nc_calltree_node *node)
{
    (void)s;
    return (node->estimated ? 1 : 0) + (node->recursive ? 2 : 0) + (node->cut ? 4 : 0);
}

static const tree_column columns[] = {
    {"function", function_of}, {"depth", depth_of}, {"calls", calls_of}, {"self", self_of},
    {"total", total_of},       {"rest", rest_of},   {"marks", marks_of},
};

/* Node 0 is above everything. */
static void say_column(const side *s, const tree_column *column)
{
    nc_page *page = s->page;

    NC_PAGE_SAY(page, ",\n");
    nc_jsontext_add_word(&page->out, "", column->key);
    NC_PAGE_SAY(page, ": \"");
    for (uint32_t i = 0; i <= s->tree.count; i++)
        nc_page_add_number(page, i || column->value == rest_of ? column->value(s, &s->tree.nodes[i]) : 0);
    NC_PAGE_SAY(page, "\"");
}

static bool has_calls(const nc_calltree *tree)
{
    for (uint32_t i = 1; i <= tree->count; i++)
        if (tree->nodes[i].calls != NCALLS_ABSENT)
            return true;
    return false;
}

static void say_tree(const side *s, const char *key)
{
    nc_page *page = s->page;

    nc_page_add_known(page, key, s->tree.count);
    nc_page_add_known(page, ", \"exact\": ", s->tree.exact);
    nc_page_add_known(page, ", \"cut\": ", s->tree.deep || s->tree.wide);
    nc_page_add_known(page, ", \"whole\": ", scale(s, s->tree.whole));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].value != calls_of || has_calls(&s->tree))
            say_column(s, &columns[i]);
    NC_PAGE_SAY(page, "}");
}

static ncalls_status add_side(side *s, const ncalls_results *results, const char *key, ncalls_error *error)
{
    const ncalls_write_options *o = s->page->options;
    nc_calltree_options options = {.min_share = o->min_share > thinnest ? o->min_share : thinnest,
                                   .max_nodes = NODES};
    ncalls_status status = nc_calltree_make(&s->tree, results, &options, error);

    s->shown = results->profile;
    if (!status && s->tree.count)
        say_tree(s, key);
    nc_calltree_reset(&s->tree);
    return status;
}

static ncalls_status add_base(nc_page *page, ncalls_error *error)
{
    const nc_diff *diff = page->diff;
    ncalls_results base = *page->results;
    side s = {.page = page, .rows = diff->pairing.of_base, .diff = diff};

    base.profile = base.base;
    base.whole = base.whole_base;
    base.base = base.whole_base = NULL;
    base.diff = NULL;
    return add_side(&s, &base, ",\n\"base_tree\": {\"count\": ", error);
}

ncalls_status nc_page_add_tree(nc_page *page, ncalls_error *error)
{
    side s = {.page = page, .rows = page->diff ? page->diff->pairing.of_now : NULL};
    ncalls_status status;

    if (!(page->profile->has & (NCALLS_HAS_EDGES | NCALLS_HAS_CONTEXTS)))
        return NCALLS_OK;
    status = add_side(&s, page->results, ",\n\"tree\": {\"count\": ", error);
    return status || !page->diff ? status : add_base(page, error);
}
