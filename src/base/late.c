/* SPDX-License-Identifier: MIT */
#include "base/late.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static ncalls_status load(nc_late *late, ncalls_error *error)
{
    /* Local: a copy of the library that the host program uses is its own business. */
    void *library = dlopen(late->soname, RTLD_NOW | RTLD_LOCAL);
    char *out = late->functions;

    if (!library) {
        const char *reason = dlerror();

        return nc_fail(error, NCALLS_IO, "%s cannot be loaded: %s", late->soname, reason ? reason : "no reason given");
    }
    for (size_t i = 0; i < late->count; i++) {
        void *address = dlsym(library, late->names[i]);

        if (!address)
            return nc_fail(error, NCALLS_IO, "%s has no function %s", late->soname, late->names[i]);
        /* ISO C has no cast from a data to a function pointer; POSIX says they look alike. */
        memcpy(out + i * sizeof address, &address, sizeof address);
    }
    late->loaded = true;
    return NCALLS_OK;
}

ncalls_status nc_late_load(nc_late *late, ncalls_error *error)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    ncalls_status status = NCALLS_OK;

    pthread_mutex_lock(&lock);
    if (!late->loaded)
        status = load(late, error);
    pthread_mutex_unlock(&lock);
    return status;
}
