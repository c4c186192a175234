/* SPDX-License-Identifier: MIT */
#include "rules/budget.h"

#include <string.h>

#include "rules/limits.h"

#define MEASURE(name, kind, category, help) {#name, NC_MEASURE_##kind, category},
static const struct measure_row {
    const char *name;
    nc_measure_kind kind;
    const char *category;
} rows[] = {
#include "rules/measures.def"
};
#undef MEASURE

nc_measure_kind nc_budget_kind(nc_measure measure)
{
    return rows[measure].kind;
}

const char *nc_budget_category(nc_measure measure)
{
    return rows[measure].category;
}

const char *nc_budget_word(size_t measure)
{
    if (measure == NC_MEASURE_per_call)
        return "per-call";
    return measure < NC_MEASURES ? rows[measure].name : NULL;
}

bool nc_budget_amount(const char *text, nc_amount *out)
{
    static const struct {
        nc_limits_unit read;
        nc_amount_unit unit;
    } kinds[] = {
        {NC_LIMITS_RATIO, NC_AMOUNT_NUMBER },
        {NC_LIMITS_SHARE, NC_AMOUNT_PERCENT},
        {NC_LIMITS_TIME,  NC_AMOUNT_TIME   },
        {NC_LIMITS_SIZE,  NC_AMOUNT_SIZE   },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (nc_limits_read(text, kinds[i].read, &out->value)) {
            out->unit = kinds[i].unit;
            return true;
        }
    return false;
}

const char *nc_budget_mismatch(const nc_quantity *q, nc_amount amount, bool change)
{
    nc_measure_kind kind = rows[q->measure].kind;

    if (kind == NC_MEASURE_SHARE)
        return amount.unit == NC_AMOUNT_PERCENT && amount.value <= 1000 ? NULL : "a percentage up to 100, as 20%";
    if (amount.unit == NC_AMOUNT_PERCENT && change)
        return NULL;
    if (kind == NC_MEASURE_COUNT || kind == NC_MEASURE_FINDINGS || kind == NC_MEASURE_PER_CALL) {
        bool fraction = q->per_call || kind == NC_MEASURE_PER_CALL;

        if (amount.unit != NC_AMOUNT_NUMBER || (!fraction && amount.value % 1000))
            return fraction ? "a number, as 2 or 2.5"
                   : change ? "a count or a percentage, as 10 or 10%"
                            : "a count, as 10";
        return NULL;
    }
    return amount.unit == NC_AMOUNT_PERCENT || (amount.unit == NC_AMOUNT_NUMBER && amount.value % 1000)
               ? "a time, as 50 ms, a size, as 64 KiB, or a count of samples"
               : NULL;
}
