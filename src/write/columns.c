/* SPDX-License-Identifier: MIT */
#include "write/columns.h"

#define NARROWEST 8

static size_t sum_widths(const size_t *widths, size_t count, size_t gap)
{
    size_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if (widths[i])
            sum += widths[i] + (sum ? gap : 0);
    return sum;
}

/* The column that goes next, or count. Among equals the last one. */
static size_t find_dispensable(const nc_columns_want *wants, const size_t *widths, size_t count)
{
    size_t found = count;

    for (size_t i = 0; i < count; i++)
        if (widths[i] && wants[i].rank && (found == count || wants[i].rank >= wants[found].rank))
            found = i;
    return found;
}

/* The column that was left out and matters most, or count. */
static size_t find_returning(const nc_columns_want *wants, const size_t *widths, size_t count, bool late)
{
    size_t found = count;

    for (size_t i = 0; i < count; i++)
        if (!widths[i] && wants[i].least && wants[i].late == late &&
            (found == count || wants[i].rank < wants[found].rank))
            found = i;
    return found;
}

/* Cell by cell from whoever is the widest. */
static void shrink(const nc_columns_want *wants, size_t *widths, size_t count, size_t excess)
{
    while (excess--) {
        size_t widest = count;

        for (size_t i = 0; i < count; i++)
            if (!wants[i].rigid && widths[i] > NARROWEST && (widest == count || widths[i] > widths[widest]))
                widest = i;
        if (widest == count)
            return;
        widths[widest]--;
    }
}

/* Takes back what was left out and fits after all, in the order of ranks: none
 * comes back before one that matters more. Returns the cells to spare. */
static size_t take_back(const nc_columns_want *wants, size_t *widths, size_t count, size_t gap, size_t spare, bool late)
{
    for (;;) {
        size_t back = find_returning(wants, widths, count, late);

        if (back == count || wants[back].least + gap > spare)
            return spare;
        widths[back] = wants[back].least;
        spare -= widths[back] + gap;
    }
}

/* Cell by cell to whoever is the narrowest of those that want more. Returns
 * what nobody wants. */
static size_t spread(const nc_columns_want *wants, size_t *widths, size_t count, size_t spare)
{
    while (spare) {
        size_t least = count;

        for (size_t i = 0; i < count; i++)
            if (widths[i] && widths[i] < wants[i].natural && (least == count || widths[i] < widths[least]))
                least = i;
        if (least == count)
            break;
        widths[least]++;
        spare--;
    }
    return spare;
}

void nc_columns_fit(const nc_columns_want *wants, size_t count, size_t room, size_t gap, size_t *widths)
{
    size_t sum, spare;

    for (size_t i = 0; i < count; i++)
        widths[i] = wants[i].late ? 0 : wants[i].least;
    while ((sum = sum_widths(widths, count, gap)) > room) {
        size_t gone = find_dispensable(wants, widths, count);

        if (gone == count) {
            shrink(wants, widths, count, sum - room);
            return;
        }
        widths[gone] = 0;
    }
    spare = take_back(wants, widths, count, gap, room - sum, false);
    spare = spread(wants, widths, count, spare);
    spare = take_back(wants, widths, count, gap, spare, true);
    spread(wants, widths, count, spare);
}
