/* SPDX-License-Identifier: MIT */
#include "codec/protobuf.h"

bool nc_protobuf_varint(nc_protobuf *b, uint64_t *out)
{
    const unsigned char *p = b->p;
    uint64_t value = 0;

    for (unsigned shift = 0; p < b->end && shift < 70; shift += 7) {
        unsigned char byte = *p++;

        if (shift < 64)
            value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *out = value;
            b->p = p;
            return true;
        }
    }
    return false;
}

static bool take_fixed(nc_protobuf *b, size_t size, uint64_t *out)
{
    uint64_t value = 0;

    if ((size_t)(b->end - b->p) < size)
        return false;
    for (size_t i = 0; i < size; i++)
        value |= (uint64_t)b->p[i] << (8 * i);
    b->p += size;
    *out = value;
    return true;
}

static bool take_value(nc_protobuf *b, nc_protobuf_field *field)
{
    uint64_t size;

    switch (field->type) {
    case NC_PROTOBUF_VARINT: return nc_protobuf_varint(b, &field->value);
    case NC_PROTOBUF_FIXED64: return take_fixed(b, 8, &field->value);
    case NC_PROTOBUF_FIXED32: return take_fixed(b, 4, &field->value);
    case NC_PROTOBUF_BYTES:
        if (!nc_protobuf_varint(b, &size) || size > (uint64_t)(b->end - b->p))
            return false;
        field->bytes = (nc_protobuf){b->p, b->p + size};
        b->p += size;
        return true;
    default: return false; /* groups, long out of use */
    }
}

bool nc_protobuf_next(nc_protobuf *message, nc_protobuf_field *field)
{
    nc_protobuf rest = *message;
    uint64_t tag;

    if (rest.p == rest.end || !nc_protobuf_varint(&rest, &tag) || tag >> 3 == 0 || tag >> 3 > 536870911)
        return false;
    field->number = (uint32_t)(tag >> 3);
    field->type = (nc_protobuf_type)(tag & 7);
    if (!take_value(&rest, field))
        return false;
    message->p = rest.p;
    return true;
}
