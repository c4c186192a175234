/* SPDX-License-Identifier: MIT */
/*
 * libxml2, loaded when it is first needed (see late.h). A function is called
 * through the table, by its own name:
 *
 *     const nc_xml *xml = nc_xml_load(error);
 *     ...
 *     xml->xmlTextWriterStartElement(writer, BAD_CAST "g");
 *
 * A function that is missing here is one more row in xml.def.
 */
#ifndef NC_XML_H
#define NC_XML_H

#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

#include "base/error.h"

typedef struct nc_xml {
#define NC_XML(function) __typeof__(function) *function;
#include "base/xml.def"
#undef NC_XML
} nc_xml;

/* The table, the same for all threads and for ever; NULL when libxml2 cannot be
 * loaded. */
const nc_xml *nc_xml_load(ncalls_error *error);

#endif
