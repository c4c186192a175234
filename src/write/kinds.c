/* SPDX-License-Identifier: MIT */
#include "write/kinds.h"

#include "base/alloc.h"
#include "rules/rules.h"
#include "rules/spending.h"

static ncalls_status fill(nc_kinds *out, const ncalls_profile *p, const nc_lexicon *lexicon, ncalls_error *error)
{
    nc_meaning meaning;
    ncalls_status status = nc_meaning_find(&meaning, p, lexicon, error);

    if (!status) {
        out->of = nc_spending_categories(&meaning);
        out->names = nc_alloc_zeroed((size_t)lexicon->category_count + 1, sizeof *out->names);
        status = out->of && out->names ? NCALLS_OK : nc_fail_memory(error);
    }
    for (uint16_t i = 1; !status && i <= lexicon->category_count; i++)
        out->names[i - 1] = nc_spending_title(lexicon, i);
    out->figure = (nc_figure_kinds){p, out->of, out->names, lexicon->category_count};
    nc_meaning_reset(&meaning);
    return status;
}

ncalls_status nc_kinds_find(nc_kinds *out, const ncalls_profile *p, const ncalls_rules *rules, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    *out = (nc_kinds){0};
    if (!rules)
        status = ncalls_rules_open(&out->own, NULL, 0, error);
    return status ? status : fill(out, p, nc_rules_lexicon(rules ? rules : out->own), error);
}

void nc_kinds_reset(nc_kinds *kinds)
{
    nc_alloc_free(kinds->of);
    nc_alloc_free(kinds->names);
    ncalls_rules_free(kinds->own);
    *kinds = (nc_kinds){0};
}
