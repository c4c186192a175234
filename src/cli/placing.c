/* SPDX-License-Identifier: MIT */
#include "cli/placing.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/message.h"

const nc_option nc_placing_options[] = {
    {.name = "root",
     .argument = "DIR",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_placing, root),
     .path = true,
     .help = "Show paths from the repository's root DIR, also those of a profile that was made elsewhere, "
             "as in a container, and place findings by its sources where the call is"},
    {.name = "changed-lines",
     .argument = "DIFF",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_placing, changed),
     .path = true,
     .help = "Keep the findings with a function of yours that this unified diff changes, and put them on its "
             "first changed line; - is standard input. Without --root it is the nearest folder with .git"},
    {.name = "url",
     .argument = "URL",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_placing, source_url),
     .help = "Link places in comments to URL/path#Lline, as https://host/repository/blob/COMMIT"},
    {.name = "id",
     .argument = "NAME",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_placing, id),
     .help = "Tell this report from others of the same commit: in the mark of comments, the category of SARIF"},
    {0    },
};

bool nc_placing_check(const nc_placing *placing, const ncalls_analyze_options *filters, nc_words paths)
{
    if (placing->root && filters->path_prefix) {
        nc_message_say("--root", "contradicts --path-prefix");
        return false;
    }
    if (placing->root && !*placing->root) {
        nc_message_say("--root", "is an empty name");
        return false;
    }
    for (size_t i = 0; placing->changed && strcmp(placing->changed, "-") == 0 && i < paths.count; i++)
        if (strcmp(paths.items[i], "-") == 0) {
            nc_message_say("--changed-lines=-", "standard input is the profile already; name a FILE");
            return false;
        }
    return true;
}

/* ---- the root ------------------------------------------------------------- */

/* The nearest folder from here upwards that holds .git, else here. */
static char *find_repository(void)
{
    char *here = realpath(".", NULL), *slash, *marker;
    size_t room = here ? strlen(here) + sizeof "/.git" : 0;
    struct stat info;

    marker = here ? malloc(room) : NULL;
    if (marker)
        for (;;) {
            snprintf(marker, room, "%s/.git", here);
            if (stat(marker, &info) == 0)
                break;
            slash = strrchr(here, '/');
            if (!slash || slash == here) {
                free(here);
                here = realpath(".", NULL);
                break;
            }
            *slash = '\0';
        }
    free(marker);
    return here;
}

/* ---- what stands before it in the profile's paths --------------------------- */

/* Places are looked up on the disk, so no more than these are. */
enum { FILES = 500, PREFIXES = 200 };

typedef struct vote {
    const char *path; /* its first `size` bytes */
    size_t size, count;
} vote;

typedef struct search {
    const ncalls_profile *profile;
    const char *root;
    const ncalls_changes *changes; /* may be NULL */
    char *place;                   /* for one path below the root */
    size_t room;
    vote *votes;
    size_t count;
} search;

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static bool is_below(search *s, const char *path, size_t size)
{
    struct stat info;

    if (s->changes && ncalls_changes_has(s->changes, path, size))
        return true;
    if (strlen(s->root) + size + 2 > s->room)
        return false;
    snprintf(s->place, s->room, "%s/%.*s", s->root, (int)size, path);
    return stat(s->place, &info) == 0 && S_ISREG(info.st_mode);
}

static void add_vote(search *s, const char *path, size_t size)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->votes[i].size == size && memcmp(s->votes[i].path, path, size) == 0) {
            s->votes[i].count++;
            return;
        }
    if (s->count < PREFIXES)
        s->votes[s->count++] = (vote){path, size, 1};
}

/* Only paths that name what they seem to: no NUL, nothing upwards. */
static bool is_plain(const ncalls_function *f)
{
    return f->file_size < PATH_MAX && strlen(f->file) == f->file_size && !strstr(f->file, "../");
}

static void ask_file(search *s, const ncalls_function *f)
{
    if (!is_separator(f->file[0]) && is_below(s, f->file, f->file_size)) {
        add_vote(s, f->file, 0);
        return;
    }
    for (size_t i = 0; i + 1 < f->file_size; i++)
        if (is_separator(f->file[i]) && is_below(s, f->file + i + 1, f->file_size - i - 1))
            add_vote(s, f->file, i + 1);
}

/* `path` with its last separator stands before f's file. */
static bool is_within(const char *path, const ncalls_function *f)
{
    size_t size = strlen(path);

    return f->file_size > size + 1 && memcmp(f->file, path, size) == 0 &&
           (is_separator(path[size - 1]) || is_separator(f->file[size]));
}

/* NULL: none. The one that most files have, of equals the shortest. */
static const vote *find_best(const search *s)
{
    const vote *best = NULL;

    for (size_t i = 0; i < s->count; i++)
        if (!best || s->votes[i].count > best->count ||
            (s->votes[i].count == best->count && s->votes[i].size < best->size))
            best = &s->votes[i];
    return best;
}

/* A file that lies in the root itself decides at once: a copy of it. */
static char *find_prefix(search *s, bool *found)
{
    ncalls_function f;
    const char *last = NULL;
    size_t asked = 0;
    const vote *best;

    *found = true;
    for (uint32_t id = 1; ncalls_profile_function(s->profile, id, &f); id++)
        if (f.class_ == NCALLS_CLASS_MINE && is_within(s->root, &f))
            return strdup(s->root);
    for (uint32_t id = 1; asked < FILES && ncalls_profile_function(s->profile, id, &f); id++)
        if (f.class_ == NCALLS_CLASS_MINE && f.file != last && is_plain(&f)) {
            last = f.file;
            asked++;
            ask_file(s, &f);
        }
    best = find_best(s);
    *found = best;
    return best && best->size ? strndup(best->path, best->size) : NULL;
}

static int search_prefix(nc_placed *placed, const nc_placing *placing, const ncalls_profile *profile, bool quiet)
{
    char *real = placing->root ? realpath(placing->root, NULL) : find_repository();
    search s = {.profile = profile, .changes = placed->changes, .root = real ? real : placing->root};
    bool found = false;

    s.room = s.root ? strlen(s.root) + PATH_MAX : 0;
    s.place = malloc(s.room + 1);
    s.votes = calloc(PREFIXES, sizeof *s.votes);
    if (s.root && s.place && s.votes) {
        placed->prefix = find_prefix(&s, &found);
        if (!found && placing->root && !quiet)
            nc_message_say("--root", "no file of yours in the profile lies there; paths stay as they are");
    } else {
        nc_message_say("--root", "out of memory");
    }
    found = s.root && s.place && s.votes;
    free(s.votes);
    free(s.place);
    placed->root = real;
    return found ? NC_EXIT_FINE : NC_EXIT_FAILED;
}

int nc_placing_find(nc_placed *placed, const nc_placing *placing, const ncalls_analyze_options *filters,
                    const ncalls_profile *profile, bool quiet)
{
    ncalls_error error;

    *placed = (nc_placed){0};
    if (placing->changed && ncalls_changes_open(&placed->changes, placing->changed, &error))
        return nc_message_fail(&error, "--changed-lines");
    if ((!placing->root && !placing->changed && !placing->always) || filters->path_prefix)
        return NC_EXIT_FINE;
    return search_prefix(placed, placing, profile, quiet);
}

void nc_placing_reset(nc_placed *placed)
{
    free(placed->prefix);
    free(placed->root);
    ncalls_changes_free(placed->changes);
    *placed = (nc_placed){0};
}
