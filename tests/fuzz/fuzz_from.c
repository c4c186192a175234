/* SPDX-License-Identifier: MIT */
/* Every reader on any bytes: --from believes what it is told. */
#include "forced.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (size_t i = 0; nc_readers_all[i]; i++)
        forced_read(nc_readers_all[i]->name, NCALLS_KEEP_STACKS | NCALLS_KEEP_ORDER, data, size);
    return 0;
}
