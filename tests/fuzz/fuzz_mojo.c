/* SPDX-License-Identifier: MIT */
/* austin's MOJO, with and without a call tree. */
#include "forced.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    forced_read("mojo", 0, data, size);
    forced_read("mojo", NCALLS_KEEP_STACKS | NCALLS_KEEP_ORDER, data, size);
    return 0;
}
