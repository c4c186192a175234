/* SPDX-License-Identifier: MIT */
/*
 * Files beneath a folder, and none outside of it, whatever their names say: "..",
 * an absolute path or a symbolic link may lead about within the folder, but not out
 * of it. Pipes, devices and sockets are never opened.
 */
#ifndef NC_FOLDER_H
#define NC_FOLDER_H

#include "base/text.h"

typedef struct nc_folder {
    int descriptor; /* -1: none */
    char *path;     /* without links, ".." and a separator at its end */
} nc_folder;

/* Close it in any case. */
ncalls_status nc_folder_open(nc_folder *out, const char *path, ncalls_error *error);
void nc_folder_close(nc_folder *folder);

/* Appends all of a regular file. `name` is a path from the folder on, or an absolute
 * one. NCALLS_UNKNOWN: there is none; NCALLS_IO: it is none to be read, or outside;
 * NCALLS_LIMIT: it has more than `most` bytes. */
ncalls_status nc_folder_read(const nc_folder *folder, const char *name, size_t most, nc_text *out,
                             ncalls_error *error);

#endif
