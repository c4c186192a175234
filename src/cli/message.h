/* SPDX-License-Identifier: MIT */
/* What is said on standard error, and how the program ends. */
#ifndef NC_MESSAGE_H
#define NC_MESSAGE_H

#include <ncalls/status.h>

#define NC_MESSAGE_FORMAT __attribute__((format(printf, 2, 3)))

/* Prints "ncalls: WHAT: reason" as one line of less than 300 bytes, whatever
 * `what` (a word of the command line) and the reason hold. */
void nc_message_say(const char *what, const char *format, ...) NC_MESSAGE_FORMAT;

/* Says why a call of the library failed; `where` (may be NULL) is put before
 * the sentence. NCALLS_CLOSED ends the program without a word. Returns the exit
 * status. */
int nc_message_fail(const ncalls_error *error, const char *where);

/* Flushes what was printed with stdio. Returns the exit status: a full disk is
 * said. */
int nc_message_finish(void);

#endif
