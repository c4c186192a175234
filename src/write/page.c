/* SPDX-License-Identifier: MIT */
#include "write/page.h"

#include "base/alloc.h"
#include "write/cut.h"

/* ---- numbers and texts --------------------------------------------------- */

/* Twice any number fits, for NCALLS_ABSENT is the least one. */
static size_t put_number(char out[16], int64_t value)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint64_t rest = value == NCALLS_ABSENT ? 0 : value < 0 ? -2 * (uint64_t)value : 2 * (uint64_t)value + 1;
    size_t size = 0;

    for (; rest > 31; rest >>= 5)
        out[size++] = digits[(rest & 31) | 32];
    out[size++] = digits[rest];
    return size;
}

void nc_page_add_number(nc_page *page, int64_t value)
{
    char *out = nc_jsontext_reserve(&page->out, 16);

    page->out.used += put_number(out, value);
}

void nc_page_add_column(nc_page *page, const char *key, uint32_t first, uint32_t count, nc_page_value *value)
{
    nc_jsontext_add_word(&page->out, "", key);
    NC_PAGE_SAY(page, ": \"");
    for (uint32_t i = 0; i < count; i++)
        nc_page_add_number(page, value(page, first + i));
    NC_PAGE_SAY(page, "\"");
}

void nc_page_add_known(nc_page *page, const char *key, int64_t value)
{
    if (value == NCALLS_ABSENT)
        return;
    nc_jsontext_add(&page->out, key, strlen(key));
    nc_jsontext_add_int(&page->out, value);
}

void nc_page_add_text(nc_page *page, const char *bytes, size_t size)
{
    size_t plain = 0;

    while (plain < size && bytes[plain] >= ' ' && bytes[plain] <= '~')
        plain++;
    if (plain < size || size > NC_PAGE_LONGEST) {
        nc_text_clear(&page->scratch);
        nc_cut_middle(&page->scratch, bytes, size, NC_PAGE_LONGEST);
        page->failed |= nc_text_failed(&page->scratch);
        bytes = page->scratch.bytes;
        size = page->scratch.size;
    }
    nc_jsontext_add_string(&page->out, bytes, size);
}

uint32_t nc_page_place(nc_page *page, nc_str string)
{
    if (!string.at)
        return 0;
    if (!page->place[string.at]) {
        if (!nc_alloc_grow(&page->strings, &page->string_room, page->string_count + 2, sizeof *page->strings)) {
            page->failed = true;
            return 0;
        }
        page->strings[++page->string_count] = string;
        page->place[string.at] = page->string_count;
    }
    return page->place[string.at];
}

/* ---- the object ---------------------------------------------------------- */

static void say_constants(nc_page *page, const char *const *names, unsigned bits)
{
    const char *before = "";

    for (unsigned i = 0; bits >> i; i++)
        if (bits >> i & 1) {
            nc_jsontext_add_word(&page->out, before, names[i]);
            before = ", ";
        }
}

static void say_totals(nc_page *page)
{
    const ncalls_totals *t = &page->results->whole->totals;

    nc_page_add_known(page, ",\n\"totals\": {\"functions\": ", t->functions);
    nc_page_add_known(page, ", \"edges\": ", t->edges);
    nc_page_add_known(page, ", \"calls\": ", t->calls);
    nc_page_add_known(page, ", \"primitive\": ", t->primitive);
    nc_page_add_known(page, ", \"self\": ", t->self);
    if (page->diff) {
        nc_page_add_known(page, ", \"base_functions\": ", page->results->whole_base->totals.functions);
        nc_page_add_known(page, ", \"base_calls\": ", page->results->whole_base->totals.calls);
        nc_page_add_known(page, ", \"base_self\": ", page->results->whole_base->totals.self);
    }
    NC_PAGE_SAY(page, "}");
}

nc_diff_figures nc_page_figures(const nc_page *page, uint32_t number, unsigned side)
{
    const nc_functions *f = &page->profile->functions;
    uint32_t at = page->canon.functions[number].at;

    if (page->diff)
        return page->diff->rows[at].at[side];
    return (nc_diff_figures){f->calls[at], f->primitive[at], f->self[at], f->total[at]};
}

