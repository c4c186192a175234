/* SPDX-License-Identifier: MIT */
/* The marshal decoder without a reader: walks every token of any bytes. */
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

/* References let few bytes stand for many tokens. */
enum { TOKENS_MAX = 100000 };

static void walk(nc_marshal *marshal)
{
    nc_marshal_value value;
    char text[40];

    for (int i = 0; i < TOKENS_MAX && nc_marshal_next(marshal, &value, "anything"); i++) {
        nc_marshal_describe(&value, text);
        if (value.type == NC_MARSHAL_TEXT && !value.is_interned)
            intern(NULL, value.bytes, value.size);
        if (value.type == NC_MARSHAL_TUPLE || value.type == NC_MARSHAL_DICT)
            nc_marshal_bind(marshal, &value, (uint32_t)i + 1);
        if (value.type == NC_MARSHAL_CODE) {
            nc_marshal_code code;

            if (!nc_marshal_skip_code(marshal, &code))
                return;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nc_source *source = nc_input_open_memory(data, size);
    nc_input input;
    nc_marshal marshal;

    if (!source || !nc_input_init(&input, source))
        return 0;
    nc_marshal_init(&marshal, &input, intern, NULL);
    walk(&marshal);
    nc_marshal_reset(&marshal);
    nc_input_reset(&input);
    return 0;
}
