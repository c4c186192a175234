/* SPDX-License-Identifier: MIT */
#include "codec/encoding.h"

#include <string.h>

#include "base/alloc.h"

enum { PIECE = 32 << 10 };

typedef struct utf16_source {
    nc_source source;
    nc_source *inner;
    bool big_endian;
    unsigned char piece[PIECE];
    size_t at, size;
    uint32_t high; /* a high surrogate that waits for its low one, 0 = none */
} utf16_source;

static size_t put_utf8(unsigned char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (unsigned char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (unsigned char)(0xc0 | code >> 6);
        out[1] = (unsigned char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (unsigned char)(0xe0 | code >> 12);
        out[1] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (unsigned char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (unsigned char)(0xf0 | code >> 18);
    out[1] = (unsigned char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (unsigned char)(0x80 | (code & 0x3f));
    return 4;
}

/* One unit of two bytes; at most 6 bytes of output. */
static size_t put_unit(utf16_source *s, unsigned char *out, uint32_t unit)
{
    size_t used = 0;

    if (s->high && unit >= 0xdc00 && unit <= 0xdfff) {
        unit = 0x10000 + ((s->high - 0xd800) << 10) + (unit - 0xdc00);
        s->high = 0;
        return put_utf8(out, unit);
    }
    if (s->high) {
        used = put_utf8(out, s->high);
        s->high = 0;
    }
    if (unit >= 0xd800 && unit <= 0xdbff) {
        s->high = unit;
        return used;
    }
    return used + put_utf8(out + used, unit);
}

static ncalls_status refill(utf16_source *s, bool *ended, ncalls_error *error)
{
    size_t left = s->size - s->at, more = 0;
    ncalls_status status;

    memmove(s->piece, s->piece + s->at, left);
    status = s->inner->read(s->inner, s->piece + left, PIECE - left, &more, error);
    s->at = 0;
    s->size = left + more;
    *ended = !more;
    return status;
}

static ncalls_status read_utf16(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    utf16_source *s = (utf16_source *)source;
    bool ended = false;

    *size = 0;
    while (!*size) {
        if (s->size - s->at < 2) {
            ncalls_status status = refill(s, &ended, error);

            if (status)
                return status;
        }
        while (s->size - s->at >= 2 && room - *size >= 8) {
            const unsigned char *p = s->piece + s->at;

            *size += put_unit(s, out + *size, s->big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0]);
            s->at += 2;
        }
        if (ended && s->size - s->at < 2)
            break;
    }
    if (ended && s->size > s->at)
        return nc_fail(error, NCALLS_DAMAGED, "UTF-16 text that ends with half a character");
    if (ended && s->high && room - *size >= 3) {
        *size += put_utf8(out + *size, s->high);
        s->high = 0;
    }
    return NCALLS_OK;
}

static void free_utf16(nc_source *source)
{
    utf16_source *s = (utf16_source *)source;

    s->inner->free(s->inner);
    nc_alloc_free(s);
}

/* What the window has read already comes first. */
typedef struct prefix_source {
    nc_source source;
    nc_source *inner;
    size_t at, size;
    unsigned char bytes[];
} prefix_source;

static ncalls_status read_prefix(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    prefix_source *s = (prefix_source *)source;

    if (s->at == s->size)
        return s->inner->read(s->inner, out, room, size, error);
    *size = s->size - s->at < room ? s->size - s->at : room;
    memcpy(out, s->bytes + s->at, *size);
    s->at += *size;
    return NCALLS_OK;
}

static void free_prefix(nc_source *source)
{
    prefix_source *s = (prefix_source *)source;

    s->inner->free(s->inner);
    nc_alloc_free(s);
}

static ncalls_status convert(nc_input *input, bool big_endian, ncalls_error *error)
{
    size_t left = nc_input_left(input) - 2;
    prefix_source *prefix = nc_alloc(sizeof *prefix + left);
    utf16_source *s = nc_alloc(sizeof *s);

    if (!prefix || !s) {
        nc_alloc_free(prefix);
        nc_alloc_free(s);
        return nc_fail_memory(error);
    }
    prefix->source = (nc_source){read_prefix, free_prefix, NULL};
    prefix->inner = input->source;
    prefix->at = 0;
    prefix->size = left;
    memcpy(prefix->bytes, input->p + 2, left);
    s->source = (nc_source){read_utf16, free_utf16, NULL};
    s->inner = &prefix->source;
    s->big_endian = big_endian;
    s->at = s->size = 0;
    s->high = 0;
    input->source = &s->source;
    input->p = input->end = input->buffer;
    input->base = 0;
    input->at_end = false;
    return NCALLS_OK;
}

ncalls_status nc_encoding_normalise(nc_input *input, ncalls_error *error)
{
    if (!nc_input_need(input, 2))
        return NCALLS_OK;
    if (input->p[0] == 0xff && input->p[1] == 0xfe)
        return convert(input, false, error);
    if (input->p[0] == 0xfe && input->p[1] == 0xff)
        return convert(input, true, error);
    if (nc_input_need(input, 3) && memcmp(input->p, "\xef\xbb\xbf", 3) == 0)
        input->p += 3;
    return NCALLS_OK;
}
