/* SPDX-License-Identifier: MIT */
/*
 * One self-contained page: the report's tables with the callers and callees of
 * every function that they name, which need no script, and the profile as data for
 * the scripts of templates/page/. No request, and no element or attribute but those of
 * templates/report.html.
 */
#include <stdio.h>

#include "base/alloc.h"
#include "base/sha256.h"
#include "ncalls/api.h"
#include "write/html_mix.h"
#include "write/html_page.h"
#include "write/html_table.h"
#include "write/page.h"

/* A block that is nothing but its text. */
static void put_block(nc_template_run *run, nc_html_page *page, const nc_block *block, unsigned part)
{
    nc_html_values values = {0};
    nc_text text;

    nc_text_init(&text);
    nc_html_page_heading(page, &text, block);
    values[NC_HTML_TEXT] = nc_html_page_value(&text);
    values[NC_HTML_ID] = nc_html_page_text(*block->id ? block->id : NULL);
    nc_template_put(run, part, values, NULL, NULL);
    nc_text_reset(&text);
}

/* ---- the head of the page ------------------------------------------------ */

typedef struct facts {
    nc_html_page *page;
    const nc_block *block;
} facts;

static void fill_facts(nc_template_run *run, unsigned part, void *payload)
{
    const facts *f = payload;
    nc_text text;

    nc_text_init(&text);
    for (size_t row = 0; row < f->block->row_count; row++) {
        const nc_cell *cells = &f->block->cells[row * f->block->column_count];
        nc_html_values values = {0};

        nc_html_page_words(f->page, &text, cells[1].text, cells[1].size);
        values[NC_HTML_NAME] = (nc_template_value){cells[0].text, cells[0].size};
        values[NC_HTML_TEXT] = nc_html_page_value(&text);
        nc_template_put(run, part, values, NULL, NULL);
    }
    nc_text_reset(&text);
}

static void put_head(nc_template_run *run, nc_html_page *page)
{
    static const nc_html_values none;
    const nc_document *d = &page->document;

    for (size_t i = 0; i < page->report_count; i++)
        if (d->blocks[i].kind == NC_BLOCK_FACTS) {
            nc_template_put(run, NC_HTML_FACTS, none, fill_facts, &(facts){page, &d->blocks[i]});
            nc_html_mix_put(run, page);
        }
    for (size_t i = 0; i < page->report_count; i++)
        if (d->blocks[i].kind == NC_BLOCK_NOTE)
            put_block(run, page, &d->blocks[i], NC_HTML_NOTE);
}

static bool is_section(const nc_block *block)
{
    return block->kind == NC_BLOCK_HEADING && block->level == 2;
}

static void put_entry(nc_template_run *run, nc_html_page *page, const nc_block *block)
{
    nc_html_values values = {0};
    nc_text link, text;

    nc_text_init(&link);
    nc_text_init(&text);
    nc_text_add_format(&link, "#%s", block->id);
    nc_html_page_heading(page, &text, block);
    page->failed |= nc_text_failed(&link);
    values[NC_HTML_LINK] = nc_html_page_value(&link);
    values[NC_HTML_TEXT] = nc_html_page_value(&text);
    nc_template_put(run, NC_HTML_ENTRY, values, NULL, NULL);
    nc_text_reset(&link);
    nc_text_reset(&text);
}

/* The heading of what is not in the report itself. */
static const nc_block details_heading = {
    .kind = NC_BLOCK_HEADING,
    .level = 2,
    .id = "functions",
    .text = (char[]){"Callers and callees"},
    .name_at = sizeof "Callers and callees" - 1,
};

static void fill_contents(nc_template_run *run, unsigned part, void *payload)
{
    nc_html_page *page = payload;

    (void)part;
    for (size_t i = 0; i < page->report_count; i++)
        if (is_section(&page->document.blocks[i]))
            put_entry(run, page, &page->document.blocks[i]);
    if (nc_html_page_has_details(page))
        put_entry(run, page, &details_heading);
}

/* ---- its body ------------------------------------------------------------ */

