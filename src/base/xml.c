/* SPDX-License-Identifier: MIT */
#include "base/xml.h"

#include "base/late.h"

static nc_xml table = {
#ifndef NC_XML_SONAME /* linked, see --disable-late-loading */
#define NC_XML(function) .function = function,
#include "base/xml.def"
#undef NC_XML
#endif
};

const nc_xml *nc_xml_load(ncalls_error *error)
{
#ifdef NC_XML_SONAME
    static const char *const names[] = {
#define NC_XML(function) #function,
#include "base/xml.def"
#undef NC_XML
    };
    static nc_late late = {NC_XML_SONAME, names, &table, sizeof names / sizeof *names, false};

    _Static_assert(sizeof table == sizeof names, "a pointer for each name");
    if (nc_late_load(&late, error) != NCALLS_OK)
        return NULL;
#else
    (void)error;
#endif
    table.xmlInitParser(); /* before threads parse; does nothing the second time */
    return &table;
}
