/* SPDX-License-Identifier: MIT */
#include "draw/taut.h"

enum { AHEAD = 400 }; /* gates that are looked at for one straight piece: bounds the work */

/* Whether the way from `apex` to (x, y) is right of the one to (other, other_y). */
static bool is_right(const nc_taut_gate *apex, int32_t x, int32_t y, int32_t other, int32_t other_y)
{
    return (int64_t)(x - apex->x) * (other_y - apex->y) > (int64_t)(other - apex->x) * (y - apex->y);
}

/* The gate that the straight piece from `from` ends at; its x is where. */
static uint32_t find_bend(nc_taut_gate *gates, uint32_t from, uint32_t count)
{
    const nc_taut_gate *apex = &gates[from];
    uint32_t left = from + 1, right = from + 1, end = count - from > AHEAD ? from + AHEAD : count;

    for (uint32_t i = from + 1; i < end; i++) { /* `left` and `right` are the sides of the wedge so far */
        if (is_right(apex, gates[left].low, gates[left].y, gates[i].high, gates[i].y)) {
            gates[left].x = gates[left].low;
            return left;
        }
        if (is_right(apex, gates[i].low, gates[i].y, gates[right].high, gates[right].y)) {
            gates[right].x = gates[right].high;
            return right;
        }
        if (!is_right(apex, gates[left].low, gates[left].y, gates[i].low, gates[i].y))
            left = i;
        if (!is_right(apex, gates[i].high, gates[i].y, gates[right].high, gates[right].y))
            right = i;
    }
    if (end < count)
        end = left + 1;
    gates[end - 1].x = gates[end - 1].low; /* the last is a point */
    return end - 1;
}

void nc_taut_pull(nc_taut_gate *gates, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        gates[i].bend = i == 0 || i + 1 == count;
    if (count)
        gates[0].x = gates[0].low;
    for (uint32_t from = 0; from + 1 < count;) {
        uint32_t to = find_bend(gates, from, count);
        const nc_taut_gate *a = &gates[from], *b = &gates[to];

        for (uint32_t i = from + 1; i < to; i++)
            gates[i].x = a->x + (int32_t)((int64_t)(b->x - a->x) * (gates[i].y - a->y) / (b->y - a->y));
        gates[to].bend = true;
        from = to;
    }
}
