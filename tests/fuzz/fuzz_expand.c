/* SPDX-License-Identifier: MIT */
/* Decompression of any bytes, the expanded ones thrown away. */
#include "codec/expand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A bomb expands a thousandfold; that it ends is for another test. */
enum { BYTES_MAX = 1 << 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned char out[1 << 16];
    nc_source *source = nc_input_open_memory(data, size);
    size_t sum = 0, got = 1;

    if (!source || nc_expand_source(&source, NULL) != NCALLS_OK)
        return 0;
    while (got && sum < BYTES_MAX && source->read(source, out, sizeof out, &got, NULL) == NCALLS_OK)
        sum += got;
    source->free(source);
    return 0;
}
