/* SPDX-License-Identifier: MIT */
/* The call tree of a page, in preorder: what its flame graph and its tree show. */
#include "analyze/calltree.h"
#include "base/alloc.h"
#include "write/page.h"

enum { NODES = 30000 };

/* Less is no pixel wide on any screen. */
static const double thinnest = 0.0002;

typedef struct tree_column {
    const char *key;
    int64_t (*value)(const nc_page *page, const nc_calltree_node *node);
} tree_column;

static int64_t function_of(const nc_page *page, const nc_calltree_node *node)
{
    return nc_page_number(page, node->function);
}

static int64_t depth_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return node->depth;
}

static int64_t calls_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return node->calls;
}

static int64_t self_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return node->self;
}

static int64_t total_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return node->total;
}

static int64_t rest_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return node->rest;
}

static int64_t marks_of(const nc_page *page, const nc_calltree_node *node)
{
    (void)page;
    return (node->estimated ? 1 : 0) + (node->recursive ? 2 : 0) + (node->cut ? 4 : 0);
}

static const tree_column columns[] = {
    {"function", function_of}, {"depth", depth_of}, {"calls", calls_of}, {"self", self_of},
    {"total", total_of},       {"rest", rest_of},   {"marks", marks_of},
};

/* Node 0 is above everything. */
static void say_column(nc_page *page, const nc_calltree *tree, const tree_column *column)
{
    NC_PAGE_SAY(page, ",\n");
    nc_jsontext_add_word(&page->out, "", column->key);
    NC_PAGE_SAY(page, ": \"");
    for (uint32_t i = 0; i <= tree->count; i++)
        nc_page_add_number(page, i || column->value == rest_of ? column->value(page, &tree->nodes[i]) : 0);
    NC_PAGE_SAY(page, "\"");
}

static bool has_calls(const nc_calltree *tree)
{
    for (uint32_t i = 1; i <= tree->count; i++)
        if (tree->nodes[i].calls != NCALLS_ABSENT)
            return true;
    return false;
}

static void say_tree(nc_page *page, const nc_calltree *tree)
{
    nc_page_add_known(page, ",\n\"tree\": {\"count\": ", tree->count);
    nc_page_add_known(page, ", \"exact\": ", tree->exact);
    nc_page_add_known(page, ", \"cut\": ", tree->deep || tree->wide);
    nc_page_add_known(page, ", \"whole\": ", tree->whole);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].value != calls_of || has_calls(tree))
            say_column(page, tree, &columns[i]);
    NC_PAGE_SAY(page, "}");
}

ncalls_status nc_page_add_tree(nc_page *page, ncalls_error *error)
{
    double share = page->options->min_share > thinnest ? page->options->min_share : thinnest;
    nc_calltree_options options = {.min_share = share, .max_nodes = NODES};
    nc_calltree tree;
    ncalls_status status;

    if (!(page->profile->has & (NCALLS_HAS_EDGES | NCALLS_HAS_CONTEXTS)))
        return NCALLS_OK;
    status = nc_calltree_make(&tree, page->results, &options, error);
    if (!status && tree.count)
        say_tree(page, &tree);
    nc_calltree_reset(&tree);
    return status;
}
