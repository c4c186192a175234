/* SPDX-License-Identifier: MIT */
/* One reader on any bytes, whatever detection would say of them. */
#ifndef FORCED_H
#define FORCED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/check.h"
#include "ncalls/ncalls.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void forced_demand(bool holds, const char *reader, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s: %s\n", reader, what);
    abort();
}

static inline void forced_read(const char *reader, unsigned keep, const uint8_t *data, size_t size)
{
    ncalls_read_options options = {.from = reader, .keep = keep};
    ncalls_profile *profile = NULL;
    ncalls_error error = {.status = NCALLS_OK};
    ncalls_status status = ncalls_profile_parse(&profile, data, size, "fuzz", &options, &error);

    if (status == NCALLS_OK)
        forced_demand(nc_check_profile(profile, &error) == NCALLS_OK, reader, error.message);
    else
        forced_demand(!profile && error.status == status && strlen(error.message) > 6, reader,
                      "a failure has a sentence");
    ncalls_profile_free(profile);
}

#endif