/* `name` is what the tables after a heading are called. */
static void put_any(nc_template_run *run, nc_html_page *page, const nc_block *block, nc_text *name)
{
    switch (block->kind) {
    case NC_BLOCK_HEADING:
        nc_html_page_heading(page, name, block);
        if (block->level > 1)
            put_block(run, page, block, block->level == 2 ? NC_HTML_HEADING : NC_HTML_SUBHEADING);
        break;
    case NC_BLOCK_PARAGRAPH:
        put_block(run, page, block, NC_HTML_PARAGRAPH);
        break;
    case NC_BLOCK_TABLE:
    case NC_BLOCK_PATH:
    case NC_BLOCK_TREE:
        nc_html_table_put(run, page, block, nc_html_page_value(name));
        break;
    case NC_BLOCK_FACTS: /* in the head */
    case NC_BLOCK_NOTE:
        break;
    }
}

/* The path is whole here, tables have it short. */
static void add_full_place(nc_html_page *page, nc_text *out, nc_func function)
{
    const ncalls_profile *p = page->results->profile;
    nc_str path = nc_profile_path(p, function);

    nc_html_page_place(page, out, function);
    if (!out->size || *page->document.naming.prefix)
        return;
    nc_html_page_words(page, out, nc_profile_text(p, path), nc_profile_size(p, path));
    if (p->functions.line[function.at])
        nc_text_add_format(out, ":%d", p->functions.line[function.at]);
}

static void put_about(nc_template_run *run, nc_html_page *page, nc_func function, nc_text texts[3])
{
    nc_html_values values = {0};

    nc_html_page_link(page, &texts[0], function);
    nc_html_page_name(page, &texts[1], function);
    add_full_place(page, &texts[2], function);
    values[NC_HTML_ID] = nc_html_page_text(texts[0].size ? texts[0].bytes + 1 : NULL); /* without its # */
    values[NC_HTML_NAME] = nc_html_page_value(&texts[1]);
    if (texts[2].size)
        values[NC_HTML_PLACE] = nc_html_page_value(&texts[2]);
    values[NC_HTML_MARK] = nc_html_page_mark(page, function);
    nc_template_put(run, NC_HTML_ABOUT, values, NULL, NULL);
}

static void put_details(nc_template_run *run, nc_html_page *page)
{
    const nc_block *tables = page->document.blocks + page->report_count;
    nc_text texts[3];

    put_block(run, page, &details_heading, NC_HTML_HEADING);
    for (size_t i = 0; i < 3; i++)
        nc_text_init(&texts[i]);
    for (size_t i = 0; i < page->shown_count; i++) {
        put_about(run, page, page->shown[i], texts);
        nc_html_table_put(run, page, &tables[i], nc_html_page_value(&texts[1]));
    }
    for (size_t i = 0; i < 3; i++) {
        page->failed |= nc_text_failed(&texts[i]);
        nc_text_reset(&texts[i]);
    }
}

static ncalls_status write_text(nc_sink *sink, void *payload, ncalls_error *error)
{
    const nc_text *text = payload;

    (void)error;
    nc_sink_add(sink, text->bytes, text->size);
    return NCALLS_OK;
}

static void fill_picture(nc_template_run *run, unsigned part, void *payload)
{
    nc_html_page *page = payload;

    nc_template_put_raw(run, part, write_text, &page->graph.markup, &page->data_error);
}

static void put_body(nc_template_run *run, nc_html_page *page)
{
    static const nc_html_values none;
    nc_text name;

    nc_text_init(&name);
    for (size_t i = 0; i < page->report_count; i++)
        put_any(run, page, &page->document.blocks[i], &name);
    nc_text_reset(&name);
    if (nc_html_page_has_details(page))
        put_details(run, page);
    if (page->graph.markup.size)
        nc_template_put(run, NC_HTML_PICTURE, none, fill_picture, page);
}

/* What is not a report has no views, only tables. */
static bool has_data(const nc_html_page *page)
{
    return !page->options.tree && !page->options.peek;
}

static ncalls_status make_data(nc_html_page *page, ncalls_error *error)
{
    ncalls_status status = nc_page_new(&page->data, page->results, &page->document, &page->options, error);

    if (!status)
        status = nc_html_graph_make(&page->graph, page->results, &page->options,
                                    (nc_picture_names){page->place_of, nc_page_numbers(page->data)}, error);
    return status;
}

static ncalls_status write_data(nc_sink *sink, void *payload, ncalls_error *error)
{
    const nc_html_page *page = payload;

    return nc_page_write(page->data, sink, error);
}

