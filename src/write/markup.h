/* SPDX-License-Identifier: MIT */
/*
 * Text of others inside HTML and XML, in elements as in quoted attributes.
 *
 * By hand and not by libxml2, whose choice of what to escape differs between
 * versions and would let control and bidi characters through: those become
 * visible escapes (base/utf8.h), so that any bytes make valid UTF-8 and
 * well-formed XML.
 */
#ifndef NC_MARKUP_H
#define NC_MARKUP_H

#include "base/text.h"

void nc_markup_escape(nc_text *out, const char *bytes, size_t size);

#endif
