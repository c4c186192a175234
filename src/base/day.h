/* SPDX-License-Identifier: MIT */
/* Days of the calendar as numbers: 0 is 1970-01-01. */
#ifndef NC_DAY_H
#define NC_DAY_H

#include <stdbool.h>
#include <stdint.h>

enum { NC_DAY_ROOM = 32 };

/* "2027-01-31", and nothing else; false for what is no day from 1970 on. */
bool nc_day_parse(const char *text, int64_t *out);

/* The same back. */
void nc_day_format(char out[NC_DAY_ROOM], int64_t day);

#endif
