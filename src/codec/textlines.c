/* SPDX-License-Identifier: MIT */
#include "codec/textlines.h"

#include <string.h>

#include "base/limit.h"

void nc_textlines_init(nc_textlines *lines, nc_input *input)
{
    memset(lines, 0, sizeof *lines);
    lines->input = input;
}

/* Where the line ends, which has no end in its first bytes: behind its last one, or NULL when the input failed. */
static const unsigned char *find_end(nc_textlines *lines, size_t searched)
{
    nc_input *in = lines->input;

    for (;;) {
        size_t left = nc_input_left(in);
        const unsigned char *end = left > searched ? memchr(in->p + searched, '\n', left - searched) : NULL;

        if (end)
            return end;
        if (left > NC_LIMIT_LINE) {
            lines->status = nc_fail(&lines->error, NCALLS_LIMIT, "line %llu has more than %zu bytes",
                                    (unsigned long long)lines->number + 1, NC_LIMIT_LINE);
            return NULL;
        }
        searched = left;
        if (!nc_input_fill(in, left + 1)) {
            if (in->status) {
                lines->status = in->status;
                lines->error = in->error;
                return NULL;
            }
            return in->end;
        }
    }
}

/* Behind an escape sequence whose ESC stands before `p`: "[1;36m", "]8;;file:///a.py" and its terminator, "c". */
static const char *skip_escape(const char *p, const char *end)
{
    if (p < end && *p == '[') {
        for (p++; p < end && !(*p >= '@' && *p <= '~'); p++)
            ;
    } else if (p < end && *p == ']') {
        for (p++; p < end && *p != '\a' && *p != '\x1b'; p++)
            ;
        p += p < end && *p == '\x1b'; /* and its backslash */
    }
    return p < end ? p + 1 : end;
}

/* In place: the window is the input's own memory, and nobody reads this line from it again. */
static void take_escapes_out(nc_textlines *lines)
{
    char *begin = (char *)lines->input->buffer + (lines->bytes - (const char *)lines->input->buffer), *to = begin;
    const char *p = begin, *end = begin + lines->size;

    while (p < end) {
        const char *escape = memchr(p, '\x1b', (size_t)(end - p));
        size_t size = (size_t)((escape ? escape : end) - p);

        memmove(to, p, size);
        to += size;
        p = escape ? skip_escape(escape + 1, end) : end;
    }
    lines->size = (size_t)(to - begin);
}

/* The line that begins where the input stands. */
static bool take(nc_textlines *lines, size_t searched)
{
    nc_input *in = lines->input;
    const unsigned char *end = find_end(lines, searched);

    if (!end)
        return false;
    lines->bytes = (const char *)in->p;
    lines->size = (size_t)(end - in->p);
    in->p = end + (end < in->end);
    if (lines->size && lines->bytes[lines->size - 1] == '\r')
        lines->size--;
    if (lines->is_printed && memchr(lines->bytes, '\x1b', lines->size))
        take_escapes_out(lines);
    lines->number++;
    return true;
}

static bool has_more(nc_textlines *lines)
{
    nc_input *in = lines->input;

    if (lines->status || nc_input_need(in, 1))
        return !lines->status;
    if (in->status) {
        lines->status = in->status;
        lines->error = in->error;
    }
    return false;
}

bool nc_textlines_next(nc_textlines *lines)
{
    return has_more(lines) && take(lines, 0);
}

bool nc_textlines_join(nc_textlines *lines)
{
    nc_input *in = lines->input;
    size_t before = (size_t)((const char *)in->p - lines->bytes);
    bool more;

    in->p = (const unsigned char *)lines->bytes; /* so that the input keeps it */
    more = nc_input_need(in, before + 1);
    lines->bytes = (const char *)in->p;
    if (more)
        return take(lines, before);
    in->p += before;
    return has_more(lines); /* false */
}
