/* SPDX-License-Identifier: MIT */
/*
 * functions:                       category -> patterns
 *   db.query:
 *     - django/db/backends/utils.py(_execute)
 */
#include <string.h>

#include "base/alloc.h"
#include "model/identity.h"
#include "rules/load_parts.h"

static bool is_word(const char *name)
{
    bool inside = false; /* a word between points */

    for (; *name; name++) {
        bool letter = (*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9');

        if (!letter && (!inside || (*name != '.' && *name != '-')))
            return false;
        inside = letter;
    }
    return inside;
}

static ncalls_status take_category(nc_load *l, uint32_t key, nc_category *out)
{
    const char *name = nc_yaml_text(l->tree, key);
    nc_str id;

    if (!is_word(name))
        return nc_load_fail(l, key, "%.60s: a category is small letters and digits, with points between, as db.query",
                            name);
    if (!nc_strtab_add(&l->memory->categories, name, l->tree->nodes[key].size, &id))
        return nc_fail_memory(l->error);
    if (id.at >= NC_CATEGORY_MOST)
        return nc_load_fail(l, key, "%.60s: more than %d categories", name, NC_CATEGORY_MOST - 1);
    *out = (nc_category){(uint16_t)id.at};
    return NCALLS_OK;
}

/* ---- patterns ------------------------------------------------------------------ */

static bool keep(nc_load *l, const char **out, size_t *out_size, const char *text, size_t size)
{
    *out = nc_arena_add_text(&l->memory->arena, text, size);
    *out_size = size;
    return *out;
}

/* The name as profiles keep it: braces are what pstats prints for <...>, an
 * address goes, a renamed built-in has its newest name. */
static bool keep_builtin(nc_load *l, nc_entry *entry, const char *text, size_t size)
{
    char *name = nc_arena_add(&l->memory->arena, 2 * size + 64, 1);
    size_t changed;

    if (!name || !keep(l, &entry->file, &entry->file_size, "", 0))
        return false;
    memcpy(name, text, size);
    name[0] = '<';
    name[size - 1] = '>';
    changed = nc_identity_name(name + size + 1, name, size);
    entry->name = changed == SIZE_MAX ? name : name + size + 1;
    entry->name_size = changed == SIZE_MAX ? size : changed;
    name[entry->name - name + entry->name_size] = '\0';
    return true;
}

/* "views.py:14" as reports print it is views.py. */
static size_t without_line(const char *file, size_t size)
{
    size_t at = size;

    while (at && file[at - 1] >= '0' && file[at - 1] <= '9')
        at--;
    return at && at < size && file[at - 1] == ':' ? at - 1 : size;
}

static ncalls_status take_place(nc_load *l, uint32_t node, nc_entry *entry)
{
    const char *text = nc_yaml_text(l->tree, node), *bracket = strrchr(text, '(');
    size_t size = l->tree->nodes[node].size;

    if (!bracket || bracket == text || text[size - 1] != ')' || bracket + 2 == text + size)
        return nc_load_fail(l, node,
                            "%.60s is no pattern: file.py(name), <built-in method name> or re:expression", text);
    if (!keep(l, &entry->file, &entry->file_size, text, without_line(text, (size_t)(bracket - text))) ||
        !keep(l, &entry->name, &entry->name_size, bracket + 1, (size_t)(text + size - bracket - 2)))
        return nc_fail_memory(l->error);
    return NCALLS_OK;
}

static ncalls_status take_pattern(nc_load *l, uint32_t node, nc_entry *entry)
{
    const char *text = NULL;
    size_t size = l->tree->nodes[node].size;
    ncalls_status status = nc_load_string(l, node, &text, "a pattern");

    if (status)
        return status;
    if (strncmp(text, "re:", 3) == 0) {
        entry->kind = NC_ENTRY_REGEX;
        entry->file = entry->name = "";
        return nc_load_pattern(l, node, text + 3, &entry->pattern);
    }
    if (size > 2 && ((text[0] == '<' && text[size - 1] == '>') || (text[0] == '{' && text[size - 1] == '}'))) {
        if (!keep_builtin(l, entry, text, size))
            return nc_fail_memory(l->error);
        entry->only = -1; /* it has no file */
    } else {
        status = take_place(l, node, entry);
    }
    if (!status)
        entry->kind = strcmp(entry->name, "*") == 0    ? NC_ENTRY_ANY
                      : strpbrk(entry->name, "*?") != NULL ? NC_ENTRY_GLOB
                                                           : NC_ENTRY_LITERAL;
    return status;
}

static ncalls_status take_entry(nc_load *l, uint32_t node, nc_category category)
{
    nc_lexicon *x = l->lexicon;
    nc_entry entry = {.category = category, .library = l->library, .only = l->only};
    ncalls_status status = take_pattern(l, node, &entry);

    if (status)
        return status;
    if (!nc_alloc_grow(&x->entries, &l->entry_room, x->entry_count + 1, sizeof *x->entries))
        return nc_fail_memory(l->error);
    x->entries[x->entry_count++] = entry;
    return NCALLS_OK;
}

ncalls_status nc_load_functions(nc_load *l, uint32_t value, void *target)
{
    ncalls_status status = nc_load_expect(l, value, NC_YAML_MAP, "functions");

    (void)target;
    for (uint32_t i = value + 1; !status && i < l->tree->nodes[value].end; i = l->tree->nodes[i + 1].end) {
        nc_category category = {0};
        uint32_t item = 0, end = 0;

        status = take_category(l, i, &category);
        if (!status)
            status = nc_load_list(l, i + 1, &item, &end, nc_yaml_text(l->tree, i));
        for (; !status && item < end; item = l->tree->nodes[item].end)
            status = take_entry(l, item, category);
    }
    return status;
}
