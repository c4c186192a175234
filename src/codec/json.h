/* SPDX-License-Identifier: MIT */
/*
 * JSON (RFC 8259) of any size as a stream of tokens, in constant memory.
 *
 *     { "frames" : [ 1 , 2 ] , ... }
 *     │ │          │ │   │   │
 *     │ │          │ └───┴───┴─ nc_json_next: NUMBER, NUMBER, END
 *     │ │          └─ nc_json_next: ARRAY
 *     │ └─ nc_json_key: TEXT "frames"
 *     └─ nc_json_next: OBJECT
 *
 * A container announces itself and NC_JSON_END ends it. Nothing recurses: which
 * containers are open is one bit each.
 *
 * Two things are read although the RFC forbids them, because Python's json
 * module and careless producers write them: NaN, Infinity and -Infinity (as
 * NC_JSON_NAN), and control characters within a string. Bytes of a string are
 * not checked to be UTF-8.
 */
#ifndef NC_JSON_H
#define NC_JSON_H

#include <string.h>

#include "base/input.h"
#include "base/text.h"

typedef enum nc_json_type {
    NC_JSON_END,    /* of the innermost container */
    NC_JSON_NULL,
    NC_JSON_BOOL,   /* digits: 0 or 1 */
    NC_JSON_NUMBER, /* see nc_json_whole, nc_json_fixed, nc_json_double */
    NC_JSON_NAN,    /* NaN or an infinity */
    NC_JSON_TEXT,   /* bytes and size, without escapes; a lone surrogate is three bytes */
    NC_JSON_ARRAY,  /* items follow, then NC_JSON_END */
    NC_JSON_OBJECT, /* keys and values follow, then NC_JSON_END */
} nc_json_type;

typedef struct nc_json_value {
    nc_json_type type;
    bool negative;      /* NUMBER, and below: (-1)^negative * digits * 10^exponent */
    bool rounded;       /* more than 19 digits: the rest of them is cut off */
    int32_t exponent;
    uint64_t digits;
    const char *bytes;  /* TEXT: valid until the next call */
    size_t size;
} nc_json_value;

typedef struct nc_json {
    nc_input *input;
    uint64_t *kinds;    /* one bit an open container: 1 = object */
    size_t depth, kind_room;
    bool in_object;     /* the innermost one */
    bool is_first;      /* nothing of it was read yet */
    bool after_key;
    bool skipping;      /* texts are passed over */
    bool open_ended;    /* may be set after init: the outermost array may end with a comma, or
                         * without its bracket, as the trace event format allows */
    bool was_cut;       /* it had no bracket */
    nc_text text;       /* a string whose bytes are not in the window as they are */
    uint64_t start;     /* offset of the token that was read last */
    ncalls_error error; /* why a function said false */
} nc_json;

void nc_json_init(nc_json *json, nc_input *input);
void nc_json_reset(nc_json *json);

/* The next value (or END in an array): of the document, of the innermost
 * array, or of the key before it. `what` is what is expected here, for the
 * message. False: see json->error. Once a document is complete, another may
 * follow (JSON lines). */
bool nc_json_next(nc_json *json, nc_json_value *value, const char *what);

/* The next key of the innermost container, which is an object: TEXT or END. */
bool nc_json_key(nc_json *json, nc_json_value *key);

/* Passes over the rest of `value`, which was read last: what is in it if it
 * is a container. The syntax is checked, all the same. */
bool nc_json_skip(nc_json *json, const nc_json_value *value);

/* The same at the speed of memory: only brackets and strings are looked at.
 * For who reads it again, or has no use for a broken file's sentence. */
bool nc_json_leap(nc_json *json, const nc_json_value *value);

/* True if nothing but white space is left. (False on a failure of the source,
 * too, which the next call then says.) */
bool nc_json_at_end(nc_json *json);

/* Fails unless nothing but white space is left. */
bool nc_json_finish(nc_json *json);

/* json->error = "at byte N: ..." where N is the last token's. Returns false. */
bool nc_json_fail(nc_json *json, const char *format, ...) NC_PRINTF(2, 3);

/* Fails with "at byte N: WHAT expected, not a string". */
bool nc_json_wrong(nc_json *json, const nc_json_value *value, const char *what);

/* Next value and its type in one; anything else is wrong. */
bool nc_json_expect(nc_json *json, nc_json_value *value, nc_json_type type, const char *what);

/* The number times 10^power, rounded to the nearest (halves away from zero).
 * False when it is beyond 64 bits: then *out is the nearest that is not. */
bool nc_json_fixed(const nc_json_value *value, int power, int64_t *out);

/* False when the number has a fraction or is beyond 64 bits. 1.0 and 1e3 have
 * none. */
bool nc_json_whole(const nc_json_value *value, int64_t *out);

/* The nearest double; infinite when it is too large. */
double nc_json_double(const nc_json_value *value);

static inline bool nc_json_is(const nc_json_value *text, const char *string)
{
    size_t size = strlen(string);

    return text->type == NC_JSON_TEXT && text->size == size && memcmp(text->bytes, string, size) == 0;
}

#endif
