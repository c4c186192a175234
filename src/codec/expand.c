/* SPDX-License-Identifier: MIT */
#include "codec/expand.h"

#include <stddef.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/alloc.h"
#include "base/limit.h"

enum { PIECE = 64 << 10, MAGIC = 4 };

/* One struct for all three: a source that only gives the sniffed bytes back,
 * one through zlib and one through libzstd. */
typedef struct expander {
    nc_source source;
    nc_source *inner;
    size_t at, size;     /* what of the piece is not used up */
    bool inner_ended;
    bool between;        /* between two members: the end is fine here */
    uint64_t produced;
    z_stream gzip;
    ZSTD_DStream *zstd;
    unsigned char piece[PIECE]; /* last: it is not cleared */
} expander;

static void free_expander(nc_source *source)
{
    expander *e = (expander *)source;

    if (e->gzip.state)
        inflateEnd(&e->gzip);
    ZSTD_freeDStream(e->zstd);
    e->inner->free(e->inner);
    nc_alloc_free(e);
}

static ncalls_status refill(expander *e, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    if (e->at == e->size && !e->inner_ended) {
        e->at = 0;
        status = e->inner->read(e->inner, e->piece, PIECE, &e->size, error);
        e->inner_ended = !status && !e->size;
    }
    return status;
}

static ncalls_status read_plain(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    expander *e = (expander *)source;
    ncalls_status status;

    if (e->at == e->size && !e->inner_ended)
        return e->inner->read(e->inner, out, room, size, error);
    status = refill(e, error);
    *size = e->size - e->at < room ? e->size - e->at : room;
    memcpy(out, e->piece + e->at, *size);
    e->at += *size;
    return status;
}

static bool rewind_plain(nc_source *source)
{
    expander *e = (expander *)source;

    if (!e->inner->rewind || !e->inner->rewind(e->inner))
        return false;
    e->at = e->size = 0;
    e->inner_ended = false;
    return true;
}

static ncalls_status count_produced(expander *e, size_t size, ncalls_error *error)
{
    e->produced += size;
    if (e->produced > NC_LIMIT_EXPANDED)
        return nc_fail(error, NCALLS_LIMIT, "expands to more than %llu bytes", (unsigned long long)NC_LIMIT_EXPANDED);
    return NCALLS_OK;
}

/* After a member: another one, or padding and garbage, which gzip(1) ignores
 * too. */
static bool starts_member(expander *e)
{
    return e->size - e->at >= 2 && e->piece[e->at] == 0x1f && e->piece[e->at + 1] == 0x8b;
}

/* One byte of a next member's magic may end a piece: pull the rest together. */
static ncalls_status top_up(expander *e, ncalls_error *error)
{
    while (e->size - e->at < 2 && !e->inner_ended) {
        size_t left = e->size - e->at, more = 0;
        ncalls_status status;

        memmove(e->piece, e->piece + e->at, left);
        e->at = 0;
        e->size = left;
        status = e->inner->read(e->inner, e->piece + left, PIECE - left, &more, error);
        if (status)
            return status;
        e->size += more;
        e->inner_ended = !more;
    }
    return NCALLS_OK;
}

static ncalls_status fail_cut(const char *what, ncalls_error *error)
{
    return nc_fail(error, NCALLS_DAMAGED, "the %s data is cut off", what);
}

static ncalls_status read_gzip(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    expander *e = (expander *)source;
    z_stream *z = &e->gzip;
    ncalls_status status;

    *size = 0;
    z->next_out = out;
    z->avail_out = (uInt)(room > PIECE ? PIECE : room);
    room = z->avail_out;
    while (z->avail_out == room) {
        int result;

        status = e->between ? top_up(e, error) : refill(e, error);
        if (status)
            return status;
        if (e->between && !starts_member(e))
            return NCALLS_OK;
        if (e->at == e->size)
            return fail_cut("gzip", error);
        e->between = false;
        z->next_in = e->piece + e->at;
        z->avail_in = (uInt)(e->size - e->at);
        result = inflate(z, Z_NO_FLUSH);
        e->at = e->size - z->avail_in;
        if (result == Z_STREAM_END) {
            e->between = true;
            inflateReset(z);
        } else if (result == Z_MEM_ERROR) {
            return nc_fail_memory(error);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            return nc_fail(error, NCALLS_DAMAGED, "the gzip data is damaged (%s)", z->msg ? z->msg : "no message");
        }
    }
    *size = room - z->avail_out;
    return count_produced(e, *size, error);
}

static ncalls_status read_zstd(nc_source *source, unsigned char *out, size_t room, size_t *size, ncalls_error *error)
{
    expander *e = (expander *)source;
    ZSTD_outBuffer output = {out, room, 0};

    *size = 0;
    while (!output.pos) {
        ncalls_status status = refill(e, error);
        ZSTD_inBuffer input;
        size_t result;

        if (status)
            return status;
        if (e->at == e->size)
            return e->between ? NCALLS_OK : fail_cut("zstd", error);
        input = (ZSTD_inBuffer){e->piece + e->at, e->size - e->at, 0};
        result = ZSTD_decompressStream(e->zstd, &output, &input);
        e->at += input.pos;
        if (ZSTD_isError(result))
            return nc_fail(error, NCALLS_DAMAGED, "the zstd data is damaged (%s)", ZSTD_getErrorName(result));
        e->between = result == 0;
    }
    *size = output.pos;
    return count_produced(e, *size, error);
}

static ncalls_status sniff(expander *e, ncalls_error *error)
{
    while (e->size < MAGIC && !e->inner_ended) {
        size_t more = 0;
        ncalls_status status = e->inner->read(e->inner, e->piece + e->size, PIECE - e->size, &more, error);

        if (status)
            return status;
        e->size += more;
        e->inner_ended = !more;
    }
    return NCALLS_OK;
}

/* 15 + 16: the largest window, gzip headers only. */
static ncalls_status choose(expander *e, ncalls_error *error)
{
    if (e->size >= 2 && memcmp(e->piece, "\x1f\x8b", 2) == 0) {
        e->source.read = read_gzip;
        e->source.rewind = NULL; /* expanding twice would cost more than a reader gains */
        if (inflateInit2(&e->gzip, 15 + 16) != Z_OK)
            return nc_fail_memory(error);
    } else if (e->size >= 4 && memcmp(e->piece, "\x28\xb5\x2f\xfd", 4) == 0) {
        e->source.read = read_zstd;
        e->source.rewind = NULL;
        e->zstd = ZSTD_createDStream();
        if (!e->zstd)
            return nc_fail_memory(error);
    }
    return NCALLS_OK;
}

ncalls_status nc_expand_source(nc_source **source, ncalls_error *error)
{
    expander *e = nc_alloc(sizeof *e);
    ncalls_status status;

    if (!e) {
        (*source)->free(*source);
        *source = NULL;
        return nc_fail_memory(error);
    }
    memset(e, 0, offsetof(expander, piece));
    e->source = (nc_source){read_plain, free_expander, rewind_plain};
    e->inner = *source;
    *source = NULL;
    status = sniff(e, error);
    if (!status)
        status = choose(e, error);
    if (status) {
        free_expander(&e->source);
        return status;
    }
    *source = &e->source;
    return NCALLS_OK;
}
