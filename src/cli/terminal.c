/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST = 100000 };

unsigned nc_terminal_width(int descriptor)
{
    struct winsize size;

    return isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

unsigned nc_terminal_columns(void)
{
    const char *text = getenv("COLUMNS");
    unsigned columns = 0;

    for (; text && *text >= '0' && *text <= '9' && columns <= WIDEST; text++)
        columns = columns * 10 + (unsigned)(*text - '0');
    return text && !*text && columns <= WIDEST ? columns : 0;
}

bool nc_terminal_is_smart(int descriptor)
{
    const char *term = getenv("TERM");

    return isatty(descriptor) && term && *term && strcmp(term, "dumb") != 0;
}

/* https://no-color.org: set and not empty. */
bool nc_terminal_wants_color(int descriptor)
{
    const char *no_color = getenv("NO_COLOR");

    return !(no_color && *no_color) && nc_terminal_is_smart(descriptor);
}
