/* SPDX-License-Identifier: MIT */
#include "write/ansi.h"

#include <string.h>

#include "base/utf8.h"

/* Only what every terminal has, light or dark: weight, underline and the
 * terminal's own yellow. */
static const char *const codes[] = {
    [NC_ANSI_PLAIN] = "", [NC_ANSI_TITLE] = "1", [NC_ANSI_HEADING] = "1", [NC_ANSI_COLUMN] = "4",
    [NC_ANSI_KEY] = "1",  [NC_ANSI_QUIET] = "2", [NC_ANSI_BAR] = "33",    [NC_ANSI_WARNING] = "1;33",
};

static bool is_styled(const nc_ansi *t, nc_ansi_style style)
{
    return t->color && style != NC_ANSI_PLAIN;
}

static void begin_style(const nc_ansi *t, nc_ansi_style style)
{
    if (is_styled(t, style))
        nc_sink_add_format(t->sink, "\033[%sm", codes[style]);
}

static void end_style(const nc_ansi *t, nc_ansi_style style)
{
    if (is_styled(t, style))
        nc_sink_add_string(t->sink, "\033[0m");
}

void nc_ansi_put(const nc_ansi *t, nc_ansi_style style, const char *bytes, size_t size)
{
    if (!size)
        return;
    begin_style(t, style);
    nc_sink_add(t->sink, bytes, size);
    end_style(t, style);
}

void nc_ansi_pad(const nc_ansi *t, size_t cells)
{
    while (cells--)
        nc_sink_add_char(t->sink, ' ');
}

void nc_ansi_wrap(const nc_ansi *t, nc_ansi_style style, const char *text, size_t column, size_t indent)
{
    size_t size = strlen(text), at = column;
    bool first = true; /* of its line */

    begin_style(t, style);
    for (;;) {
        const char *space = memchr(text, ' ', size);
        size_t word = space ? (size_t)(space - text) : size, cells = nc_utf8_width(text, word);

        if (!first && at + 1 + cells > t->width) {
            end_style(t, style);
            nc_sink_add_char(t->sink, '\n');
            nc_ansi_pad(t, indent);
            begin_style(t, style);
            at = indent;
            first = true;
        }
        if (!first) {
            nc_sink_add_char(t->sink, ' ');
            at++;
        }
        nc_sink_add_escaped(t->sink, text, word);
        at += cells;
        first = false;
        if (!space)
            break;
        text += word + 1;
        size -= word + 1;
    }
    end_style(t, style);
    nc_sink_add_char(t->sink, '\n');
}
