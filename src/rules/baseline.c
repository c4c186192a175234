/* SPDX-License-Identifier: MIT */
#include "rules/baseline.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "base/sink.h"
#include "base/sort.h"
#include "rules/finding.h"
#include "rules/load.h"

void ncalls_baseline_free(ncalls_baseline *baseline)
{
    if (!baseline)
        return;
    nc_arena_reset(&baseline->arena);
    nc_alloc_free(baseline->rows);
    nc_alloc_free(baseline);
}

ncalls_status ncalls_baseline_open(ncalls_baseline **out, const char *path, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    *out = nc_alloc_zeroed(1, sizeof **out);
    if (!*out)
        return nc_fail_memory(error);
    if (path)
        status = nc_load_baseline(*out, path, error);
    if (status) {
        ncalls_baseline_free(*out);
        *out = NULL;
    }
    return status;
}

size_t ncalls_baseline_count(const ncalls_baseline *baseline)
{
    return baseline->count;
}

size_t nc_baseline_find(const ncalls_baseline *baseline, const char *fingerprint)
{
    for (size_t i = 0; i < baseline->count; i++)
        if (strcmp(baseline->rows[i].fingerprint, fingerprint) == 0)
            return i;
    return SIZE_MAX;
}

ncalls_status nc_baseline_add(ncalls_baseline *b, const nc_baseline_row *row, ncalls_error *error)
{
    size_t at = nc_baseline_find(b, row->fingerprint);

    if (at != SIZE_MAX) {
        if (b->rows[at].times < row->times)
            b->rows[at].times = row->times;
        return NCALLS_OK;
    }
    if (!nc_alloc_grow(&b->rows, &b->room, b->count + 1, sizeof *b->rows))
        return nc_fail_memory(error);
    b->rows[b->count++] = *row;
    return NCALLS_OK;
}

static int compare(const void *left, const void *right, void *payload)
{
    const nc_baseline_row *a = left, *b = right;
    int order = strcmp(a->file, b->file);

    (void)payload;
    if (!order)
        order = strcmp(a->function, b->function);
    if (!order)
        order = strcmp(a->rule, b->rule);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

void nc_baseline_sort(ncalls_baseline *b)
{
    if (b->count)
        nc_sort(b->rows, b->count, sizeof *b->rows, compare, NULL);
}

/* ---- from findings ---------------------------------------------------------------- */

/* As one line of printable text. */
static const char *keep(ncalls_baseline *b, const char *text, size_t size)
{
    const char *copy;
    nc_text escaped;

    nc_text_init(&escaped);
    nc_text_add_escaped(&escaped, text, size);
    copy = nc_text_failed(&escaped) ? NULL : nc_arena_add_text(&b->arena, escaped.bytes, escaped.size);
    nc_text_reset(&escaped);
    return copy;
}

static ncalls_status add_finding(ncalls_baseline *b, const ncalls_findings *findings, const nc_finding *f,
                                 uint32_t times, ncalls_error *error)
{
    const ncalls_profile *p = findings->profile;
    nc_str name = p->functions.name[f->function.at];
    size_t size;
    const char *path = nc_finding_path(p, findings->prefix, f->function, &size);
    nc_baseline_row row = {
        .rule = keep(b, f->rule->id, strlen(f->rule->id)),
        .file = keep(b, path, size),
        .function = keep(b, nc_profile_text(p, name), nc_profile_size(p, name)),
        .fingerprint = keep(b, f->fingerprint, strlen(f->fingerprint)),
        .times = times,
    };

    if (!row.rule || !row.file || !row.function || !row.fingerprint)
        return nc_fail_memory(error);
    return nc_baseline_add(b, &row, error);
}

ncalls_status ncalls_baseline_add(ncalls_baseline *b, const ncalls_findings *findings, ncalls_error *error)
{
    uint32_t all = findings->count + findings->known;
    ncalls_status status = NCALLS_OK;

    for (uint32_t i = 0; !status && i < all; i++) {
        uint32_t times = 1;

        for (uint32_t before = 0; before < i; before++)
            times += strcmp(findings->items[before].fingerprint, findings->items[i].fingerprint) == 0;
        status = add_finding(b, findings, &findings->items[i], times, error);
    }
    nc_baseline_sort(b);
    return status;
}

/* ---- into a file -------------------------------------------------------------------- */

/* In double quotes, which take anything that is printable. */
static void add_quoted(nc_text *out, const char *key, const char *text)
{
    nc_text_add_format(out, ", %s: \"", key);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            nc_text_add_char(out, '\\');
        nc_text_add_char(out, *text);
    }
    nc_text_add_char(out, '"');
}

static void add_rows(nc_text *out, const ncalls_baseline *b)
{
    nc_text_add_string(out, "# Findings that are known: ncalls check fails on others. Written by ncalls check\n"
                            "# --write-baseline, to be committed; a line that is taken out is to be mended.\n"
                            "baseline: 1\n");
    nc_text_add_string(out, b->count ? "findings:\n" : "findings: []\n");
    for (size_t i = 0; i < b->count; i++) {
        const nc_baseline_row *row = &b->rows[i];

        nc_text_add_format(out, "  - {rule: %s", row->rule);
        add_quoted(out, "file", row->file);
        add_quoted(out, "function", row->function);
        if (row->times > 1)
            nc_text_add_format(out, ", times: %u", row->times);
        nc_text_add_format(out, ", fingerprint: \"%s\"}\n", row->fingerprint);
    }
}

ncalls_status ncalls_baseline_write(const ncalls_baseline *b, const char *path, ncalls_error *error)
{
    ncalls_status status;
    nc_sink *sink;
    nc_text text;

    nc_text_init(&text);
    add_rows(&text, b);
    if (nc_text_failed(&text))
        status = nc_fail_memory(error);
    else if (text.size > NC_LIMIT_YAML)
        status = nc_fail(error, NCALLS_LIMIT, "%s: %zu findings are too many for a baseline", path, b->count);
    else
        status = nc_sink_open_file(&sink, path, error);
    if (!status) {
        nc_sink_add(sink, text.bytes, text.size);
        status = nc_sink_close(sink, error);
    }
    nc_text_reset(&text);
    return status;
}
