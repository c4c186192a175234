/* SPDX-License-Identifier: MIT */
#include "rules/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/embedded.h"
#include "base/limit.h"
#include "rules/load_parts.h"

/* ---- mistakes ---------------------------------------------------------------- */

ncalls_status nc_load_fail(nc_load *l, uint32_t node, const char *format, ...)
{
    char text[NCALLS_MESSAGE_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nc_yaml_fail(l->tree, node, l->error, "%s", text);
    nc_fail_in(l->error, l->file->name);
    return NCALLS_USAGE;
}

ncalls_status nc_load_unknown(nc_load *l, uint32_t node, const char *what, const ncalls_nearest *nearest)
{
    if (nearest->best)
        return nc_load_fail(l, node, "no such %s: %.60s; did you mean %s?", what, nearest->typed, nearest->best);
    return nc_load_fail(l, node, "no such %s: %.60s", what, nearest->typed);
}

ncalls_status nc_load_expect(nc_load *l, uint32_t node, nc_yaml_kind kind, const char *what)
{
    static const char *const kinds[] = {"a text", "a list", "a map (key: value)"};
    const nc_yaml_node *n = &l->tree->nodes[node];

    if (n->kind == kind)
        return NCALLS_OK;
    return nc_load_fail(l, node, "%s must be %s, not %s", what, kinds[kind],
                        nc_yaml_is_null(l->tree, node) ? "nothing" : kinds[n->kind]);
}

ncalls_status nc_load_string(nc_load *l, uint32_t node, const char **out, const char *what)
{
    ncalls_status status = nc_load_expect(l, node, NC_YAML_TEXT, what);

    if (status)
        return status;
    if (nc_yaml_is_null(l->tree, node) || !l->tree->nodes[node].size)
        return nc_load_fail(l, node, "%s must not be empty", what);
    *out = nc_yaml_text(l->tree, node);
    return NCALLS_OK;
}

ncalls_status nc_load_list(nc_load *l, uint32_t node, uint32_t *first, uint32_t *end, const char *what)
{
    const nc_yaml_node *n = &l->tree->nodes[node];

    *first = n->kind == NC_YAML_LIST ? node + 1 : node;
    *end = n->end;
    if (n->kind == NC_YAML_TEXT && !nc_yaml_is_null(l->tree, node))
        return NCALLS_OK;
    return nc_load_expect(l, node, NC_YAML_LIST, what);
}

static ncalls_status fail_key(nc_load *l, uint32_t node, const nc_load_key *keys)
{
    ncalls_nearest nearest = {.typed = nc_yaml_text(l->tree, node)};

    for (; keys->name; keys++)
        ncalls_nearest_offer(&nearest, keys->name);
    return nc_load_unknown(l, node, "key", &nearest);
}

ncalls_status nc_load_map(nc_load *l, uint32_t map, const nc_load_key *keys, const char *what, void *target)
{
    ncalls_status status = nc_load_expect(l, map, NC_YAML_MAP, what);

    for (uint32_t i = map + 1; !status && i < l->tree->nodes[map].end; i = l->tree->nodes[i + 1].end) {
        const nc_load_key *key = keys;

        while (key->name && strcmp(key->name, nc_yaml_text(l->tree, i)) != 0)
            key++;
        if (!key->name)
            status = fail_key(l, i, keys);
        else if (key->take)
            status = key->take(l, i + 1, target);
    }
    return status;
}

ncalls_status nc_load_pattern(nc_load *l, uint32_t node, const char *expression, nc_pattern **out)
{
    nc_load_memory *m = l->memory;
    ncalls_error error = {0};
    ncalls_status status;

    if (!nc_alloc_grow(&m->patterns, &m->pattern_room, m->pattern_count + 1, sizeof *m->patterns))
        return nc_fail_memory(l->error);
    status = nc_pattern_compile(out, expression, &error);
    if (status == NCALLS_MEMORY)
        return nc_fail_memory(l->error);
    if (status)
        return nc_load_fail(l, node, "%s", error.message);
    m->patterns[m->pattern_count++] = *out;
    return NCALLS_OK;
}

/* ---- a file ------------------------------------------------------------------ */

static ncalls_status take_library(nc_load *l, uint32_t value)
{
    nc_lexicon *x = l->lexicon;
    const char *title = NULL;
    ncalls_status status = nc_load_string(l, value, &title, "library");

    if (status)
        return status;
    for (uint32_t i = 1; i <= x->library_count; i++)
        if (strcmp(x->libraries[i], title) == 0) {
            l->library = (uint16_t)i;
            return NCALLS_OK;
        }
    if (x->library_count == UINT16_MAX)
        return nc_load_fail(l, value, "too many libraries");
    if (!nc_alloc_grow(&x->libraries, &l->library_room, x->library_count + 2, sizeof *x->libraries))
        return nc_fail_memory(l->error);
    x->libraries[++x->library_count] = title;
    l->library = (uint16_t)x->library_count;
    return NCALLS_OK;
}

static ncalls_status take_only(nc_load *l, uint32_t value)
{
    static const char *const words[] = {"stdlib", "package", NULL};
    int which = 0;
    ncalls_status status = nc_load_choice(l, value, words, "value of only", &which);

    l->only = which ? NCALLS_CLASS_PACKAGE : NCALLS_CLASS_STDLIB;
    return status;
}

/* What holds for a whole file, wherever it stands there. */
static ncalls_status take_head(nc_load *l)
{
    uint32_t library = nc_yaml_find(l->tree, 0, "library"), only = nc_yaml_find(l->tree, 0, "only");
    ncalls_status status = library ? take_library(l, library) : NCALLS_OK;

    return only && !status ? take_only(l, only) : status;
}

/* What a rule or a suppression names must be known: first the categories of all
 * files, then all rules, then what names rules. */
enum { PASSES = 3 };
static const struct section {
    const char *name;
    ncalls_status (*take[PASSES])(nc_load *l, uint32_t value, void *target);
} sections[] = {
    {"library", {NULL, NULL, NULL}}, /* see take_head */
    {"only", {NULL, NULL, NULL}},
    {"functions", {nc_load_functions, NULL, NULL}},
    {"cures", {NULL, nc_load_cures, NULL}},
    {"rules", {NULL, nc_load_rules, nc_load_yields}},
    {"mine", {nc_load_mine, NULL, NULL}},
    {"not-mine", {nc_load_not_mine, NULL, NULL}},
    {"suppress", {NULL, NULL, nc_load_suppress}},
    {"budgets", {NULL, NULL, nc_load_budgets}},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static ncalls_status take_file(nc_load *l, const nc_load_file *file, unsigned pass)
{
    nc_load_key keys[SECTIONS + 1] = {0};
    ncalls_status status = NCALLS_OK;

    for (size_t i = 0; i < SECTIONS; i++)
        keys[i] = (nc_load_key){sections[i].name, sections[i].take[pass]};
    l->file = file;
    l->tree = &file->tree;
    l->library = 0;
    l->only = -1;
    if (!file->tree.count || nc_yaml_is_null(&file->tree, 0))
        return NCALLS_OK;
    if (file->tree.nodes[0].kind == NC_YAML_MAP)
        status = take_head(l);
    return status ? status : nc_load_map(l, 0, keys, "a file of settings", NULL);
}

static ncalls_status take_files(nc_load *l)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        for (size_t i = 0; i < l->memory->file_count; i++) {
            ncalls_status status = take_file(l, &l->memory->files[i], pass);

            if (status)
                return status;
        }
        if (pass == 1)
            nc_load_sort_rules(l);
    }
    return NCALLS_OK;
}