/* The line end before it is the template's. */
static ncalls_status write_style(nc_sink *sink, void *payload, ncalls_error *error)
{
    const nc_text *style = payload;

    (void)error;
    nc_sink_add(sink, style->bytes + 1, style->size - 1);
    return NCALLS_OK;
}

static void fill_page(nc_template_run *run, unsigned part, void *payload)
{
    static const nc_html_values none;
    nc_html_page *page = payload;

    switch (part) {
    case NC_HTML_FACTS:
        put_head(run, page);
        break;
    case NC_HTML_CONTENTS:
        nc_template_put(run, NC_HTML_CONTENTS, none, fill_contents, page);
        break;
    case NC_HTML_SCRIPT:
        if (has_data(page))
            nc_template_put(run, NC_HTML_SCRIPT, none, NULL, NULL);
        break;
    case NC_HTML_GRAPH_STYLE:
        if (page->graph.style.size)
            nc_template_put_raw(run, NC_HTML_GRAPH_STYLE, write_style, &page->graph.style, &page->data_error);
        break;
    case NC_HTML_DATA:
        if (!page->data)
            break;
        page->data_status = nc_template_put_raw(run, NC_HTML_DATA, write_data, page, &page->data_error);
        nc_template_put(run, NC_HTML_SCRIPT, none, NULL, NULL);
        break;
    default:
        put_body(run, page);
        break;
    }
}

static void add_title(nc_html_page *page, nc_text *out)
{
    const nc_document *d = &page->document;

    for (size_t i = 0; i < page->report_count; i++)
        if (d->blocks[i].kind == NC_BLOCK_HEADING && d->blocks[i].level == 1)
            nc_html_page_heading(page, out, &d->blocks[i]);
    if (page->results->base && page->report_count) /* a diff begins with its sentence */
        nc_html_page_heading(page, out, &d->blocks[0]);
}

static void add_policy(const nc_html_page *page, const nc_template *template, nc_text *out)
{
    char source[NC_SHA256_SOURCE_ROOM];

    nc_text_add_string(out, "default-src 'none'; style-src");
    nc_text_add_string(out, nc_template_styles(template));
    if (page->graph.style.size) {
        nc_sha256_source(source, page->graph.style.bytes, page->graph.style.size);
        nc_text_add_format(out, " %s", source);
    }
    if (page->data)
        nc_text_add_format(out, "; script-src%s", nc_template_scripts(template));
    nc_text_add_string(out, "; base-uri 'none'; form-action 'none'");
}

static ncalls_status write_page(nc_html_page *page, const nc_template *template, nc_sink *sink, ncalls_error *error)
{
    nc_html_values values = {0};
    ncalls_status status;
    nc_text policy, title;
    char generator[40];

    nc_text_init(&policy);
    nc_text_init(&title);
    add_title(page, &title);
    add_policy(page, template, &policy);
    snprintf(generator, sizeof generator, "ncalls %s", ncalls_version());
    values[NC_HTML_POLICY] = nc_html_page_value(&policy);
    values[NC_HTML_GENERATOR] = nc_html_page_text(generator);
    values[NC_HTML_TITLE] = nc_html_page_value(&title);
    status = nc_template_write(template, sink, values, fill_page, page, error);
    if (!status && page->data_status) {
        status = page->data_status;
        if (error)
            *error = page->data_error;
    }
    if (!status && (page->failed || nc_text_failed(&policy)))
        status = nc_fail_memory(error);
    nc_text_reset(&policy);
    nc_text_reset(&title);
    return status;
}

static ncalls_status write_html(nc_sink *sink, const ncalls_results *results, const ncalls_write_options *options,
                                ncalls_error *error)
{
    nc_template *template = NULL;
    nc_html_page page;
    ncalls_status status = nc_html_page_init(&page, results, options, error);

    if (!status)
        status = nc_template_new(&template, options->template_folder, "report.html", nc_html_page_names, error);
    if (!status && has_data(&page))
        status = make_data(&page, error);
    if (!status)
        status = write_page(&page, template, sink, error);
    nc_template_free(template);
    nc_html_page_reset(&page);
    return status;
}

const nc_writer nc_write_html = {
    .row = {.name = "html",
            .suffix = ".html",
            .title = "one self-contained page, to read and to send",
            .keep = NCALLS_KEEP_STACKS | NCALLS_KEEP_ORDER,
            .compares = true,
            .checks = NCALLS_CHECKS_ONE},
    .write = write_html,
};
