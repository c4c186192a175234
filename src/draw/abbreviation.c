/* SPDX-License-Identifier: MIT */
#include "draw/abbreviation.h"

#include <stdbool.h>
#include <string.h>

static const char builtin[] = "built-in method ", method[] = "method '";

static bool begins_with(const char *name, size_t size, const char *with)
{
    return size > strlen(with) && memcmp(name, with, strlen(with)) == 0;
}

/* Names of C++ and what profilers write behind names are not ours to take apart. */
static bool is_part(const char *name, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strchr(" /\\'\"(){}", name[i]))
            return false;
    return size > 0;
}

size_t nc_abbreviation_next(const char *name, size_t size, size_t from)
{
    const char *dot = from < size ? memchr(name + from, '.', size - from) : NULL;
    size_t next = dot ? (size_t)(dot - name) + 1 : size;

    return next < size && name[next] != '.' && is_part(name + next, size - next) ? next : 0;
}

nc_abbreviation nc_abbreviation_of(const char *name, size_t size)
{
    size_t at = 0, next;

    if (begins_with(name, size, method)) {
        const char *begin = name + strlen(method), *quote = memchr(begin, '\'', size - strlen(method));

        if (quote && quote > begin)
            return (nc_abbreviation){strlen(method), (size_t)(quote - begin)};
    }
    if (begins_with(name, size, builtin))
        at = strlen(builtin);
    while ((next = nc_abbreviation_next(name, size, at)) != 0)
        at = next;
    return (nc_abbreviation){at, size - at};
}
