/* SPDX-License-Identifier: MIT */
#include "rules/lexicon.h"

#include <string.h>

#include "ncalls/nearest.h"

const nc_rule *nc_lexicon_find_rule(const nc_lexicon *lexicon, const char *word)
{
    for (uint32_t i = 0; i < lexicon->rule_count; i++)
        if (strcmp(lexicon->rules[i].id, word) == 0 || strcmp(lexicon->rules[i].name, word) == 0)
            return &lexicon->rules[i];
    return NULL;
}

nc_category nc_lexicon_find_category(const nc_lexicon *lexicon, const char *name)
{
    for (uint32_t i = 1; i <= lexicon->category_count; i++)
        if (strcmp(lexicon->categories[i], name) == 0)
            return (nc_category){(uint16_t)i};
    return (nc_category){0};
}

/* Of ids, where each differs from its neighbours by a digit, only one mistake is
 * near. */
const char *nc_lexicon_nearest_rule(const nc_lexicon *lexicon, const char *word)
{
    ncalls_nearest id = {.typed = word}, name = {.typed = word};

    for (uint32_t i = 0; i < lexicon->rule_count; i++) {
        ncalls_nearest_offer(&id, lexicon->rules[i].id);
        ncalls_nearest_offer(&name, lexicon->rules[i].name);
    }
    return id.best && id.distance == 1 ? id.best : name.best;
}
