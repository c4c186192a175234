/* SPDX-License-Identifier: MIT */
#include "base/cairo.h"

#include "base/late.h"

static nc_cairo table = {
#ifndef NC_CAIRO_SONAME /* linked, see --disable-late-loading */
#define NC_CAIRO(function) .function = function,
#include "base/cairo.def"
#undef NC_CAIRO
#endif
};

const nc_cairo *nc_cairo_load(ncalls_error *error)
{
#ifdef NC_CAIRO_SONAME
    static const char *const names[] = {
#define NC_CAIRO(function) #function,
#include "base/cairo.def"
#undef NC_CAIRO
    };
    static nc_late late = {NC_CAIRO_SONAME, names, &table, sizeof names / sizeof *names, false};

    _Static_assert(sizeof table == sizeof names, "a pointer for each name");
    if (nc_late_load(&late, error) != NCALLS_OK)
        return NULL;
#else
    (void)error;
#endif
    return &table;
}