/* ---- all files --------------------------------------------------------------- */

static ncalls_status add_file(nc_load *l, const nc_load_text *text)
{
    nc_load_file *file = &l->memory->files[l->memory->file_count];
    ncalls_status status;

    file->name = nc_arena_add_text(&l->memory->arena, text->name, strlen(text->name));
    if (!file->name)
        return nc_fail_memory(l->error);
    status = nc_yaml_parse(&file->tree, text->bytes, text->size, l->error);
    l->memory->file_count++;
    return status && status != NCALLS_MEMORY ? nc_fail_in(l->error, file->name) : status;
}

static bool is_lexicon(const struct nc_embedded *file)
{
    return strncmp(file->name, "lexicon/", strlen("lexicon/")) == 0;
}

static ncalls_status add_files(nc_load *l, bool builtin, const nc_load_text *texts, size_t count)
{
    const struct nc_embedded *file = nc_embedded_files;
    size_t all = count;
    ncalls_status status = NCALLS_OK;

    for (; file->name; file++)
        all += is_lexicon(file);
    l->memory->files = nc_alloc_zeroed(all, sizeof *l->memory->files);
    if (!l->memory->files)
        return nc_fail_memory(l->error);
    for (file = nc_embedded_files; builtin && !status && file->name; file++)
        if (is_lexicon(file))
            status = add_file(l, &(nc_load_text){file->name, (const char *)file->data, file->size});
    for (size_t i = 0; !status && i < count; i++)
        status = add_file(l, &texts[i]);
    return status;
}

