/* SPDX-License-Identifier: MIT */
/*
 * Text that is not plain UTF-8: a byte order mark, or UTF-16 as PowerShell's
 * redirection writes it.
 */
#ifndef NC_ENCODING_H
#define NC_ENCODING_H

#include "base/input.h"

/*
 * Looks at the window's first bytes. A UTF-8 mark is stepped over. UTF-16 of
 * either order is turned into UTF-8 from here on (lone surrogates are kept, as
 * three bytes); offsets then count those bytes. Anything else stays untouched.
 */
ncalls_status nc_encoding_normalise(nc_input *input, ncalls_error *error);

#endif
