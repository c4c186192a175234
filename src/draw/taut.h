/* SPDX-License-Identifier: MIT */
/*
 * The shortest way through gates that lie one below the other, as a string
 * takes that is pulled tight (the funnel of Lee and Preparata 1984, which is a
 * wedge here): straight but for bends at the ends of gates that are in its way.
 *
 *         o              y grows down; a gate is a level piece that the way
 *     ────┘\────         passes through, the first and the last are points
 *     ───┘  └\──
 */
#ifndef NC_TAUT_H
#define NC_TAUT_H

#include <stdbool.h>
#include <stdint.h>

typedef struct nc_taut_gate {
    int32_t y;         /* more than that of the gate before */
    int32_t low, high; /* where it is open; the way stays between, however narrow */
    /* out: */
    int32_t x;
    bool bend;         /* the way may turn here; the first and the last are bends */
} nc_taut_gate;

void nc_taut_pull(nc_taut_gate *gates, uint32_t count);

#endif
