/* SPDX-License-Identifier: MIT */
/*
 * All readers through detection: any bytes end in a profile that keeps its
 * invariants, or in a status with one printable line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/check.h"
#include "ncalls/ncalls.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void demand_sentence(ncalls_status status, const ncalls_error *error)
{
    size_t size = strlen(error->message);

    demand(error->status == status, "the status that is returned is the error's");
    demand(strncmp(error->message, "fuzz: ", 6) == 0 && size > 6, "the message begins with the path and goes on");
    demand(nc_utf8_valid(error->message, size), "the message is UTF-8");
    for (size_t i = 0; i < size; i++)
        demand((unsigned char)error->message[i] >= ' ' && error->message[i] != 0x7f, "the message is one line");
}

static void read_once(const uint8_t *data, size_t size, unsigned keep)
{
    ncalls_read_options options = {.keep = keep};
    ncalls_profile *profile = NULL;
    ncalls_error error = {.status = NCALLS_OK};
    ncalls_status status = ncalls_profile_parse(&profile, data, size, "fuzz", &options, &error);

    if (status == NCALLS_OK) {
        status = nc_check_profile(profile, &error);
        demand(status == NCALLS_OK, error.message);
    } else {
        demand(!profile, "a failure leaves no profile");
        demand_sentence(status, &error);
    }
    ncalls_profile_free(profile);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_once(data, size, 0);
    read_once(data, size, NCALLS_KEEP_VERBATIM);
    return 0;
}
