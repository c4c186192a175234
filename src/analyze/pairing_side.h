/* SPDX-License-Identifier: MIT */
/* What is known of the functions of one profile while their partners are sought. */
#ifndef NC_PAIRING_SIDE_H
#define NC_PAIRING_SIDE_H

#include "base/strtab.h"
#include "model/profile.h"

typedef struct nc_pairing_side {
    const ncalls_profile *profile;
    nc_str *module, *tail, *file; /* [file] in strings: all of it, its last two parts, its last */
    uint32_t *origin;             /* [file] the base's file whose functions are in it, 0 = none, or of several */
    nc_str *name, *bare;          /* [function] in strings; bare: without the underscores before it, 0 = none */
    nc_str *last;                 /* [function] run of Shop.<locals>.run; NULL: all names are like that */
    uint64_t *shape;              /* [function] what is around it, 0 = nothing */
    uint32_t *partner;            /* [function], 0 = none yet */
    uint8_t *how;                 /* [function] nc_pairing_how */
} nc_pairing_side;

/* Where a name's last part begins; 0: it has no other. */
size_t nc_pairing_side_last(const char *name, size_t size);

/* `strings` are those of both sides. Shapes are of the neighbours' names. False:
 * no memory. Reset it in any case. */
bool nc_pairing_side_init(nc_pairing_side *side, nc_strtab *strings, const ncalls_profile *profile);
void nc_pairing_side_reset(nc_pairing_side *side);

/* Shapes of those who have no partner are of the neighbours that have one, and of
 * how many others there are; without any there is none. */
void nc_pairing_side_place(nc_pairing_side *side, bool is_base);

/* Files whose functions have found partners have one, too: fills origin of both. */
void nc_pairing_side_follow(nc_pairing_side *base, nc_pairing_side *now);

#endif