/* The names are where they will stay. */
static ncalls_status name_categories(nc_load *l)
{
    nc_lexicon *x = l->lexicon;
    const nc_strtab *names = &l->memory->categories;

    x->category_count = (uint32_t)names->count - 1;
    x->categories = nc_arena_add(&l->memory->arena, names->count, sizeof *x->categories);
    if (!x->categories)
        return nc_fail_memory(l->error);
    for (uint32_t i = 0; i < names->count; i++)
        x->categories[i] = nc_strtab_text(names, (nc_str){i});
    return NCALLS_OK;
}

static ncalls_status load(nc_load *l, bool builtin, const nc_load_text *texts, size_t count)
{
    ncalls_status status;

    l->memory = l->lexicon->memory = nc_alloc_zeroed(1, sizeof *l->memory);
    if (!l->memory || !nc_strtab_init(&l->memory->categories))
        return nc_fail_memory(l->error);
    status = add_files(l, builtin, texts, count);
    if (!status)
        status = take_files(l);
    return status ? status : name_categories(l);
}

ncalls_status nc_load_texts(nc_lexicon **out, bool builtin, const nc_load_text *texts, size_t count,
                            ncalls_error *error)
{
    ncalls_error ignored;
    nc_load l = {.lexicon = nc_alloc_zeroed(1, sizeof *l.lexicon), .error = error ? error : &ignored};
    ncalls_status status = l.lexicon ? load(&l, builtin, texts, count) : nc_fail_memory(l.error);

    *out = status ? NULL : l.lexicon;
    if (status)
        nc_load_free(l.lexicon);
    return status;
}

/* ---- files of a project -------------------------------------------------------- */

ncalls_status nc_load_read(nc_input *input, const char *path, ncalls_error *error)
{
    nc_source *source;
    uint64_t size;
    ncalls_status status = nc_input_open_file(&source, path, &size, error);

    if (!status && !nc_input_init(input, source))
        return nc_fail_memory(error);
    if (!status) {
        nc_input_need(input, NC_LIMIT_YAML + 1); /* one more than there may be; all, if it is less */
        if (input->status && error)
            *error = input->error;
        status = input->status;
    }
    if (status && status != NCALLS_MEMORY)
        nc_fail_in(error, path);
    return status;
}

ncalls_status nc_load_files(nc_lexicon **out, const char *const *paths, size_t count, ncalls_error *error)
{
    nc_input *inputs;
    nc_load_text *texts;
    ncalls_status status;

    *out = (nc_lexicon *)&nc_lexicon_builtin; /* nobody writes to it, and nc_load_free leaves it */
    if (!count)
        return NCALLS_OK;
    *out = NULL;
    inputs = nc_alloc_zeroed(count, sizeof *inputs);
    texts = nc_alloc_zeroed(count, sizeof *texts);
    status = inputs && texts ? NCALLS_OK : nc_fail_memory(error);
    for (size_t i = 0; !status && i < count; i++) {
        status = nc_load_read(&inputs[i], paths[i], error);
        texts[i] = (nc_load_text){paths[i], (const char *)inputs[i].p, nc_input_left(&inputs[i])};
    }
    if (!status)
        status = nc_load_texts(out, true, texts, count, error);
    for (size_t i = 0; inputs && i < count; i++)
        nc_input_reset(&inputs[i]);
    nc_alloc_free(inputs);
    nc_alloc_free(texts);
    return status;
}

/* ---- the end ------------------------------------------------------------------- */

static void free_memory(nc_load_memory *m)
{
    for (size_t i = 0; m->files && i < m->file_count; i++)
        nc_yaml_reset(&m->files[i].tree);
    for (size_t i = 0; i < m->pattern_count; i++)
        nc_pattern_free(m->patterns[i]);
    nc_alloc_free(m->files);
    nc_alloc_free(m->patterns);
    nc_strtab_reset(&m->categories);
    nc_arena_reset(&m->arena);
    nc_alloc_free(m);
}

void nc_load_free(nc_lexicon *lexicon)
{
    if (!lexicon || lexicon == &nc_lexicon_builtin)
        return;
    if (lexicon->memory)
        free_memory(lexicon->memory);
    nc_alloc_free(lexicon->libraries);
    nc_alloc_free(lexicon->entries);
    nc_alloc_free(lexicon->cures);
    nc_alloc_free(lexicon->rules);
    nc_alloc_free(lexicon->suppressions);
    nc_alloc_free(lexicon->budgets);
    nc_alloc_free(lexicon->mine);
    nc_alloc_free(lexicon->not_mine);
    nc_alloc_free(lexicon);
}
