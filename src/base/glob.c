/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

#include <string.h>

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static bool is_same(char g, char c)
{
    return g == c || (is_separator(g) && is_separator(c));
}

typedef struct walk {
    const char *glob, *glob_end;
    const char *text, *text_end;
} walk;

static bool fits(char g, char c, bool path)
{
    if (g == '?')
        return !path || !is_separator(c);
    return path ? is_same(g, c) : g == c;
}

/* Skips the stars at w->glob; true: they match separators, too. */
static bool skip_stars(walk *w, bool path)
{
    const char *from = w->glob;

    while (w->glob < w->glob_end && *w->glob == '*')
        w->glob++;
    return !path || w->glob - from > 1;
}

/* The star takes one byte more; false: it cannot. */
static bool widen(walk *star, bool path)
{
    if (!star->glob || star->text == star->text_end || (path && is_separator(*star->text)))
        return false;
    star->text++;
    return true;
}

/* What stands behind the last star is the end of the text: most texts fail here,
 * without a try at every place. */
static bool has_end(walk w, bool path)
{
    while (w.glob < w.glob_end && w.glob_end[-1] != '*') {
        if (w.text == w.text_end || !fits(w.glob_end[-1], w.text_end[-1], path))
            return false;
        w.glob_end--;
        w.text_end--;
    }
    return true;
}

/* `path`: * and ? stay within a component, ** does not. Where the text does not
 * fit, the last * takes more of it; where that one cannot, the last **. */
static bool match(walk w, bool path)
{
    walk shallow = {0}, deep = {0};

    if (!has_end(w, path))
        return false;
    while (w.text < w.text_end || w.glob < w.glob_end) {
        if (w.glob < w.glob_end && *w.glob == '*') {
            if (skip_stars(&w, path)) {
                deep = w;
                shallow = (walk){0};
            } else {
                shallow = w;
            }
        } else if (w.text < w.text_end && w.glob < w.glob_end && fits(*w.glob, *w.text, path)) {
            w.glob++;
            w.text++;
        } else if (widen(&shallow, path)) {
            w = shallow;
        } else if (widen(&deep, false)) {
            w = deep;
            shallow = (walk){0};
        } else {
            return false;
        }
    }
    return true;
}

bool nc_glob_matches(const char *glob, size_t glob_size, const char *text, size_t size)
{
    return match((walk){glob, glob + glob_size, text, text + size}, false);
}

/* Without * and ? its end is the path's end. */
static bool ends_literally(const char *glob, size_t glob_size, const char *path, size_t size)
{
    if (size < glob_size)
        return false;
    for (size_t i = glob_size; i--;)
        if (!is_same(glob[i], path[size - glob_size + i]))
            return false;
    return size == glob_size || is_separator(path[size - glob_size - 1]);
}

/* Before any star or separator stands the name of a folder, as a rule: where the
 * path does not have that, nothing else need be looked at. */
static bool holds_start(const char *glob, size_t glob_size, const char *path, size_t size)
{
    size_t literal = 0;

    while (literal < glob_size && glob[literal] != '*' && glob[literal] != '?' && !is_separator(glob[literal]))
        literal++;
    return !literal || memmem(path, size, glob, literal);
}

bool nc_glob_ends_path(const char *glob, size_t glob_size, const char *path, size_t size)
{
    if (glob_size && is_separator(glob[0]))
        return match((walk){glob, glob + glob_size, path, path + size}, true);
    if (!memchr(glob, '*', glob_size) && !memchr(glob, '?', glob_size))
        return ends_literally(glob, glob_size, path, size);
    if (!holds_start(glob, glob_size, path, size))
        return false;
    for (size_t from = 0; from <= size; from++)
        if ((!from || is_separator(path[from - 1])) &&
            match((walk){glob, glob + glob_size, path + from, path + size}, true))
            return true;
    return false;
}
