/* SPDX-License-Identifier: MIT */
#include "report/diffpage.h"

#include <stdio.h>

#include "base/number.h"

nc_cell nc_diffpage_side(const nc_diffpage *p, const nc_diffpage_figure *f, unsigned side)
{
    nc_cell cell;

    if (f->number[side] == NCALLS_ABSENT || (f->divided && f->per[side] <= 0))
        return nc_document_empty();
    if (f->kind == NC_DIFFPAGE_COUNT)
        cell = f->divided ? nc_document_ratio(f->number[side], f->per[side]) : nc_document_count(f->number[side]);
    else if (p->diff->sampled)
        cell = nc_document_share(f->number[side], p->diff->cost[NC_DIFF_NOW]);
    else
        cell = f->divided ? nc_document_cost_per(f->number[side], f->per[side]) : nc_document_cost(f->number[side]);
    return f->varies ? nc_document_estimated(cell) : cell;
}

static bool is_known(const nc_diffpage_figure *f)
{
    for (unsigned side = 0; side < NC_DIFF_SIDES; side++)
        if (f->number[side] == NCALLS_ABSENT || (f->divided && f->per[side] <= 0))
            return false;
    return true;
}

/* now - base over one divisor, which is made smaller until both fit. */
static void subtract(const nc_diffpage_figure *f, int64_t *number, int64_t *per)
{
    __int128 over = (__int128)f->per[0] * f->per[1];
    __int128 change = (__int128)f->number[1] * f->per[0] - (__int128)f->number[0] * f->per[1];

    if (!f->divided) {
        *number = nc_diff_change(f->number[0], f->number[1]);
        *per = 1;
        return;
    }
    while (over > INT64_MAX / 2 || change > INT64_MAX / 2 || change < -(INT64_MAX / 2)) {
        over /= 2;
        change /= 2;
    }
    *number = (int64_t)change;
    *per = over ? (int64_t)over : 1;
}

nc_cell nc_diffpage_change(const nc_diffpage *p, const nc_diffpage_figure *f, char out[NC_UNIT_ROOM + 1])
{
    ncalls_unit unit = p->diff->profile[NC_DIFF_NOW]->unit;
    int64_t number, per;

    if (!is_known(f))
        return nc_document_empty();
    if (f->doubted)
        return nc_document_text("~");
    subtract(f, &number, &per);
    if (!number)
        return nc_document_empty();
    out[0] = number > 0 ? '+' : '-';
    number = number < 0 ? -number : number;
    if (f->kind == NC_DIFFPAGE_COST && p->diff->sampled)
        nc_unit_format_share(out + 1, number, p->diff->cost[NC_DIFF_NOW]);
    else if (f->kind == NC_DIFFPAGE_COST && f->divided)
        nc_unit_format_cost_per(out + 1, number, per, unit);
    else if (f->kind == NC_DIFFPAGE_COST)
        nc_unit_format_cost(out + 1, number, unit);
    else if (f->divided)
        nc_unit_format_ratio(out + 1, number, per);
    else
        nc_unit_format_count(out + 1, number);
    return nc_document_text(out);
}

/* In tenths of a percent, rounded to the nearest. */
static int64_t permille(const nc_diffpage_figure *f)
{
    const int64_t most = (int64_t)1 << 50;
    __int128 base = f->number[0], now = f->number[1], change;

    if (f->divided) {
        base *= f->per[1];
        now *= f->per[0];
    }
    base = base < 0 ? -base : base;
    while (base > ((__int128)1 << 100) || now > ((__int128)1 << 100)) {
        base /= 2;
        now /= 2;
    }
    change = (now - base) * 1000;
    change = (change + (change < 0 ? -base : base) / 2) / (base ? base : 1);
    return change > most ? most : (int64_t)change;
}

nc_cell nc_diffpage_percent(const nc_diffpage_figure *f, char out[NC_UNIT_ROOM + 1])
{
    int64_t change, size;
    char digits[NC_UNIT_ROOM];

    if (!is_known(f) || f->doubted)
        return nc_document_empty();
    if (f->number[0] == 0)
        return f->number[1] ? nc_document_text("new") : nc_document_empty();
    change = permille(f);
    size = change < 0 ? -change : change;
    nc_unit_format_count(digits, size >= 1000 ? (size + 5) / 10 : size / 10);
    if (size < 1000)
        snprintf(out, NC_UNIT_ROOM + 1, "%c%.30s.%c%%", change < 0 ? '-' : '+', digits, (char)('0' + size % 10));
    else
        snprintf(out, NC_UNIT_ROOM + 1, "%c%.30s%%", change < 0 ? '-' : '+', digits);
    return size ? nc_document_text(out) : nc_document_empty();
}

static double value_of(const nc_diffpage_figure *f, unsigned side)
{
    if (f->number[side] == NCALLS_ABSENT || (f->divided && f->per[side] <= 0))
        return 0;
    return f->divided ? (double)f->number[side] / (double)f->per[side] : (double)f->number[side];
}

double nc_diffpage_difference(const nc_diffpage_figure *f)
{
    return value_of(f, NC_DIFF_NOW) - value_of(f, NC_DIFF_BASE);
}

nc_cell nc_diffpage_name(const nc_diffpage *p, uint32_t row, nc_text *scratch)
{
    const nc_pairing_row *r = &p->diff->pairing.rows[row];

    if (r->now.at)
        return nc_document_function(r->now);
    nc_text_clear(scratch);
    nc_naming_add(scratch, &p->base_naming, r->base);
    return nc_document_bytes(scratch->bytes, scratch->size);
}

bool nc_diffpage_wants(const nc_diffpage *p, const nc_diffpage_figure *f)
{
    const ncalls_diff_options *asked = p->options->diff;
    double base = value_of(f, NC_DIFF_BASE), change = nc_diffpage_difference(f), size = change < 0 ? -change : change;

    if (p->options->min_share > 0 && f->kind == NC_DIFFPAGE_COST && !f->divided &&
        size < p->options->min_share * (double)p->diff->cost[NC_DIFF_NOW])
        return false;
    if (!asked)
        return true;
    if ((asked->only_slower && change <= 0) || (asked->only_faster && change >= 0))
        return false;
    return size >= asked->min_change * (base < 0 ? -base : base);
}
