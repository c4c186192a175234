/* SPDX-License-Identifier: MIT */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limit.h"

/* Large enough that system calls do not count, small enough for the cache. */
enum { BLOCK = 256 << 10 };

typedef struct file_source {
    nc_source source;
    int descriptor;
    bool owned;
} file_source;

static ncalls_status read_file(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    file_source *file = (file_source *)source;
    ssize_t n;

    do
        n = read(file->descriptor, out, room);
    while (n < 0 && errno == EINTR);
    *size = n > 0 ? (size_t)n : 0;
    if (n < 0)
        return nc_fail(error, NCALLS_IO, "cannot read: %s", strerror(errno));
    return NCALLS_OK;
}

static void free_file(nc_source *source)
{
    file_source *file = (file_source *)source;

    if (file->owned)
        close(file->descriptor);
    nc_alloc_free(file);
}

static bool rewind_file(nc_source *source)
{
    return lseek(((file_source *)source)->descriptor, 0, SEEK_SET) == 0;
}

/* O_NONBLOCK lets a FIFO without a writer open at once, to be refused; it
 * means nothing for the regular files that are left. */
static ncalls_status open_checked(const char *path, int *descriptor, uint64_t *expected, ncalls_error *error)
{
    struct stat info;

    *descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (*descriptor < 0)
        return nc_fail(error, NCALLS_IO, "cannot open: %s", strerror(errno));
    if (fstat(*descriptor, &info) != 0) {
        close(*descriptor);
        return nc_fail(error, NCALLS_IO, "cannot read: %s", strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        const char *what = S_ISDIR(info.st_mode)    ? "a directory"
                           : S_ISFIFO(info.st_mode) ? "a pipe (pass - to read standard input)"
                           : S_ISSOCK(info.st_mode) ? "a socket"
                                                    : "a device";

        close(*descriptor);
        return nc_fail(error, NCALLS_IO, "is %s, not a file", what);
    }
    *expected = (uint64_t)info.st_size;
    return NCALLS_OK;
}

/* /dev/fd/3, /proc/self/fd/3 and /dev/stdin are how shells pass <(command):
 * a pipe that has a writer by construction. */
static bool is_passed_descriptor(const char *path)
{
    return strcmp(path, "/dev/stdin") == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           strncmp(path, "/proc/self/fd/", 14) == 0;
}

ncalls_status nc_input_open_file(nc_source **out, const char *path, uint64_t *expected, ncalls_error *error)
{
    file_source *file;
    int descriptor = STDIN_FILENO;
    bool owned = strcmp(path, "-") != 0;
    uint64_t size = 0;

    *out = NULL;
    if (owned && is_passed_descriptor(path)) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return nc_fail(error, NCALLS_IO, "cannot open: %s", strerror(errno));
    } else if (owned) {
        ncalls_status status = open_checked(path, &descriptor, &size, error);

        if (status)
            return status;
    }
    if (expected)
        *expected = size;
    file = nc_alloc(sizeof *file);
    if (!file) {
        if (owned)
            close(descriptor);
        return nc_fail_memory(error);
    }
    /* Only what was opened here begins at byte 0 for sure. */
    *file = (file_source){{read_file, free_file, size ? rewind_file : NULL}, descriptor, owned};
    *out = &file->source;
    return NCALLS_OK;
}

typedef struct memory_source {
    nc_source source;
    const unsigned char *p;
    size_t left, size;
} memory_source;

static ncalls_status read_memory(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    memory_source *memory = (memory_source *)source;

    (void)error;
    *size = memory->left < room ? memory->left : room;
    if (*size)
        memcpy(out, memory->p, *size);
    memory->p += *size;
    memory->left -= *size;
    return NCALLS_OK;
}

static void free_memory(nc_source *source)
{
    nc_alloc_free(source);
}

static bool rewind_memory(nc_source *source)
{
    memory_source *memory = (memory_source *)source;

    memory->p -= memory->size - memory->left;
    memory->left = memory->size;
    return true;
}

nc_source *nc_input_open_memory(const void *bytes, size_t size)
{
    memory_source *memory = nc_alloc(sizeof *memory);

    if (!memory)
        return NULL;
    *memory = (memory_source){{read_memory, free_memory, rewind_memory}, bytes, size, size};
    return &memory->source;
}

bool nc_input_init(nc_input *input, nc_source *source)
{
    memset(input, 0, sizeof *input);
    input->source = source;
    input->buffer = nc_alloc(BLOCK);
    if (!input->buffer) {
        source->free(source);
        input->source = NULL;
        return false;
    }
    input->room = BLOCK;
    input->p = input->end = input->buffer;
    return true;
}

void nc_input_reset(nc_input *input)
{
    if (input->source)
        input->source->free(input->source);
    nc_alloc_free(input->buffer);
    memset(input, 0, sizeof *input);
}

static bool stop(nc_input *input, ncalls_status status)
{
    input->status = status;
    input->at_end = true;
    return false;
}

/* Moves what is left to the front and makes room for `need` bytes. */
static bool make_room(nc_input *input, size_t need)
{
    size_t left = nc_input_left(input), room = input->room;

    if (input->p != input->buffer) {
        memmove(input->buffer, input->p, left);
        input->base += (uint64_t)(input->p - input->buffer);
    }
    /* Room for a block more than is needed, so that a long stretch is read in
     * large pieces. */
    if (need > room - BLOCK / 2 || room - left < BLOCK / 2)
        if (!nc_alloc_grow(&input->buffer, &input->room, need + BLOCK / 2, 1)) {
            input->p = input->buffer;
            input->end = input->buffer + left;
            return stop(input, nc_fail_memory(&input->error));
        }
    input->p = input->buffer;
    input->end = input->buffer + left;
    return true;
}

bool nc_input_fill(nc_input *input, size_t need)
{
    if (input->at_end || !make_room(input, need))
        return nc_input_left(input) >= need;
    while (nc_input_left(input) < need) {
        unsigned char *to = input->buffer + nc_input_left(input);
        size_t size = 0;
        ncalls_status status =
            input->source->read(input->source, to, input->room - nc_input_left(input), &size, &input->error);

        if (status)
            return stop(input, status);
        if (!size) {
            input->at_end = true;
            return false;
        }
        input->end = to + size;
    }
    return true;
}

bool nc_input_rewind(nc_input *input)
{
    if (input->status || !input->source->rewind || !input->source->rewind(input->source))
        return false;
    input->p = input->end = input->buffer;
    input->base = 0;
    input->at_end = false;
    return true;
}

ncalls_status nc_input_fail_short(nc_input *input, const char *what, ncalls_error *error)
{
    if (input->status) {
        if (error)
            *error = input->error;
        return input->status;
    }
    return nc_fail(error, NCALLS_DAMAGED, "cut off at byte %llu: %s expected",
                   (unsigned long long)(input->base + (uint64_t)(input->end - input->buffer)), what);
}

/* Growth is by what has arrived, never by what a header claims. */
bool nc_input_fill_all(nc_input *input)
{
    while (!input->at_end)
        nc_input_fill(input, nc_input_left(input) + 1);
    return input->status == NCALLS_OK;
}
