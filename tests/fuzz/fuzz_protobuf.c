/* SPDX-License-Identifier: MIT */
/* The protobuf decoder without a reader: messages within messages, as far as
 * their bytes are some, and packed numbers. */
#include <stdio.h>
#include <stdlib.h>

#include "codec/protobuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH_MAX = 8 };

static void demand(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void walk(nc_protobuf message, unsigned depth)
{
    const unsigned char *begin = message.p, *before = message.p;
    nc_protobuf_field field;
    uint64_t number;

    while (nc_protobuf_next(&message, &field)) {
        demand(message.p > before && message.p <= message.end, "a field takes bytes that there are");
        before = message.p;
        if (field.type != NC_PROTOBUF_BYTES)
            continue;
        demand(field.bytes.p >= begin && field.bytes.p <= field.bytes.end && field.bytes.end <= message.end,
               "its bytes lie within the message");
        if (depth < DEPTH_MAX)
            walk(field.bytes, depth + 1);
        while (nc_protobuf_varint(&field.bytes, &number))
            ;
    }
    demand(message.p <= message.end, "what is no field is not passed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    walk((nc_protobuf){data, data + size}, 0);
    return 0;
}
