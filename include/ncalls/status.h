/* SPDX-License-Identifier: MIT */
/*
 * How a call of libncalls ends.
 *
 * Every function that can fail returns an ncalls_status and takes an
 * ncalls_error pointer last. The pointer may be NULL; otherwise, and only when
 * the status is not NCALLS_OK, it receives one sentence for people. Nothing in
 * the library prints, exits or sets a locale.
 */
#ifndef NCALLS_STATUS_H
#define NCALLS_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ncalls_status {
    NCALLS_OK = 0,
    NCALLS_USAGE,     /* the caller asked for something that does not exist */
    NCALLS_UNKNOWN,   /* no reader knows these bytes */
    NCALLS_DAMAGED,   /* the format is known, the file is broken */
    NCALLS_LIMIT,     /* sound, but beyond a documented limit */
    NCALLS_IO,        /* a file could not be opened, read or written */
    NCALLS_CLOSED,    /* whoever read our output went away: end quietly */
    NCALLS_MEMORY,    /* out of memory */
    NCALLS_CANCELLED, /* the progress callback said stop */
} ncalls_status;

/* Longest message, with the terminating NUL. */
#define NCALLS_MESSAGE_SIZE 300

typedef struct ncalls_error {
    ncalls_status status;
    /* One line of printable UTF-8, no newline at its end, NUL-terminated.
     * Hostile names in it are already escaped. */
    char message[NCALLS_MESSAGE_SIZE];
} ncalls_error;

#ifdef __cplusplus
}
#endif
#endif
