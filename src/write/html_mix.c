/* SPDX-License-Identifier: MIT */
#include "write/html_mix.h"

#include <stdio.h>

#include "analyze/packages.h"
#include "base/number.h"

enum { CLASSES = NCALLS_CLASS_UNKNOWN + 1 };

/* In the order of the bar: mine first, then what I chose, then what came along. */
static const struct {
    ncalls_class class_;
    const char *kind, *title;
} sorts[CLASSES] = {
    {NCALLS_CLASS_MINE,      "mine",      "mine"            },
    {NCALLS_CLASS_PACKAGE,   "package",   "packages"        },
    {NCALLS_CLASS_STDLIB,    "stdlib",    "standard library"},
    {NCALLS_CLASS_GENERATED, "generated", "generated code"  },
    {NCALLS_CLASS_BUILTIN,   "builtin",   "built-ins"       },
    {NCALLS_CLASS_UNKNOWN,   "unknown",   "unknown"         },
};

typedef struct mix {
    nc_html_page *page;
    nc_cell shares[CLASSES]; /* in the order of `sorts` */
} mix;

static void put_slices(nc_template_run *run, const mix *m)
{
    for (size_t i = 0; i < CLASSES; i++) {
        unsigned percent = (nc_document_permille(&m->shares[i]) + 5) / 10;
        nc_html_values values = {0};
        char kind[32];

        if (!percent)
            continue;
        snprintf(kind, sizeof kind, "%s w%u", sorts[i].kind, percent);
        values[NC_HTML_CLASS] = nc_html_page_text(kind);
        nc_template_put(run, NC_HTML_SLICE, values, NULL, NULL);
    }
}

static void put_keys(nc_template_run *run, const mix *m)
{
    for (size_t i = 0; i < CLASSES; i++) {
        char digits[NC_UNIT_ROOM];
        nc_html_values values = {0};

        if (m->shares[i].number <= 0)
            continue;
        nc_document_format(&m->page->document, &m->shares[i], digits);
        values[NC_HTML_CLASS] = nc_html_page_text(sorts[i].kind);
        values[NC_HTML_NAME] = nc_html_page_text(sorts[i].title);
        values[NC_HTML_TEXT] = nc_html_page_text(digits);
        nc_template_put(run, NC_HTML_KEY, values, NULL, NULL);
    }
}

static void fill_mix(nc_template_run *run, unsigned part, void *payload)
{
    if (part == NC_HTML_SLICE)
        put_slices(run, payload);
    else
        put_keys(run, payload);
}

static bool sum_shares(mix *m)
{
    const ncalls_results *r = m->page->results;
    int64_t sums[CLASSES] = {0};
    bool saturated = false;
    nc_packages packages;

    if (nc_packages_sum(&packages, r->profile, 0, NULL) != NCALLS_OK) {
        m->page->failed = true;
        return false;
    }
    for (uint32_t i = 0; i < packages.count; i++) {
        int64_t *sum = &sums[packages.rows[i].class_];

        *sum = nc_number_add(*sum, packages.rows[i].self_with_builtins, &saturated);
    }
    nc_packages_reset(&packages);
    for (size_t i = 0; i < CLASSES; i++)
        m->shares[i] = nc_document_share(sums[sorts[i].class_], r->whole->totals.self);
    return r->whole->totals.self > 0;
}

void nc_html_mix_put(nc_template_run *run, nc_html_page *page)
{
    mix m = {.page = page};
    nc_html_values values = {0};
    nc_text text;

    if (!sum_shares(&m))
        return;
    nc_text_init(&text);
    for (size_t i = 0; i < CLASSES; i++) {
        char digits[NC_UNIT_ROOM];

        if (m.shares[i].number <= 0)
            continue;
        nc_document_format(&page->document, &m.shares[i], digits);
        nc_text_add_format(&text, "%s%s %s", text.size ? ", " : "", sorts[i].title, digits);
    }
    page->failed |= nc_text_failed(&text);
    values[NC_HTML_TEXT] = nc_html_page_value(&text);
    nc_template_put(run, NC_HTML_MIX, values, fill_mix, &m);
    nc_text_reset(&text);
}
