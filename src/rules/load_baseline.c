/* SPDX-License-Identifier: MIT */
/*
 * A baseline, as strictly as settings:
 *
 * baseline: 1
 * findings:
 *   - {rule: NC101, file: "shop/views.py", function: "list_books", fingerprint: "0f…"}
 */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "rules/baseline.h"
#include "rules/load_parts.h"

typedef struct target {
    ncalls_baseline *baseline;
    nc_baseline_row row;
    bool versioned;
} target;

static ncalls_status take_text(nc_load *l, uint32_t value, const char **out, const char *what)
{
    ncalls_status status = nc_load_expect(l, value, NC_YAML_TEXT, what);

    if (status)
        return status;
    *out = nc_arena_add_text(&l->memory->arena, nc_yaml_text(l->tree, value), l->tree->nodes[value].size);
    return *out ? NCALLS_OK : nc_fail_memory(l->error);
}

static ncalls_status take_rule(nc_load *l, uint32_t value, void *t)
{
    return take_text(l, value, &((target *)t)->row.rule, "rule");
}

static ncalls_status take_file(nc_load *l, uint32_t value, void *t)
{
    return take_text(l, value, &((target *)t)->row.file, "file");
}

static ncalls_status take_function(nc_load *l, uint32_t value, void *t)
{
    return take_text(l, value, &((target *)t)->row.function, "function");
}

static ncalls_status take_fingerprint(nc_load *l, uint32_t value, void *t)
{
    const char **out = &((target *)t)->row.fingerprint;
    ncalls_status status = take_text(l, value, out, "fingerprint");

    if (!status && (strlen(*out) != 32 || strspn(*out, "0123456789abcdef") != 32))
        return nc_load_fail(l, value, "%.60s is no fingerprint", *out);
    return status;
}

static ncalls_status take_times(nc_load *l, uint32_t value, void *t)
{
    const char *text = NULL;
    int64_t number = 0;
    ncalls_status status = nc_load_string(l, value, &text, "times");

    if (!status && (!nc_number_parse_int(text, strlen(text), &number) || number < 1 || number > UINT32_MAX))
        return nc_load_fail(l, value, "%.60s is no count, as 2", text);
    ((target *)t)->row.times = (uint32_t)number;
    return status;
}

static ncalls_status take_findings(nc_load *l, uint32_t value, void *t)
{
    static const nc_load_key keys[] = {
        {"rule", take_rule},   {"file", take_file}, {"function", take_function}, {"fingerprint", take_fingerprint},
        {"times", take_times}, {NULL, NULL},
    };
    target *to = t;
    ncalls_status status = NCALLS_OK;

    if (nc_yaml_is_null(l->tree, value))
        return NCALLS_OK; /* the last line was taken out */
    status = nc_load_expect(l, value, NC_YAML_LIST, "findings");
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i].end) {
        to->row = (nc_baseline_row){.rule = "", .file = "", .function = "", .times = 1};
        status = nc_load_map(l, i, keys, "a finding", to);
        if (!status && !to->row.fingerprint)
            status = nc_load_fail(l, i, "a finding has no fingerprint");
        if (!status)
            status = nc_baseline_add(to->baseline, &to->row, l->error);
    }
    return status;
}

static ncalls_status take_version(nc_load *l, uint32_t value, void *t)
{
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, value, &text, "baseline");

    ((target *)t)->versioned = true;
    if (!status && strcmp(text, "1") != 0)
        return nc_load_fail(l, value, "a baseline of version %.60s; this ncalls knows version 1", text);
    return status;
}

static ncalls_status take_all(nc_load *l, ncalls_baseline *out)
{
    static const nc_load_key keys[] = {{"baseline", take_version}, {"findings", take_findings}, {NULL, NULL}};
    target t = {.baseline = out};
    ncalls_status status = l->tree->count ? nc_load_map(l, 0, keys, "a baseline", &t) : NCALLS_OK;

    if (!status && !t.versioned)
        return nc_fail(l->error, NCALLS_USAGE, "%s: this is no baseline: it does not begin with baseline: 1",
                       l->file->name);
    nc_baseline_sort(out);
    return status;
}

ncalls_status nc_load_baseline(ncalls_baseline *out, const char *path, ncalls_error *error)
{
    ncalls_error own;
    nc_load_memory memory = {0};
    nc_load_file file = {.name = path};
    nc_load l = {.memory = &memory, .file = &file, .tree = &file.tree, .error = error ? error : &own};
    nc_input input = {0};
    ncalls_status status = nc_load_read(&input, path, l.error);

    if (!status) {
        status = nc_yaml_parse(&file.tree, (const char *)input.p, nc_input_left(&input), l.error);
        if (status && status != NCALLS_MEMORY)
            nc_fail_in(l.error, path);
    }
    if (!status)
        status = take_all(&l, out);
    out->arena = memory.arena;
    nc_yaml_reset(&file.tree);
    nc_input_reset(&input);
    return status;
}
