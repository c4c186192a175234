/* SPDX-License-Identifier: MIT */
/* profiling.sampling's binary files, with and without a call tree. */
#include "forced.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    forced_read("tachyon", 0, data, size);
    forced_read("tachyon", NCALLS_KEEP_STACKS | NCALLS_KEEP_ORDER, data, size);
    return 0;
}
