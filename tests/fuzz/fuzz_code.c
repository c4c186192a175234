/* SPDX-License-Identifier: MIT */
/* Code objects, whose layout nothing tells: the bytes are the inside of one, behind
 * its 'c', and what it is passed over as lies within them. */
#include <stdlib.h>
#include <string.h>

#include "codec/marshal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t intern(void *payload, const char *bytes, size_t size)
{
    uint32_t sum = 1;

    (void)payload;
    for (size_t i = 0; i < size; i++) /* touches every byte, for ASan */
        sum += (unsigned char)bytes[i];
    return sum | 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char *bytes = malloc(size + 1);
    nc_source *source;
    nc_marshal_value value;
    nc_marshal_code code;
    nc_marshal marshal;
    nc_input input;

    if (!bytes)
        return 0;
    bytes[0] = 'c';
    memcpy(bytes + 1, data, size);
    source = nc_input_open_memory(bytes, size + 1);
    if (source && nc_input_init(&input, source)) {
        nc_marshal_init(&marshal, &input, intern, NULL);
        if (nc_marshal_next(&marshal, &value, "code") && nc_marshal_skip_code(&marshal, &code) &&
            nc_input_offset(&input) > size + 1)
            abort();
        nc_marshal_reset(&marshal);
        nc_input_reset(&input);
    }
    free(bytes);
    return 0;
}
