/* SPDX-License-Identifier: MIT */
/*
 * Protocol buffers' wire format: fields one after the other, each a number, a
 * type and a value (protobuf.dev, "Encoding"). Knows bytes, no messages.
 */
#ifndef NC_PROTOBUF_H
#define NC_PROTOBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nc_protobuf {
    const unsigned char *p, *end;
} nc_protobuf;

typedef enum nc_protobuf_type {
    NC_PROTOBUF_VARINT = 0,
    NC_PROTOBUF_FIXED64 = 1,
    NC_PROTOBUF_BYTES = 2, /* text, a message or packed numbers */
    NC_PROTOBUF_FIXED32 = 5,
} nc_protobuf_type;

typedef struct nc_protobuf_field {
    uint32_t number;
    nc_protobuf_type type;
    uint64_t value;     /* of the numbers */
    nc_protobuf bytes;  /* of NC_PROTOBUF_BYTES */
} nc_protobuf_field;

/* The next field; false at the end, or when the rest is none: then p != end. */
bool nc_protobuf_next(nc_protobuf *message, nc_protobuf_field *field);

/* One number; false at the end or when it is none (then p != end). */
bool nc_protobuf_varint(nc_protobuf *bytes, uint64_t *out);

#endif
