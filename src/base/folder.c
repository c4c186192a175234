/* SPDX-License-Identifier: MIT */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

ncalls_status nc_folder_open(nc_folder *out, const char *path, ncalls_error *error)
{
    char resolved[PATH_MAX];

    *out = (nc_folder){-1, NULL};
    if (!realpath(path, resolved))
        return nc_fail(error, NCALLS_IO, "%s: %s", path, strerror(errno));
    out->descriptor = open(resolved, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->descriptor < 0)
        return nc_fail(error, NCALLS_IO, "%s: %s", path, strerror(errno));
    out->path = nc_alloc_text(resolved, strlen(resolved));
    return out->path ? NCALLS_OK : nc_fail_memory(error);
}

void nc_folder_close(nc_folder *folder)
{
    if (folder->descriptor >= 0)
        close(folder->descriptor);
    nc_alloc_free(folder->path);
    *folder = (nc_folder){-1, NULL};
}

/* The rest of a resolved path behind the folder, or NULL: it is outside. */
static const char *within(const nc_folder *folder, const char *resolved)
{
    size_t size = strlen(folder->path);

    if (strncmp(resolved, folder->path, size) != 0)
        return NULL;
    if (size == 1) /* the root itself */
        return resolved + 1;
    return resolved[size] == '/' ? resolved + size + 1 : NULL;
}

/* Follows no link: a path that was resolved has none, so that one which is met has
 * just been put there. */
static int open_within(int folder, char *rest)
{
    int at = dup(folder);

    for (char *slash; at >= 0 && (slash = strchr(rest, '/')); rest = slash + 1) {
        int next;

        *slash = '\0';
        next = openat(at, rest, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        close(at);
        at = next;
    }
    if (at >= 0) {
        int next = openat(at, rest, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);

        close(at);
        at = next;
    }
    return at;
}

static bool is_regular(const char *resolved)
{
    struct stat info;

    return lstat(resolved, &info) == 0 && S_ISREG(info.st_mode);
}

static ncalls_status read_all(int descriptor, size_t most, nc_text *out, ncalls_error *error)
{
    size_t before = out->size;
    char block[16 << 10];
    struct stat info;
    ssize_t n;

    if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode))
        return nc_fail(error, NCALLS_IO, "is not a file");
    do {
        n = read(descriptor, block, sizeof block);
        if (n > 0)
            nc_text_add(out, block, (size_t)n);
        if (out->size - before > most)
            return nc_fail(error, NCALLS_LIMIT, "is larger than %zu bytes", most);
    } while (n > 0 || (n < 0 && errno == EINTR));
    if (n < 0)
        return nc_fail(error, NCALLS_IO, "cannot read: %s", strerror(errno));
    return nc_text_failed(out) ? nc_fail_memory(error) : NCALLS_OK;
}

static ncalls_status resolve(const nc_folder *folder, const char *name, char resolved[PATH_MAX], ncalls_error *error)
{
    nc_text path;
    ncalls_status status;

    nc_text_init(&path);
    if (*name != '/')
        nc_text_add_format(&path, "%s/", folder->path);
    nc_text_add_string(&path, name);
    status = nc_text_failed(&path) ? nc_fail_memory(error) : NCALLS_OK;
    if (!status && !realpath(path.bytes, resolved))
        status = nc_fail(error, NCALLS_UNKNOWN, "cannot open: %s", strerror(errno));
    nc_text_reset(&path);
    return status;
}

ncalls_status nc_folder_read(const nc_folder *folder, const char *name, size_t most, nc_text *out,
                             ncalls_error *error)
{
    char resolved[PATH_MAX];
    const char *rest;
    int descriptor;
    ncalls_status status = resolve(folder, name, resolved, error);

    if (status)
        return status;
    rest = within(folder, resolved);
    if (!rest)
        return nc_fail(error, NCALLS_IO, "lies outside of %s", folder->path);
    if (!is_regular(resolved)) /* opening a device may do something */
        return nc_fail(error, NCALLS_IO, "is not a file");
    descriptor = open_within(folder->descriptor, resolved + (rest - resolved));
    if (descriptor < 0)
        return nc_fail(error, NCALLS_IO, "cannot open: %s", strerror(errno));
    status = read_all(descriptor, most, out, error);
    close(descriptor);
    return status;
}
