/* SPDX-License-Identifier: MIT */
#include "cli/overlap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/message.h"

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* The folder that `path` lies in, newly allocated; NULL: no memory. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t size = slash ? (size_t)(slash - path) : 1;

    if (!slash)
        return strdup(".");
    return strndup(path, size ? size : 1);
}

static bool has_suffix(const char *path, const char *suffix)
{
    size_t path_size = strlen(path), size = suffix ? strlen(suffix) : 0;

    return size && path_size > size && strcasecmp(path + path_size - size, suffix) == 0;
}

/* `output` is an existing regular file at `path`. A folder of profiles may hold
 * the report of last time, but what is not called like one may be a profile. */
static bool check_input(const char *path, const char *suffix, const struct stat *output, const struct stat *folder,
                        const char *input)
{
    struct stat info;

    if ((strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &info) : stat(input, &info)) != 0)
        return true; /* reading says it better */
    if (is_same(&info, output))
        nc_message_say(path, "is also an input, and would be overwritten");
    else if (is_same(&info, folder) && !has_suffix(path, suffix))
        nc_message_say(path, "lies in a directory that is read, and would be overwritten");
    else
        return true;
    return false;
}

static bool check_inputs(const char *path, const char *suffix, const struct stat *folder, nc_words inputs)
{
    struct stat output;

    if (stat(path, &output) != 0 || !S_ISREG(output.st_mode))
        return true;
    for (size_t i = 0; i < inputs.count; i++)
        if (!check_input(path, suffix, &output, folder, inputs.items[i]))
            return false;
    return true;
}

bool nc_overlap_check(const char *path, const char *suffix, nc_words inputs)
{
    char *folder = folder_of(path);
    struct stat info;
    bool fine;

    if (!folder) {
        nc_message_say(path, "out of memory");
        return false;
    }
    if (stat(folder, &info) != 0) {
        nc_message_say(path, "cannot write: %s", strerror(errno));
        fine = false;
    } else {
        fine = check_inputs(path, suffix, &info, inputs);
    }
    free(folder);
    return fine;
}
