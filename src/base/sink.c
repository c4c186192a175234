/* SPDX-License-Identifier: MIT */
#include "base/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

enum { BUFFER_SIZE = 64 << 10, OPEN_FILES = 32 };

struct nc_sink {
    int descriptor;  /* -1: memory */
    bool owned;      /* close it ourselves */
    int error;       /* the first errno, 0 = none */
    nc_text *text;   /* memory's target */
    char *path;      /* final name, NULL when written in place */
    char *temporary; /* NULL when written in place */
    int slot;        /* in `temporaries`, -1 = none */
    size_t used;
    char buffer[BUFFER_SIZE];
};

/* What a signal handler must unlink. Fixed storage: a handler may not walk a
 * list that is being changed. */
static const char *volatile temporaries[OPEN_FILES];

void nc_sink_remove_temporaries(void)
{
    for (int i = 0; i < OPEN_FILES; i++) {
        const char *path = temporaries[i];

        if (path)
            unlink(path);
    }
}

static void flush(nc_sink *sink)
{
    size_t done = 0;

    if (sink->text)
        nc_text_add(sink->text, sink->buffer, sink->used);
    else
        while (done < sink->used && !sink->error) {
            ssize_t n = write(sink->descriptor, sink->buffer + done, sink->used - done);

            if (n > 0)
                done += (size_t)n;
            else if (n == 0)
                sink->error = EIO;
            else if (errno != EINTR)
                sink->error = errno;
        }
    sink->used = 0;
}

static nc_sink *new_sink(int descriptor)
{
    nc_sink *sink = nc_alloc(sizeof *sink);

    if (!sink)
        return NULL;
    sink->descriptor = descriptor;
    sink->owned = false;
    sink->error = 0;
    sink->text = NULL;
    sink->path = sink->temporary = NULL;
    sink->slot = -1;
    sink->used = 0;
    return sink;
}

nc_sink *nc_sink_open_descriptor(int descriptor)
{
    return new_sink(descriptor);
}

nc_sink *nc_sink_open_text(nc_text *text)
{
    nc_sink *sink = new_sink(-1);

    if (sink)
        sink->text = text;
    return sink;
}

static void free_sink(nc_sink *sink)
{
    if (sink->slot >= 0)
        temporaries[sink->slot] = NULL;
    nc_alloc_free(sink->path);
    nc_alloc_free(sink->temporary);
    nc_alloc_free(sink);
}

static void register_temporary(nc_sink *sink)
{
    for (int i = 0; i < OPEN_FILES; i++)
        if (!temporaries[i]) {
            temporaries[i] = sink->temporary;
            sink->slot = i;
            return;
        }
}

/* A name of its own in the same folder, so that rename cannot cross a file
 * system. O_EXCL: a link planted under that name is not followed. */
