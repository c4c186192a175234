/* SPDX-License-Identifier: MIT */
/* Any text as what --fail-on takes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/condition.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void check(const nc_condition *c)
{
    demand(*c->text, "a condition has its text");
    demand(c->quantity.measure < NC_MEASURES, "its measure is one");
    demand(c->amount.value >= 0, "no amount is negative");
    demand(!c->quantity.function || *c->quantity.function, "a pattern is not empty");
    demand(c->kind != NC_CONDITION_FINDINGS || c->quantity.measure == NC_MEASURE_findings, "findings are counted");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = nc_alloc_text((const char *)data, size);
    nc_condition *list = NULL;
    size_t count = 0, room = 0;
    nc_arena arena = {0};
    ncalls_error error = {0};

    if (text && nc_condition_parse(&list, &count, &room, text, &arena, &nc_lexicon_builtin, &error))
        demand(error.message[0], "a failure has a sentence");
    for (size_t i = 0; i < count; i++)
        check(&list[i]);
    nc_alloc_free(list);
    nc_arena_reset(&arena);
    nc_alloc_free(text);
    return 0;
}
