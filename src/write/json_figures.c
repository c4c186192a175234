/* SPDX-License-Identifier: MIT */
#include "write/json_figures.h"

#include <string.h>

#include "base/number.h"

#define SAY(out, literal) NC_JSONTEXT(out, literal)

enum { CHANGE = NC_DIFF_SIDES, PERCENT }; /* parts of a row behind the two sides */

typedef nc_json_figure figure;

static bool is_known(const figure *f)
{
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
        if (f->at[side] == NCALLS_ABSENT || (f->divided && f->per[side] <= 0))
            return false;
    return true;
}

static double value_of(const figure *f, unsigned side)
{
    return (double)f->at[side] / (f->divided ? (double)f->per[side] : 1);
}

static void say_fixed(nc_jsontext *out, double value, int decimals)
{
    char digits[400];

    nc_jsontext_add(out, digits, nc_number_format_fixed(digits, sizeof digits, value, decimals));
}

static void say_figure(nc_jsontext *out, const figure *f, unsigned part)
{
    if (part == PERCENT)
        say_fixed(out, 100 * (value_of(f, 1) - value_of(f, 0)) / value_of(f, 0), 1);
    else if (!f->divided)
        nc_jsontext_add_int(out, part == CHANGE ? nc_diff_change(f->at[0], f->at[1]) : f->at[part]);
    else
        say_fixed(out, part == CHANGE ? value_of(f, 1) - value_of(f, 0) : value_of(f, part), 3);
}

void nc_json_figures_add(nc_jsontext *out, const nc_json_figure *figures, size_t count)
{
    static const char *const parts[] = {", \"base\": {", "}, \"new\": {", "}, \"change\": {", "}, \"percent\": {"};

    for (unsigned part = 0; part <= PERCENT; part++) {
        const char *before = "\"";

        nc_jsontext_add(out, parts[part], strlen(parts[part]));
        for (size_t i = 0; i < count; i++) {
            if (!is_known(&figures[i]) || (part == PERCENT && !figures[i].at[0]))
                continue;
            nc_jsontext_add(out, before, strlen(before));
            nc_jsontext_add(out, figures[i].key, strlen(figures[i].key));
            SAY(out, "\": ");
            say_figure(out, &figures[i], part);
            before = ", \"";
        }
    }
    SAY(out, "}");
}

/* ---- several runs --------------------------------------------------------- */

static const char *const measures[] = {"calls", "self", "total"};

/* The least and the most of the runs of one side. */
static void say_ranges(nc_jsontext *out, const nc_diff *d, uint32_t row, unsigned side)
{
    SAY(out, "{");
    for (unsigned m = d->calls[0] == NCALLS_ABSENT; m <= NC_DIFF_OF_TOTAL - (row == 0); m++) {
        nc_diff_range range = nc_diff_range_of(d, row, (nc_diff_measure)m, side);

        if (range.least == NCALLS_ABSENT)
            continue;
        nc_jsontext_add(out, ", ", m > (d->calls[0] == NCALLS_ABSENT) ? 2 : 0);
        SAY(out, "\"");
        nc_jsontext_add(out, measures[m], strlen(measures[m]));
        SAY(out, "\": [");
        nc_jsontext_add_int(out, range.least);
        SAY(out, ", ");
        nc_jsontext_add_int(out, range.most);
        SAY(out, "]");
    }
    SAY(out, "}");
}

static void say_chances(nc_jsontext *out, const nc_diff *d, uint32_t row)
{
    SAY(out, ", \"p\": {");
    for (unsigned m = d->calls[0] == NCALLS_ABSENT; m <= NC_DIFF_OF_TOTAL - (row == 0); m++) {
        nc_jsontext_add(out, ", ", m > (d->calls[0] == NCALLS_ABSENT) ? 2 : 0);
        SAY(out, "\"");
        nc_jsontext_add(out, measures[m], strlen(measures[m]));
        SAY(out, "\": ");
        say_fixed(out, nc_diff_p(d, row, (nc_diff_measure)m), 6);
    }
    SAY(out, "}");
}

void nc_json_figures_add_runs(nc_jsontext *out, const nc_diff *d, uint32_t row)
{
    if (!d->samples)
        return;
    SAY(out, ", \"runs\": {\"base\": ");
    say_ranges(out, d, row, NC_DIFF_BASE);
    SAY(out, ", \"new\": ");
    say_ranges(out, d, row, NC_DIFF_NOW);
    if (nc_diff_can_test(d))
        say_chances(out, d, row);
    if (d->rows[row].varies)
        SAY(out, ", \"repeatable\": false}");
    else
        SAY(out, ", \"repeatable\": true}");
}