static bool create_temporary(nc_sink *sink, const char *path, mode_t mode)
{
    size_t room = strlen(path) + 32;

    sink->temporary = nc_alloc(room);
    if (!sink->temporary) {
        errno = ENOMEM;
        return false;
    }
    for (int attempt = 0; attempt < 100; attempt++) {
        snprintf(sink->temporary, room, "%s.%ld-%d.tmp", path, (long)getpid(), attempt);
        sink->descriptor = open(sink->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (sink->descriptor >= 0 || errno != EEXIST)
            break;
    }
    return sink->descriptor >= 0;
}

/* A signal must not come between a file and its row in `temporaries`. */
static bool begin_temporary(nc_sink *sink)
{
    sigset_t all, before;
    bool fine;
    int reason;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    fine = create_temporary(sink, sink->path, 0666);
    reason = errno;
    if (fine)
        register_temporary(sink);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return fine;
}

/* A link is written through: the file it points to is replaced, not the link. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = nc_alloc_text(real ? real : path, strlen(real ? real : path));

    free(real);
    return copy;
}

static bool open_target(nc_sink *sink, const char *path)
{
    struct stat info;
    bool exists = stat(path, &info) == 0;

    sink->owned = true;
    if (exists && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (exists && !S_ISREG(info.st_mode)) {
        sink->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        return sink->descriptor >= 0;
    }
    sink->path = resolve(path);
    if (!sink->path) {
        errno = ENOMEM;
        return false;
    }
    if (!begin_temporary(sink))
        return false;
    if (exists && fchmod(sink->descriptor, info.st_mode & 07777) != 0)
        sink->error = errno;
    return true;
}

ncalls_status nc_sink_open_file(nc_sink **out, const char *path, ncalls_error *error)
{
    nc_sink *sink = new_sink(-1);
    int reason;

    *out = NULL;
    if (!sink)
        return nc_fail_memory(error);
    if (open_target(sink, path)) {
        *out = sink;
        return NCALLS_OK;
    }
    reason = errno;
    free_sink(sink);
    return nc_fail(error, NCALLS_IO, "cannot write: %s", strerror(reason));
}

void nc_sink_add(nc_sink *sink, const char *bytes, size_t size)
{
    while (size && !sink->error) {
        size_t part = BUFFER_SIZE - sink->used;

        if (part > size)
            part = size;
        memcpy(sink->buffer + sink->used, bytes, part);
        sink->used += part;
        bytes += part;
        size -= part;
        if (sink->used == BUFFER_SIZE)
            flush(sink);
    }
}

void nc_sink_add_string(nc_sink *sink, const char *string)
{
    nc_sink_add(sink, string, strlen(string));
}

void nc_sink_add_char(nc_sink *sink, char c)
{
    if (sink->used < BUFFER_SIZE - 1)
        sink->buffer[sink->used++] = c;
    else
        nc_sink_add(sink, &c, 1);
}

void nc_sink_add_format(nc_sink *sink, const char *format, ...)
{
    char line[1024];
    va_list args;
    int size;

    va_start(args, format);
    size = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (size < 0)
        return;
    if ((size_t)size < sizeof line) {
        nc_sink_add(sink, line, (size_t)size);
        return;
    }
    char *longer = nc_alloc((size_t)size + 1);

    if (!longer) {
        sink->error = ENOMEM;
        return;
    }
    va_start(args, format);
    vsnprintf(longer, (size_t)size + 1, format, args);
    va_end(args);
    nc_sink_add(sink, longer, (size_t)size);
    nc_alloc_free(longer);
}

void nc_sink_add_int(nc_sink *sink, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        digits[--at] = '-';
    nc_sink_add(sink, digits + at, sizeof digits - at);
}

void nc_sink_add_escaped(nc_sink *sink, const char *bytes, size_t size)
{
    nc_text text;

    nc_text_init(&text);
    nc_text_add_escaped(&text, bytes, size);
    if (nc_text_failed(&text))
        sink->error = ENOMEM;
    nc_sink_add(sink, text.bytes, text.size);
    nc_text_reset(&text);
}

bool nc_sink_failed(const nc_sink *sink)
{
    return sink->error != 0;
}

static void finish_file(nc_sink *sink)
{
    /* fsync before rename: after a crash the name must not point to holes.
     * Some file systems do not know fsync; that is no failure. */
    if (!sink->error && sink->temporary && fsync(sink->descriptor) != 0 && errno != EINVAL && errno != ENOSYS)
        sink->error = errno;
    if (close(sink->descriptor) != 0 && !sink->error)
        sink->error = errno;
    if (!sink->error && sink->temporary && rename(sink->temporary, sink->path) != 0)
        sink->error = errno;
    if (sink->error && sink->temporary)
        unlink(sink->temporary);
}

ncalls_status nc_sink_close(nc_sink *sink, ncalls_error *error)
{
    int reason;
    bool memory_failed;

    flush(sink);
    if (sink->owned)
        finish_file(sink);
    memory_failed = sink->text && nc_text_failed(sink->text);
    reason = sink->error;
    free_sink(sink);
    if (memory_failed || reason == ENOMEM)
        return nc_fail_memory(error);
    if (reason == EPIPE)
        return nc_fail(error, NCALLS_CLOSED, "the reader of the output went away");
    if (reason)
        return nc_fail(error, NCALLS_IO, "cannot write: %s", strerror(reason));
    return NCALLS_OK;
}

void nc_sink_abandon(nc_sink *sink)
{
    if (!sink)
        return;
    if (sink->owned)
        close(sink->descriptor);
    if (sink->temporary)
        unlink(sink->temporary);
    free_sink(sink);
}
