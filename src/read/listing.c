/* SPDX-License-Identifier: MIT */
#include "read/listing.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"

bool nc_listing_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *join(const char *folder, const char *name)
{
    size_t folder_size = strlen(folder), name_size = strlen(name);
    char *path = nc_alloc(folder_size + name_size + 2);

    if (path) {
        memcpy(path, folder, folder_size);
        path[folder_size] = '/';
        memcpy(path + folder_size + 1, name, name_size + 1);
    }
    return path;
}

ncalls_status nc_listing_make(const char *folder, char ***out, size_t *count, ncalls_error *error)
{
    DIR *stream = opendir(folder);
    struct dirent *entry;
    size_t room = 0;
    bool fine = true;

    *out = NULL;
    *count = 0;
    if (!stream)
        return nc_fail(error, NCALLS_IO, "cannot open the directory");
    while (fine && (entry = readdir(stream))) {
        struct stat info;
        char *path;

        if (entry->d_name[0] == '.')
            continue;
        path = join(folder, entry->d_name);
        fine = path && nc_alloc_grow(out, &room, *count + 1, sizeof **out);
        if (fine && stat(path, &info) == 0 && S_ISREG(info.st_mode))
            (*out)[(*count)++] = path;
        else
            nc_alloc_free(path);
    }
    closedir(stream);
    if (!fine)
        return nc_fail_memory(error);
    if (*count)
        qsort(*out, *count, sizeof **out, compare_names);
    return NCALLS_OK;
}
