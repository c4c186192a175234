/* SPDX-License-Identifier: MIT */
#include "analyze/stdname.h"

#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

static void add_part(nc_stdname *out, const char *bytes, size_t size)
{
    out->part[out->count] = bytes;
    out->size[out->count++] = size;
}

void nc_stdname_init(nc_stdname *out, const char *file, size_t file_size, int32_t line, const char *name,
                     size_t name_size)
{
    out->count = 0;
    if (file_size != 1 || *file != '~' || line != 0) {
        size_t digits = nc_number_format_int(out->digits + 1, line);

        out->digits[0] = ':';
        out->digits[1 + digits] = '(';
        add_part(out, file, file_size);
        add_part(out, out->digits, digits + 2);
        add_part(out, name, name_size);
        add_part(out, ")", 1);
    } else if (name_size && name[0] == '<' && name[name_size - 1] == '>') {
        /* Trap: in Python "<" alone starts and ends well enough, "<"[1:-1] is
         * empty; but it does not end with ">". */
        add_part(out, "{", 1);
        add_part(out, name + 1, name_size - 2);
        add_part(out, "}", 1);
    } else {
        add_part(out, name, name_size);
    }
}

int nc_stdname_compare(const nc_stdname *a, const nc_stdname *b)
{
    size_t a_at = 0, b_at = 0;

    for (unsigned i = 0, j = 0;;) {
        size_t size;
        int order;

        while (i < a->count && a_at == a->size[i])
            i++, a_at = 0;
        while (j < b->count && b_at == b->size[j])
            j++, b_at = 0;
        if (i == a->count || j == b->count)
            return (i < a->count) - (j < b->count);
        size = a->size[i] - a_at < b->size[j] - b_at ? a->size[i] - a_at : b->size[j] - b_at;
        order = memcmp(a->part[i] + a_at, b->part[j] + b_at, size);
        if (order)
            return order;
        a_at += size;
        b_at += size;
    }
}

static size_t count_runes(const char *text, size_t size)
{
    size_t count = 0;

    for (size_t i = 0; i < size; count++) {
        unsigned char byte = (unsigned char)text[i];

        i += byte < 0x80 ? 1 : nc_utf8_next(text + i, size - i).size;
    }
    return count;
}

size_t nc_stdname_length(const nc_stdname *name)
{
    size_t length = 0;

    for (unsigned i = 0; i < name->count; i++)
        length += count_runes(name->part[i], name->size[i]);
    return length;
}

void nc_stdname_add(const nc_stdname *name, nc_text *text)
{
    for (unsigned i = 0; i < name->count; i++)
        nc_text_add(text, name->part[i], name->size[i]);
}
