/* SPDX-License-Identifier: MIT */
/*
 * XML as a stream of events, through libxml2's SAX2 push parser (twice as fast
 * as its reader, and nothing is kept). Nothing outside the input is ever
 * opened, and a document that declares an entity is refused: no report needs
 * one, and expansion is how small files become large.
 */
#ifndef NC_SAX_H
#define NC_SAX_H

#include "base/input.h"

typedef struct nc_sax_attributes {
    const unsigned char **rows; /* libxml2's: name, prefix, uri, value, end */
    int count;
} nc_sax_attributes;

/* The attribute's value, not NUL-terminated; NULL if there is none. `prefix`
 * NULL: any or none. */
const char *nc_sax_attribute(const nc_sax_attributes *attributes, const char *prefix, const char *name, size_t *size);

/* Each returns false to stop; the handler keeps the reason. Names are local
 * names, without a prefix. */
typedef struct nc_sax_handler {
    bool (*start)(void *payload, const char *name, const nc_sax_attributes *attributes);
    bool (*text)(void *payload, const char *text, size_t size);
    bool (*end)(void *payload, const char *name);
} nc_sax_handler;

/* NCALLS_OK also when the handler stopped. */
ncalls_status nc_sax_parse(nc_input *input, const nc_sax_handler *handler, void *payload, ncalls_error *error);

#endif
