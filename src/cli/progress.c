/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <inttypes.h>
#include <ncalls/profile.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/terminal.h"

enum { FIRST_MS = 500, EVERY_MS = 100, WIDEST = 200 };

/* There is one line of progress, as there is one terminal. */
static struct {
    bool on;
    int64_t started, said;         /* milliseconds */
    unsigned width;                /* of the terminal */
    unsigned files;                /* that reading was begun of */
    uint64_t before, done;         /* bytes of the files before this one, and of this one */
    const char *current;           /* the library's pointer to its path: tells files apart */
    char path[WIDEST];             /* its path, escaped */
} progress;

static volatile sig_atomic_t shown;

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool nc_progress_start(void)
{
    progress.on = nc_terminal_is_smart(STDERR_FILENO);
    if (progress.on)
        progress.started = now_ms();
    return progress.on;
}

void nc_progress_erase(void)
{
    static const char erase[] = "\r\033[K";

    if (!shown)
        return;
    shown = 0;
    if (write(STDERR_FILENO, erase, sizeof erase - 1) < 0)
        return; /* then there is no terminal any more */
}

/* Takes no more than the terminal's width: a line that wraps cannot be taken
 * away. A byte never takes less room than a cell. */
static void show(const char *path, const char *rest)
{
    char line[2 * WIDEST];
    size_t room = progress.width > 1 && progress.width < WIDEST ? progress.width - 1 : WIDEST - 1;
    size_t path_size = strlen(path), rest_size = strlen(rest);

    if (rest_size > room)
        return;
    while (path_size + rest_size > room || (*path & 0xc0) == 0x80) { /* its end says more than its beginning */
        path++;
        path_size--;
    }
    shown = 1;
    snprintf(line, sizeof line, "\r%s%s\033[K", path, rest);
    if (write(STDERR_FILENO, line, strlen(line)) < 0)
        progress.on = false;
}

/* "12.3 MB" */
static void print_bytes(char out[32], uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    uint64_t tenths = bytes / 100;
    size_t unit = 0;

    while (tenths >= 10000 && unit < 3) {
        tenths /= 1000;
        unit++;
    }
    snprintf(out, 32, "%" PRIu64 ".%" PRIu64 " %s", tenths / 10, tenths % 10, units[unit]);
}

/* True when it is time for another look at the line. */
static bool is_time(int64_t *now)
{
    *now = now_ms();
    if (*now - progress.started < FIRST_MS || *now - progress.said < EVERY_MS)
        return false;
    if (!progress.said)
        progress.width = nc_terminal_width(STDERR_FILENO);
    progress.said = *now;
    return true;
}

static void begin_file(const char *path)
{
    progress.files++;
    progress.current = path;
    progress.before += progress.done;
    if (strcmp(path, "-") == 0)
        path = "standard input";
    ncalls_text_escape(progress.path, sizeof progress.path, path, strlen(path));
}

bool nc_progress_report(void *payload, const char *path, uint64_t done, uint64_t size)
{
    char rest[160], read[32], rate[32], of[32] = "", many[32] = "";
    int64_t now;

    (void)payload;
    if (path != progress.current || done < progress.done)
        begin_file(path);
    progress.done = done;
    if (!progress.on || !is_time(&now))
        return true;
    print_bytes(read, done);
    print_bytes(rate, (progress.before + done) * 1000 / (uint64_t)(now - progress.started));
    if (size >= done && size)
        snprintf(of, sizeof of, ", %u %%", (unsigned)((double)done / (double)size * 100));
    if (progress.files > 1)
        snprintf(many, sizeof many, ", file %u", progress.files);
    snprintf(rest, sizeof rest, ": %s%s, %s/s%s", read, of, rate, many);
    show(progress.path, rest);
    return true;
}

void nc_progress_stage(const char *what, const char *path)
{
    char shown_path[WIDEST], rest[32];
    int64_t now;

    if (!progress.on)
        return;
    progress.said = progress.said ? 1 : 0; /* a new stage is shown at once */
    if (!is_time(&now))
        return;
    ncalls_text_escape(shown_path, sizeof shown_path, path, strlen(path));
    snprintf(rest, sizeof rest, "%s%s", *path ? ": " : "", what);
    show(shown_path, rest);
}
