/* SPDX-License-Identifier: MIT */
#include "cli/message.h"

#include <errno.h>
#include <ncalls/ncalls.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/progress.h"

/* Room for the word at fault, so that the reason keeps its own. */
enum { WORD_ROOM = 120 };

/* One write, so that the lines of two programs do not mix. What is too long is
 * cut between two characters. */
static void print(char *line, size_t size)
{
    size_t used = strlen(line);

    if (used > size - 2) {
        used = size - 5;
        while (((unsigned char)line[used] & 0xc0) == 0x80)
            used--;
        memcpy(line + used, "...", 3);
        used += 3;
    }
    memcpy(line + used, "\n", 2);
    nc_progress_erase();
    fputs(line, stderr);
    fflush(stderr);
}

void nc_message_say(const char *what, const char *format, ...)
{
    char line[3 * NCALLS_MESSAGE_SIZE], reason[NCALLS_MESSAGE_SIZE], word[WORD_ROOM];
    size_t used;
    va_list args;
    bool cut;

    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    cut = ncalls_text_escape(word, sizeof word, what, strlen(what)) >= sizeof word;
    used = (size_t)snprintf(line, sizeof line, "ncalls: %s%s: ", word, cut ? "..." : "");
    ncalls_text_escape(line + used, sizeof line - used, reason, strlen(reason));
    print(line, NCALLS_MESSAGE_SIZE);
}

/* As a program ends that does not know SIGPIPE; 141 is what a shell would call
 * that, should the signal be blocked. */
static _Noreturn void die_of_closed_pipe(void)
{
    nc_progress_erase();
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
    _exit(128 + SIGPIPE);
}

int nc_message_fail(const ncalls_error *error, const char *where)
{
    char line[2 * NCALLS_MESSAGE_SIZE];

    if (error->status == NCALLS_CLOSED)
        die_of_closed_pipe();
    snprintf(line, sizeof line, "ncalls: %s%s%s", where ? where : "", where ? ": " : "", error->message);
    print(line, NCALLS_MESSAGE_SIZE);
    return NC_EXIT_FAILED;
}

int nc_message_finish(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return NC_EXIT_FINE;
    if (errno == EPIPE)
        die_of_closed_pipe();
    nc_message_say("standard output", "cannot write: %s", strerror(errno));
    return NC_EXIT_FAILED;
}