/* How much of the profile is here, and from what cost on all of it. */
static void say_shown(nc_page *page)
{
    const nc_functions *f = &page->profile->functions;
    int64_t self = 0;

    for (uint32_t i = 1; i <= page->count; i++)
        self = (int64_t)((uint64_t)self + (uint64_t)nc_page_figures(page, i, NC_DIFF_NOW).self);
    nc_page_add_known(page, ",\n\"shown\": {\"functions\": ", page->count);
    nc_page_add_known(page, ", \"of\": ", f->count);
    nc_page_add_known(page, ", \"edges\": ", page->edge_count);
    nc_page_add_known(page, ", \"edgesOf\": ", page->profile->edges.count);
    nc_page_add_known(page, ", \"self\": ", self);
    nc_page_add_known(page, ", \"least\": ", page->least);
    NC_PAGE_SAY(page, "}");
}

static void say_head(nc_page *page)
{
    static const char *const units[] = {"ns", "samples", "bytes", "count"};
    static const char *const knowledge[] = {"calls", "edges", "contexts", "lines", "time", "memory", "threads",
                                            "order"};

    nc_jsontext_add_word(&page->out, "{\"unit\": ", units[page->profile->unit]);
    NC_PAGE_SAY(page, ",\n\"has\": [");
    say_constants(page, knowledge, page->profile->has);
    NC_PAGE_SAY(page, "]");
    say_totals(page);
    say_shown(page);
}

static void say_strings(nc_page *page)
{
    const ncalls_profile *p = page->profile;

    NC_PAGE_SAY(page, ",\n\"strings\": [\"\"");
    for (uint32_t i = 1; i <= page->string_count; i++) {
        NC_PAGE_SAY(page, ",");
        nc_page_add_text(page, nc_profile_text(p, page->strings[i]), nc_profile_size(p, page->strings[i]));
    }
    NC_PAGE_SAY(page, "]}\n");
}

static ncalls_status say_all(nc_page *page, ncalls_error *error)
{
    ncalls_status status;

    say_head(page);
    status = nc_page_add_overview(page, error);
    if (!status)
        status = nc_page_add_functions(page, error);
    if (!status && page->profile->has & NCALLS_HAS_EDGES)
        nc_page_add_edges(page);
    if (!status)
        status = nc_page_add_tree(page, error);
    if (!status)
        status = nc_page_add_timeline(page, error);
    if (!status)
        status = nc_page_add_lines(page, error);
    if (!status && page->diff)
        nc_page_add_change(page);
    if (!status)
        status = nc_page_add_sources(page, error);
    if (page->options->findings)
        nc_page_add_findings(page);
    nc_page_add_gates(page);
    say_strings(page);
    nc_jsontext_flush(&page->out);
    if (!status && page->failed)
        status = nc_fail_memory(error);
    return status;
}

void nc_page_free(nc_page *page)
{
    if (!page)
        return;
    nc_canon_reset(&page->canon);
    nc_overlay_reset(&page->overlay);
    nc_alloc_free(page->place);
    nc_alloc_free(page->strings);
    nc_alloc_free(page->known);
    nc_alloc_free(page->file);
    nc_text_reset(&page->scratch);
    nc_alloc_free(page);
}

/* What is shown of two profiles is what either of them has. */
static ncalls_status lay_over(nc_page *page, ncalls_error *error)
{
    ncalls_status status;

    if (!page->results->diff)
        return NCALLS_OK;
    status = nc_overlay_make(&page->overlay, page->results, error);
    page->diff = page->results->diff;
    page->profile = page->overlay.profile;
    return status;
}

static ncalls_status fill(nc_page *page, ncalls_error *error)
{
    ncalls_status status = lay_over(page, error);

    if (status)
        return status;
    nc_naming_init(&page->naming, page->diff ? &page->overlay.results : page->results);
    page->place = nc_alloc_zeroed(page->profile->strings.count, sizeof *page->place);
    if (!page->place)
        return nc_fail_memory(error);
    status = nc_page_choose(page, error);
    if (!status && !nc_page_map(page))
        status = nc_fail_memory(error);
    return status;
}

ncalls_status nc_page_new(nc_page **out, const ncalls_results *results, const nc_document *document,
                          const ncalls_write_options *options, ncalls_error *error)
{
    nc_page *page = *out = nc_alloc_zeroed(1, sizeof *page);

    if (!page)
        return nc_fail_memory(error);
    nc_text_init(&page->scratch);
    page->results = results;
    page->profile = results->profile;
    page->options = options;
    page->document = document;
    return fill(page, error);
}

ncalls_status nc_page_write(nc_page *page, nc_sink *sink, ncalls_error *error)
{
    nc_jsontext_init(&page->out, sink, true);
    return say_all(page, error);
}

const uint32_t *nc_page_numbers(const nc_page *page)
{
    return page->canon.place;
}
