/* SPDX-License-Identifier: MIT */
#include "analyze/naming.h"

#include <string.h>


static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

/* The bytes of `path` up to and with its last separator. */
static size_t directory_size(const char *path, size_t size)
{
    while (size && !is_separator(path[size - 1]))
        size--;
    return size;
}

static bool is_bracketed(const char *path, size_t size)
{
    return size && path[0] == '<';
}

size_t nc_naming_prefix(const char *prefix, const char *path, size_t size)
{
    size_t taken = strlen(prefix);

    if (!taken || size <= taken || memcmp(path, prefix, taken) != 0)
        return 0;
    if (!is_separator(path[taken - 1]) && !is_separator(path[taken]))
        return 0;
    while (taken < size && is_separator(path[taken]))
        taken++;
    return taken < size ? taken : 0;
}

static bool is_absolute(const char *path, size_t size)
{
    return size && (is_separator(path[0]) || (size > 2 && path[1] == ':' && is_separator(path[2])));
}

/* The directory that all my files share. Relative paths are short already. */
static void find_common(nc_naming *n)
{
    const ncalls_profile *p = n->profile;

    for (uint32_t f = 1; f <= p->files.count; f++) {
        const char *path = nc_profile_text(p, p->files.path[f]);
        size_t size = nc_profile_size(p, p->files.path[f]), same = 0, room;

        if (p->files.class_[f] != NCALLS_CLASS_MINE || !is_absolute(path, size))
            continue;
        room = directory_size(path, size);
        if (!n->common) {
            n->common = path;
            n->common_size = room;
        }
        while (same < room && same < n->common_size && path[same] == n->common[same])
            same++;
        n->common_size = directory_size(n->common, same);
    }
    if (!n->common)
        n->common = "";
}

void nc_naming_init(nc_naming *n, const ncalls_results *results)
{
    *n = (nc_naming){results->profile, results->path_prefix ? results->path_prefix : "", NULL, 0};
    find_common(n);
}

const char *nc_naming_path(const nc_naming *n, nc_file file, size_t *size)
{
    const ncalls_profile *p = n->profile;
    const char *path = nc_profile_text(p, p->files.path[file.at]);
    size_t whole = nc_profile_size(p, p->files.path[file.at]), taken = 0;

    if (!is_bracketed(path, whole)) {
        taken = nc_naming_prefix(n->prefix, path, whole);
        if (!taken && p->files.class_[file.at] == NCALLS_CLASS_MINE)
            taken = is_absolute(path, whole) && whole > n->common_size ? n->common_size : 0;
        else if (!taken)
            taken = p->files.library[file.at];
    }
    *size = whole - taken;
    return path + taken;
}

static bool is_text(const char *text, size_t size, const char *what)
{
    return size == strlen(what) && memcmp(text, what, size) == 0;
}

/* Where no line is known, or there is none. "~" is cProfile's file of built-ins,
 * "builtins" yappi's; "profile:0(...)" is how pstats shows what the profile
 * module made up. */
static nc_naming_form form_without_line(const char *path, size_t size, bool bracketed)
{
    if (is_text(path, size, "~"))
        return bracketed ? NC_NAMING_BRACED : NC_NAMING_BARE;
    if (is_text(path, size, "builtins"))
        return NC_NAMING_BRACED;
    if (is_text(path, size, "profile"))
        return NC_NAMING_PLACE;
    return size ? NC_NAMING_FILE : NC_NAMING_BARE;
}

nc_naming_parts nc_naming_of(const nc_naming *n, nc_func function)
{
    const ncalls_profile *p = n->profile;
    nc_str name = p->functions.name[function.at], path = nc_profile_path(p, function);
    nc_naming_parts parts = {NC_NAMING_PLACE,         "", 0, p->functions.line[function.at], nc_profile_text(p, name),
                             nc_profile_size(p, name)};
    bool bracketed = parts.name_size > 1 && parts.name[0] == '<' && parts.name[parts.name_size - 1] == '>';

    if (!parts.line)
        parts.form = form_without_line(nc_profile_text(p, path), nc_profile_size(p, path), bracketed);
    if (parts.form == NC_NAMING_BRACED && bracketed) {
        parts.name++;
        parts.name_size -= 2;
    }
    if (parts.form == NC_NAMING_PLACE || parts.form == NC_NAMING_FILE)
        parts.path = nc_naming_path(n, p->functions.file[function.at], &parts.path_size);
    return parts;
}

void nc_naming_add(nc_text *text, const nc_naming *naming, nc_func function)
{
    nc_naming_parts parts = nc_naming_of(naming, function);

    switch (parts.form) {
    case NC_NAMING_PLACE:
    case NC_NAMING_FILE:
        nc_text_add(text, parts.path, parts.path_size);
        if (parts.form == NC_NAMING_PLACE)
            nc_text_add_format(text, ":%d", parts.line);
        nc_text_add_char(text, '(');
        nc_text_add(text, parts.name, parts.name_size);
        nc_text_add_char(text, ')');
        break;
    case NC_NAMING_BRACED:
        nc_text_add_char(text, '{');
        nc_text_add(text, parts.name, parts.name_size);
        nc_text_add_char(text, '}');
        break;
    case NC_NAMING_BARE: nc_text_add(text, parts.name, parts.name_size); break;
    }
}
