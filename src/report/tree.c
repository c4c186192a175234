/* SPDX-License-Identifier: MIT */
#include "report/tree.h"

#include <stdio.h>

#include "base/alloc.h"
#include "base/number.h"
#include "report/fold.h"
#include "report/header.h"
#include "report/table.h"

enum { CALLS, SELF, TOTAL, SHARE, LINE, FUNCTION, COLUMNS };

enum { NODES = 10000 };

/* Frames with less than this part of the whole are left out by default. */
static const double smallest = 0.01;

/* A frame that is shown and has rows below it. */
typedef struct open_frame {
    uint32_t node;
    int64_t rest;   /* what is left out below it, so far */
    uint32_t count; /* how much that is */
} open_frame;

/* The tree on its way into a table. */
typedef struct planting {
    nc_document *document;
    const nc_calltree *tree;
    nc_fold fold;
    bool shown[COLUMNS];
    int64_t least;    /* what a row about what is left out must be worth */
    open_frame *open; /* [0] is above everything */
    size_t depth;     /* of open */
} planting;

const ncalls_results *nc_tree_shown(ncalls_results *room, const ncalls_results *r)
{
    *room = *r;
    if (r->whole->has & NCALLS_HAS_CONTEXTS)
        room->profile = r->whole;
    return room;
}

/* `node` holds the figures; those that are 0 or NCALLS_ABSENT are not shown. */
static void add_row(const planting *p, const nc_calltree_node *node, nc_cell last)
{
    nc_cell cells[COLUMNS], kept[COLUMNS];
    unsigned count = 0;

    cells[CALLS] = nc_document_count(node->calls);
    cells[SELF] = nc_document_cost(node->self);
    cells[TOTAL] = node->total ? nc_document_cost(node->total) : nc_document_empty();
    cells[SHARE] = node->total ? nc_document_share(node->total, p->tree->whole) : nc_document_empty();
    cells[LINE] = node->line ? nc_document_count(node->line) : nc_document_empty();
    cells[FUNCTION] = last;
    for (unsigned i = 0; i < COLUMNS; i++)
        if (p->shown[i])
            kept[count++] = node->estimated && i <= SHARE ? nc_document_estimated(cells[i]) : cells[i];
    nc_document_add_step(p->document, (uint32_t)p->depth - 1, kept);
}

static void add_text_row(const planting *p, const nc_calltree_node *node, const nc_text *text)
{
    p->document->failed |= nc_text_failed(text);
    add_row(p, node, nc_document_bytes(text->bytes, text->size));
}

/* "[12 frames hidden] django, sqlite3" */
static void add_hidden(const planting *p, uint32_t group)
{
    uint32_t hidden = p->fold.hidden[group];
    nc_calltree_node node = {.calls = NCALLS_ABSENT, .self = p->fold.self[group]};
    nc_text text;

    if (!hidden)
        return;
    nc_text_init(&text);
    nc_text_add_format(&text, "[%u frames hidden]", hidden);
    nc_fold_add_packages(&p->fold, group, &text);
    node.estimated = p->fold.estimated[group];
    add_text_row(p, &node, &text);
    nc_text_reset(&text);
}

/* "[7 smaller]" */
static void add_rest(const planting *p, const open_frame *open)
{
    nc_calltree_node node = {.calls = NCALLS_ABSENT, .self = NCALLS_ABSENT, .total = open->rest};
    char count[NC_UNIT_ROOM];
    nc_text text;

    if (open->rest < p->least)
        return;
    nc_text_init(&text);
    nc_unit_format_count(count, open->count);
    nc_text_add_format(&text, "[%s %s]", open->count ? count : "more", open->count ? "smaller" : "below");
    node.estimated = p->tree->nodes[open->node].estimated;
    add_text_row(p, &node, &text);
    nc_text_reset(&text);
}

static void add_frame(planting *p, uint32_t node)
{
    add_row(p, &p->tree->nodes[node], nc_document_function(p->tree->nodes[node].function));
    p->open[p->depth++] = (open_frame){.node = node};
    add_hidden(p, node);
}

static void leave_out(open_frame *open, const nc_calltree_node *node)
{
    bool saturated = false;

    open->rest = nc_number_add(open->rest, node->rest, &saturated);
    open->count += node->rest_count;
}

static void add_frames(planting *p)
{
    const nc_calltree *t = p->tree;

    p->open[p->depth++] = (open_frame){0, t->nodes[0].rest, t->nodes[0].rest_count};
    for (uint32_t i = 1; i <= t->count; i++) {
        for (; i >= t->nodes[p->open[p->depth - 1].node].end; p->depth--)
            add_rest(p, &p->open[p->depth - 1]);
        if (!p->fold.folded[i])
            add_frame(p, i);
        else if (p->fold.group[i] == i)
            add_hidden(p, i);
        leave_out(&p->open[p->depth - 1], &t->nodes[i]);
    }
    for (; p->depth; p->depth--)
        add_rest(p, &p->open[p->depth - 1]);
}

