/* SPDX-License-Identifier: MIT */
/*
 * A file of settings, on top of the built-in lexicon: whatever its bytes are, it
 * becomes a sound lexicon or a sentence.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/budget.h"
#include "rules/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void check_entry(const nc_lexicon *x, const nc_entry *entry)
{
    demand(entry->category.at && entry->category.at <= x->category_count, "an entry has a category");
    demand(entry->library <= x->library_count, "its library is one");
    demand(strlen(entry->name) == entry->name_size && strlen(entry->file) == entry->file_size, "sizes are true");
    demand((entry->kind == NC_ENTRY_REGEX) == (entry->pattern != NULL), "an expression is compiled");
    demand(entry->kind == NC_ENTRY_REGEX || entry->name_size, "there is a name");
}

static void check_rule(const nc_lexicon *x, const nc_rule *rule)
{
    demand(rule->name && rule->title && rule->message && rule->fix && rule->help && rule->example, "a rule has words");
    demand(nc_lexicon_find_rule(x, rule->id) == rule, "a rule is found by its id");
    demand(rule->detector, "a rule has a detector");
    for (size_t i = 0; i < NC_LIMITS; i++)
        demand(rule->limits[i] >= -1, "a limit is positive");
    for (uint32_t i = 0; i < rule->yield_count; i++)
        demand(nc_lexicon_find_rule(x, rule->yields_to[i]), "it yields to rules that there are");
}

static void check(const nc_lexicon *x)
{
    for (uint32_t i = 0; i < x->entry_count; i++)
        check_entry(x, &x->entries[i]);
    for (uint32_t i = 0; i < x->rule_count; i++)
        check_rule(x, &x->rules[i]);
    for (uint32_t i = 1; i < x->rule_count; i++)
        demand(strcmp(x->rules[i - 1].id, x->rules[i].id) < 0, "rules are in order, each once");
    for (uint32_t i = 0; i < x->suppression_count; i++)
        demand(*x->suppressions[i].reason, "a suppression has a reason");
    for (uint32_t i = 0; i < x->budget_count; i++)
        demand(*x->budgets[i].name && *x->budgets[i].limit_text && x->budgets[i].limit.value >= 0,
               "a budget has a name and a limit");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nc_load_text text = {"fuzz.yml", (const char *)data, size};
    nc_lexicon *x;
    ncalls_error error = {0};

    for (int builtin = 0; builtin <= 1; builtin++) {
        if (nc_load_texts(&x, builtin, &text, 1, &error) == NCALLS_OK)
            check(x);
        else
            demand(!x && error.message[0], "a failure has a sentence");
        nc_load_free(x);
    }
    return 0;
}
