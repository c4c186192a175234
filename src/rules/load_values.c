/* SPDX-License-Identifier: MIT */
/* Values as people write them: sets of categories, limits with their units. */
#include <stdio.h>
#include <string.h>

#include "rules/limits.h"
#include "rules/load_parts.h"

/* "db.*" is all that begins with "db." */
static bool fits(const char *word, size_t size, const char *category)
{
    if (size > 1 && word[size - 1] == '*' && word[size - 2] == '.')
        return strncmp(word, category, size - 1) == 0;
    return strcmp(word, category) == 0;
}

/* Here and elsewhere words are offered only once one is wrong: measuring how near
 * they are takes longer than all the rest. */
static ncalls_status fail_category(nc_load *l, uint32_t node, const char *word)
{
    const nc_strtab *names = &l->memory->categories;
    ncalls_nearest nearest = {.typed = word};

    for (uint32_t i = 1; i < names->count; i++)
        ncalls_nearest_offer(&nearest, nc_strtab_text(names, (nc_str){i}));
    return nc_load_unknown(l, node, "category", &nearest);
}

static ncalls_status take_category(nc_load *l, uint32_t node, nc_category_set *out)
{
    const nc_strtab *names = &l->memory->categories;
    const char *word = NULL;
    ncalls_status status = nc_load_string(l, node, &word, "a category");
    bool any = false;

    if (status)
        return status;
    for (uint32_t i = 1; i < names->count; i++)
        if (fits(word, l->tree->nodes[node].size, nc_strtab_text(names, (nc_str){i}))) {
            out->bits[i / 64] |= (uint64_t)1 << i % 64;
            any = true;
        }
    return any ? NCALLS_OK : fail_category(l, node, word);
}

ncalls_status nc_load_set(nc_load *l, uint32_t node, nc_category_set *out)
{
    uint32_t item = 0, end = 0;
    ncalls_status status = nc_load_list(l, node, &item, &end, "a set of categories");

    *out = (nc_category_set){0};
    for (; !status && item < end; item = l->tree->nodes[item].end)
        status = take_category(l, item, out);
    return status;
}

ncalls_status nc_load_limit(nc_load *l, uint32_t node, enum nc_limit limit, int64_t *out)
{
    const char *text = NULL;
    ncalls_status status = nc_load_string(l, node, &text, "a limit");

    if (!status && !nc_limits_parse(text, limit, out))
        return nc_load_fail(l, node, "%.60s is not %s", text, nc_limits_example(limit));
    return status;
}

/* "a, b, c", as many as there is room for. */
static void list_words(char *out, size_t room, const char *const *words)
{
    size_t used = 0;

    for (size_t i = 0; words[i] && used < room; i++)
        used += (size_t)snprintf(out + used, room - used, "%s%s", i ? ", " : "", words[i]);
}

ncalls_status nc_load_choice(nc_load *l, uint32_t node, const char *const *words, const char *what, int *out)
{
    char all[120];
    ncalls_nearest nearest = {0};
    ncalls_status status = nc_load_string(l, node, &nearest.typed, what);

    for (*out = 0; !status && words[*out]; ++*out)
        if (strcmp(words[*out], nearest.typed) == 0)
            return NCALLS_OK;
    for (size_t i = 0; !status && words[i]; i++)
        ncalls_nearest_offer(&nearest, words[i]);
    if (status || nearest.best)
        return status ? status : nc_load_unknown(l, node, what, &nearest);
    list_words(all, sizeof all, words);
    return nc_load_fail(l, node, "no such %s: %.60s; it is one of %s", what, nearest.typed, all);
}
