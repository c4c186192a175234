/* SPDX-License-Identifier: MIT */
#include "rules/place.h"

#include <string.h>

#include "base/glob.h"

/* Where "views.py:14" ends without its line. */
static size_t without_line(const char *file, size_t size)
{
    size_t at = size;

    while (at && file[at - 1] >= '0' && file[at - 1] <= '9')
        at--;
    return at && at < size && file[at - 1] == ':' ? at - 1 : size;
}

void nc_place_add(nc_text *out, const char *text, size_t size)
{
    const char *bracket = memchr(text, '(', size);
    bool braced = size > 2 && ((text[0] == '{' && text[size - 1] == '}') || (text[0] == '<' && text[size - 1] == '>'));

    if (braced) {
        nc_text_add_string(out, "*(<");
        nc_text_add(out, text + 1, size - 2);
        nc_text_add_string(out, ">)");
    } else if (bracket) {
        nc_text_add(out, text, without_line(text, (size_t)(bracket - text)));
        nc_text_add(out, bracket, size - (size_t)(bracket - text));
    } else {
        nc_text_add_string(out, "*(");
        nc_text_add(out, text, size);
        nc_text_add_char(out, ')');
    }
}

bool nc_place_fits(const char *pattern, const ncalls_profile *p, nc_func f, nc_text *scratch)
{
    nc_str path = nc_profile_path(p, f), name = p->functions.name[f.at];

    nc_text_clear(scratch);
    nc_text_add(scratch, nc_profile_text(p, path), nc_profile_size(p, path));
    nc_text_add_char(scratch, '(');
    nc_text_add(scratch, nc_profile_text(p, name), nc_profile_size(p, name));
    nc_text_add_char(scratch, ')');
    return !nc_text_failed(scratch) &&
           nc_glob_ends_path(pattern, strlen(pattern), scratch->bytes, scratch->size);
}
