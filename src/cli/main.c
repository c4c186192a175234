/* SPDX-License-Identifier: MIT */
/* Starts and ends the program: descriptors, signals, which command. */
#include <errno.h>
#include <fcntl.h>
#include <ncalls/nearest.h>
#include <ncalls/write.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/usage.h"

/* If 0, 1 or 2 were closed, the first file opened would take its place and, say,
 * receive the messages. What fills the gap is open in the wrong direction, so
 * that output that is lost is still an error. */
static bool fill_descriptors(void)
{
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            return false;
    return true;
}

static void interrupt(int number)
{
    ncalls_write_interrupt();
    nc_progress_erase();
    signal(number, SIG_DFL);
    raise(number); /* delivered when the handler returns */
}

/* Who started us may have decided that a signal is nothing to us (nohup). */
static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
    struct sigaction action = {.sa_handler = interrupt}, before;

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error like others, see message.c */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow further */
}

/* What is neither a command nor a file, but nearly a command, was meant as one. */
static bool is_mistyped(const char *word)
{
    struct stat info;
    ncalls_nearest nearest = {.typed = word};

    if (lstat(word, &info) == 0 || errno != ENOENT || strchr(word, '/'))
        return false;
    ncalls_nearest_offer_all(&nearest, nc_commands_word);
    if (nearest.best)
        nc_message_say(word, "no such command, and no such file; did you mean ncalls %s?", nearest.best);
    return nearest.best;
}

/* `words` are the arguments behind the program's name. */
static int run(int count, char **words)
{
    const nc_command *command = count ? nc_commands_find(words[0]) : NULL;

    if (command)
        return nc_commands_run(command, count - 1, words + 1);
    if (count && (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0)) {
        nc_usage_print_all();
        return nc_message_finish();
    }
    if (count && words[0][0] != '-' && is_mistyped(words[0]))
        return NC_EXIT_FAILED;
    return nc_commands_run(nc_commands_all[0], count, words);
}

int main(int argc, char **argv)
{
    static char buffer[64 << 10]; /* holds all that is printed with stdio, so that there is one write to fail */

    if (!fill_descriptors())
        return NC_EXIT_FAILED;
    catch_signals();
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    return argc > 0 ? run(argc - 1, argv + 1) : run(0, argv);
}
