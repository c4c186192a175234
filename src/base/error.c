/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* A path may take this much of a message; its tail says more than its head. */
enum { PATH_ROOM = 120 };

static void set_message(ncalls_error *error, const char *text, size_t size)
{
    size_t used = nc_utf8_escape(error->message, sizeof error->message - 4, text, size);

    if (used < nc_utf8_escaped_size(text, size))
        memcpy(error->message + used, "...", 4);
}

ncalls_status nc_fail(ncalls_error *error, ncalls_status status, const char *format, ...)
{
    char text[4 * NCALLS_MESSAGE_SIZE];
    va_list args;

    if (!error)
        return status;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    error->status = status;
    set_message(error, text, strlen(text));
    return status;
}

ncalls_status nc_fail_memory(ncalls_error *error)
{
    return nc_fail(error, NCALLS_MEMORY, "out of memory");
}

ncalls_status nc_fail_in(ncalls_error *error, const char *path)
{
    char reason[NCALLS_MESSAGE_SIZE];
    char shown[4 * PATH_ROOM + 1];
    size_t size, used, room;

    if (!error)
        return NCALLS_DAMAGED;
    memcpy(reason, error->message, sizeof reason);
    size = strlen(path);
    used = nc_utf8_escape(shown, PATH_ROOM, path, size);
    if (used < nc_utf8_escaped_size(path, size)) {
        const char *tail = path + size - (size < PATH_ROOM / 4 ? size : PATH_ROOM / 4);

        memcpy(shown, "...", 3);
        used = 3 + nc_utf8_escape(shown + 3, PATH_ROOM, tail, strlen(tail));
    }
    memcpy(error->message, shown, used);
    memcpy(error->message + used, ": ", 2);
    room = strnlen(reason, sizeof error->message - used - 3);
    while (room && ((unsigned char)reason[room] & 0xc0) == 0x80) /* not within a character */
        room--;
    memcpy(error->message + used + 2, reason, room);
    error->message[used + 2 + room] = '\0';
    return error->status;
}
