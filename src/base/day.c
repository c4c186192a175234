/* SPDX-License-Identifier: MIT */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* -1 for what is no day. */
static int64_t days_until(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t days = 0;

    if (year < 1970 || month < 1 || month > 12 || day < 1 ||
        day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return -1;
    for (int y = 1970; y < year; y++)
        days += 365 + is_leap(y);
    for (int m = 1; m < month; m++)
        days += lengths[m - 1] + (m == 2 && is_leap(year));
    return days + day - 1;
}

/* `size` digits; -1 when they are none. */
static int number(const char *text, size_t size)
{
    int value = 0;

    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool nc_day_parse(const char *text, int64_t *out)
{
    *out = strlen(text) == 10 && text[4] == '-' && text[7] == '-'
               ? days_until(number(text, 4), number(text + 5, 2), number(text + 8, 2))
               : -1;
    return *out >= 0;
}

void nc_day_format(char out[NC_DAY_ROOM], int64_t days)
{
    /* Counted from 1 March of the year 0, months have a pattern and leap days
     * come last; 400 years are 146,097 days. */
    int64_t since = days + 719468, era = since / 146097, day = since % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;

    snprintf(out, NC_DAY_ROOM, "%04d-%02d-%02d", (int)(year + era * 400 + (month > 9)),
             (int)(month < 10 ? month + 3 : month - 9), (int)(of_year - (153 * month + 2) / 5 + 1));
}
