/* SPDX-License-Identifier: MIT */
#include "cli/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/message.h"

const nc_option nc_config_options[] = {
    {.name = "config",
     .argument = "FILE",
     .type = NC_OPTION_TEXT,
     .target = offsetof(nc_config, path),
     .path = true,
     .help = "Take the project's settings from FILE and look for no .ncalls.yml"},
    {.name = "no-config",
     .type = NC_OPTION_FLAG,
     .target = offsetof(nc_config, none),
     .help = "Look for no .ncalls.yml"},
    {.name = "rules",
     .argument = "FILE",
     .type = NC_OPTION_TEXTS,
     .target = offsetof(nc_config, rules),
     .path = true,
     .help = "Read rules and functions from FILE too, after the project's settings; may be given several times"},
    {.name = "show-config",
     .type = NC_OPTION_FLAG,
     .target = offsetof(nc_config, show),
     .help = "Print every setting that holds, and the file that says so"},
    {0},
};

#define NAME ".ncalls.yml"
enum { UP = sizeof "../" - 1, LEVELS = 256 };

/* The root is what is its own parent. */
bool nc_config_look_upwards(char out[NC_CONFIG_ROOM], const char *name)
{
    struct stat here, below = {0};
    size_t used = 0, size = strlen(name) + 1;

    for (size_t i = 0; i < LEVELS && used + UP + size < NC_CONFIG_ROOM; i++, used += UP) {
        memcpy(out + used, ".", sizeof ".");
        if (stat(out, &here) != 0 || (i && here.st_ino == below.st_ino && here.st_dev == below.st_dev))
            return false;
        below = here;
        memcpy(out + used, name, size);
        if (stat(out, &here) == 0 && S_ISREG(here.st_mode))
            return true;
        memcpy(out + used, "../", UP);
    }
    return false;
}

/* The settings' file, NULL if there is none. */
static const char *find_settings(char out[NC_CONFIG_ROOM], const nc_config *config)
{
    if (config->path)
        return config->path;
    return !config->none && nc_config_look_upwards(out, NAME) ? out : NULL;
}

void nc_config_beside(char out[NC_CONFIG_ROOM], const nc_config *config, const char *name)
{
    char found[NC_CONFIG_ROOM];
    const char *settings = find_settings(found, config), *slash = settings ? strrchr(settings, '/') : NULL;
    size_t folder = slash ? (size_t)(slash - settings) + 1 : 0;

    if (folder + strlen(name) >= NC_CONFIG_ROOM)
        folder = 0;
    if (folder)
        memcpy(out, settings, folder);
    memcpy(out + folder, name, strlen(name) + 1);
}

static int open_files(ncalls_rules **out, const char *first, nc_words more)
{
    const char **paths = calloc(more.count + 1, sizeof *paths);
    size_t count = 0;
    ncalls_error error;
    ncalls_status status;

    if (!paths) {
        nc_message_say("settings", "out of memory");
        return NC_EXIT_FAILED;
    }
    if (first)
        paths[count++] = first;
    for (size_t i = 0; i < more.count; i++)
        paths[count++] = more.items[i];
    status = ncalls_rules_open(out, paths, count, &error);
    free(paths);
    return status ? nc_message_fail(&error, NULL) : NC_EXIT_FINE;
}

int nc_config_open(ncalls_rules **out, const nc_config *config)
{
    char found[NC_CONFIG_ROOM];

    *out = NULL;
    if (config->path && config->none) {
        nc_message_say("--no-config", "contradicts --config");
        return NC_EXIT_FAILED;
    }
    return open_files(out, find_settings(found, config), config->rules);
}

int nc_config_show(const nc_config *config)
{
    ncalls_rules *rules;
    ncalls_error error;
    int status = nc_config_open(&rules, config);

    if (status != NC_EXIT_FINE)
        return status;
    if (ncalls_rules_write(rules, NULL, "yaml", "-", 0, &error))
        status = nc_message_fail(&error, NULL);
    ncalls_rules_free(rules);
    return status;
}