static const nc_column all_columns[COLUMNS] = {
    {"calls",      "calls along this path",                        NC_ALIGN_RIGHT, false, 2},
    {"self",       "time in the function itself, along this path", NC_ALIGN_RIGHT, false, 3},
    {"cumulative", "time with callees, along this path",           NC_ALIGN_RIGHT, false, 1},
    {"share",      "part of the whole profile's time",             NC_ALIGN_RIGHT, true,  0},
    {"line",       "the line that was executed",                   NC_ALIGN_RIGHT, false, 4},
    {"function",   "file:line(name)",                              NC_ALIGN_LEFT,  false, 0},
};

/* Where callers stand below, only what each of them brought is of interest. */
static const nc_column cost_column = {
    "cost", "self time of the function that nothing stands above, along this path", NC_ALIGN_RIGHT, false, 1,
};

static void begin_table(planting *p, const ncalls_tree_options *options)
{
    nc_column columns[COLUMNS];
    unsigned count = 0;

    for (uint32_t i = 1; i <= p->tree->count; i++)
        p->shown[CALLS] |= p->tree->nodes[i].calls != NCALLS_ABSENT;
    p->shown[SELF] = !options->inverted;
    p->shown[TOTAL] = p->shown[SHARE] = p->shown[FUNCTION] = true;
    p->shown[LINE] = options->by_line;
    for (unsigned i = 0; i < COLUMNS; i++)
        if (p->shown[i])
            columns[count++] = i == TOTAL && options->inverted ? cost_column : all_columns[i];
    nc_document_begin_table(p->document, NC_BLOCK_TREE, "tree", columns, count);
}

/* "Frames of less than 1.0% are left out, and what lies deeper than 9." */
static void end_table(nc_document *d, const nc_calltree *t, const nc_calltree_options *how)
{
    char percent[NC_UNIT_ROOM], deep[64] = "", wide[64] = "";

    nc_unit_format_share(percent, (int64_t)(how->min_share * 1e6), 1000000);
    if (t->deep)
        snprintf(deep, sizeof deep, ", and what lies deeper than %u", how->max_depth);
    if (t->wide)
        snprintf(wide, sizeof wide, ", and what is beyond the %u heaviest", how->max_nodes);
    nc_document_end_table(d, "Frames of less than %s are left out%s%s.", percent, deep, wide);
}

static void add_table(nc_document *d, const nc_calltree *t, const ncalls_tree_options *options,
                      const nc_calltree_options *how)
{
    planting p = {.document = d, .tree = t};
    bool fine = nc_fold_init(&p.fold, t, options->every_frame, options->inverted);

    p.least = (int64_t)(how->min_share * (double)t->whole) + 1;
    p.open = fine ? nc_alloc_zeroed((size_t)t->count + 2, sizeof *p.open) : NULL;
    if (p.open) {
        begin_table(&p, options);
        add_frames(&p);
        end_table(d, t, how);
    } else {
        d->failed = true;
    }
    nc_alloc_free(p.open);
    nc_fold_reset(&p.fold);
}

static void add_heading(nc_document *d, const ncalls_profile *p, bool inverted)
{
    nc_document_add_heading(d, 1, "profile", inverted ? "What costs most in " : "Call tree of ");
    if (p->source_count == 1)
        nc_document_add_name(d, nc_profile_text(p, p->sources[0].path), nc_profile_size(p, p->sources[0].path));
    else
        nc_document_add_name(d, "several files", sizeof "several files" - 1);
}

/* How the tree came to be, which says what it is worth. */
static const char *origin(const nc_calltree *t)
{
    if (t->exact)
        return t->profile->unit == NCALLS_UNIT_SAMPLES ? "from whole stacks, sampled" : "from whole stacks";
    if (t->profile->has & NCALLS_HAS_EDGES)
        return "reconstructed from who called whom; ~ marks what was divided among callers";
    return "the input has no callers: each function stands alone";
}

ncalls_status nc_tree_add(nc_document *d, const ncalls_results *r, const ncalls_write_options *options,
                          ncalls_error *error)
{
    nc_calltree_options how = {options->tree->inverted, options->tree->by_line, smallest, NODES, 0};
    nc_calltree tree;
    ncalls_status status;

    if (options->min_share > 0)
        how.min_share = options->min_share;
    if (options->limit > 0 && options->limit < NODES)
        how.max_nodes = (uint32_t)options->limit;
    if (options->tree->depth > 0 && options->tree->depth < NODES)
        how.max_depth = (uint32_t)options->tree->depth;
    status = nc_calltree_make(&tree, r, &how, error);
    if (status == NCALLS_OK) {
        add_heading(d, r->whole, options->tree->inverted);
        nc_header_add_cost(d, r, tree.nodes[0].total, "tree", origin(&tree));
        if (tree.count)
            add_table(d, &tree, options->tree, &how);
        else
            nc_document_add_paragraph(d, r->whole->totals.self > 0 ? "No frame passes the filter and is large enough."
                                                                   : "Nothing in this profile has a cost.");
    }
    nc_calltree_reset(&tree);
    return status;
}
