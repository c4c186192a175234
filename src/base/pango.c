/* SPDX-License-Identifier: MIT */
#include "base/pango.h"

#include "base/late.h"

#ifdef __APPLE__
#define SONAME "libpangocairo-1.0.0.dylib"
#else
#define SONAME "libpangocairo-1.0.so.0"
#endif

const nc_pango *nc_pango_load(void)
{
    static nc_pango table;
    static const char *const names[] = {
#define NC_PANGO(result, function, arguments) #function,
#include "base/pango.def"
#undef NC_PANGO
    };
    static nc_late late = {SONAME, names, &table, sizeof names / sizeof *names, false};

    _Static_assert(sizeof table == sizeof names, "a pointer for each name");
    return nc_late_load(&late, NULL) == NCALLS_OK ? &table : NULL;
}
