/* SPDX-License-Identifier: MIT */
#include "write/html_page.h"

#include <string.h>

#include "base/alloc.h"
#include "report/peek.h"
#include "report/report.h"
#include "report/tree.h"
#include "write/cut.h"

enum {
    ROWS = 25,        /* of a table, unless a limit is asked for */
    EDGES = 8,        /* of one function on either side */
    SHOWN_MOST = 200, /* functions with callers and callees of their own */
    LONGEST_WORDS = 600,
};

static const char *const slots[] = {
    "class", "folder", "generator", "help", "id",   "link",  "mark", "name",
    "place", "policy", "sorted",    "span", "text", "title", NULL,
};

static const char *const parts[] = {
    "facts",      "fact",  "mix",       "slice", "key",    "note",  "contents", "entry", "heading",
    "subheading", "about", "paragraph", "table", "column", "group", "divider",  "more",  "row",
    "subject",    "label", "function",  "share", "number", "word",  "data",  "script", "picture",
    "graph",      "graphstyle", NULL,
};

_Static_assert(sizeof slots / sizeof *slots == NC_HTML_SLOTS + 1, "a name for each slot");
_Static_assert(sizeof parts / sizeof *parts == NC_HTML_GRAPH_STYLE + 2, "a name for each part");

const nc_template_names nc_html_page_names = {slots, parts};

static bool add_shown(nc_html_page *page, nc_func function)
{
    if (page->place_of[function.at] || page->shown_count == SHOWN_MOST)
        return true;
    if (!nc_alloc_grow(&page->shown, &page->shown_room, page->shown_count + 1, sizeof *page->shown))
        return false;
    page->shown[page->shown_count++] = function;
    page->place_of[function.at] = (uint32_t)page->shown_count;
    return true;
}

/* Every function that a table names, in the order in which they come. */
static bool collect_shown(nc_html_page *page)
{
    const nc_document *d = &page->document;

    for (size_t b = 0; b < page->report_count; b++)
        for (size_t i = 0; i < d->blocks[b].row_count * d->blocks[b].column_count; i++)
            if (d->blocks[b].cells[i].kind == NC_CELL_FUNCTION && !add_shown(page, d->blocks[b].cells[i].function))
                return false;
    return true;
}

static bool add_details(nc_html_page *page)
{
    ncalls_write_options options = {.limit = EDGES, .min_share = page->options.min_share};

    for (size_t i = 0; i < page->shown_count; i++)
        nc_peek_add(&page->document, "", page->results, &options, page->shown[i]);
    return !page->document.failed;
}

ncalls_status nc_html_page_init(nc_html_page *page, const ncalls_results *results, const ncalls_write_options *options,
                                ncalls_error *error)
{
    ncalls_status status;

    memset(page, 0, sizeof *page);
    page->results = options->tree ? nc_tree_shown(&page->room, results) : results;
    page->options = *options;
    page->options.only_gates = false; /* the page is of the profile that they judge */
    if (!page->options.limit && !options->tree)
        page->options.limit = ROWS;
    status = nc_report_build(&page->document, page->results, &page->options, error);
    if (status)
        return status;
    page->report_count = page->document.count;
    results = page->results;
    page->place_of = nc_alloc_zeroed((size_t)results->profile->functions.count + 1, sizeof *page->place_of);
    if (!page->place_of || !collect_shown(page))
        return nc_fail_memory(error);
    if (results->profile->has & NCALLS_HAS_EDGES && !add_details(page))
        return nc_fail_memory(error);
    return NCALLS_OK;
}

void nc_html_page_reset(nc_html_page *page)
{
    nc_document_reset(&page->document);
    nc_alloc_free(page->shown);
    nc_alloc_free(page->place_of);
    nc_page_free(page->data);
    nc_html_graph_reset(&page->graph);
    memset(page, 0, sizeof *page);
}

nc_template_value nc_html_page_text(const char *text)
{
    return (nc_template_value){text, text ? strlen(text) : 0};
}

nc_template_value nc_html_page_value(const nc_text *text)
{
    return (nc_template_value){text->bytes, text->size};
}

void nc_html_page_words(nc_html_page *page, nc_text *out, const char *text, size_t size)
{
    nc_text_clear(out);
    nc_cut_end(out, text, size, LONGEST_WORDS);
    page->failed |= nc_text_failed(out);
}

void nc_html_page_heading(nc_html_page *page, nc_text *out, const nc_block *block)
{
    size_t size = strlen(block->text), name = block->name_at < size ? block->name_at : size;

    nc_html_page_words(page, out, block->text, name);
    nc_cut_middle(out, block->text + name, size - name, NC_HTML_PAGE_LONGEST);
    page->failed |= nc_text_failed(out);
}

bool nc_html_page_has_details(const nc_html_page *page)
{
    return page->document.count > page->report_count;
}

/* Nearly all names are short and plain; the glyphs of the others are counted. */
static void add_cut(nc_text *out, const char *bytes, size_t size)
{
    size_t plain = 0;

    while (plain < size && bytes[plain] >= ' ' && bytes[plain] <= '~')
        plain++;
    if (plain == size && size <= NC_HTML_PAGE_LONGEST)
        nc_text_add(out, bytes, size);
    else
        nc_cut_middle(out, bytes, size, NC_HTML_PAGE_LONGEST);
}

void nc_html_page_name(nc_html_page *page, nc_text *out, nc_func function)
{
    nc_naming_parts names = nc_naming_of(&page->document.naming, function);
    bool braced = names.form == NC_NAMING_BRACED;

    nc_text_clear(out);
    nc_text_add_string(out, braced ? "{" : "");
    add_cut(out, names.name, names.name_size);
    nc_text_add_string(out, braced ? "}" : "");
    if (!out->size)
        nc_text_add_string(out, "(no name)");
    page->failed |= nc_text_failed(out);
}

void nc_html_page_place(nc_html_page *page, nc_text *out, nc_func function)
{
    nc_naming_parts names = nc_naming_of(&page->document.naming, function);

    nc_text_clear(out);
    if (names.form == NC_NAMING_BRACED || names.form == NC_NAMING_BARE)
        return;
    add_cut(out, names.path, names.path_size);
    if (names.form == NC_NAMING_PLACE)
        nc_text_add_format(out, ":%d", names.line);
    page->failed |= nc_text_failed(out);
}

nc_template_value nc_html_page_mark(const nc_html_page *page, nc_func function)
{
    bool is_mine = nc_profile_class(page->results->profile, function) == NCALLS_CLASS_MINE;

    return nc_html_page_text(is_mine ? "mine" : NULL);
}

void nc_html_page_link(nc_html_page *page, nc_text *out, nc_func function)
{
    nc_text_clear(out);
    if (page->place_of[function.at] && nc_html_page_has_details(page))
        nc_text_add_format(out, "#f%u", page->place_of[function.at]);
    page->failed |= nc_text_failed(out);
}
