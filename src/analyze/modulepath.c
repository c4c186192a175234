/* SPDX-License-Identifier: MIT */
#include "analyze/modulepath.h"

#include <string.h>

enum { ADDRESS_LEAST = 5 /* digits */ };

/* Modules that moved within the standard library; profiles of both are compared. */
static const struct {
    const char *old, *now;
} renamed[] = {
    {"sre_compile.py",   "re/_compiler.py" },
    {"sre_constants.py", "re/_constants.py"},
    {"sre_parse.py",     "re/_parser.py"   },
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What a component makes of what stands behind it: 1 an installation begins, 0 not. */
static bool is_root(const char *part, size_t size)
{
    if (size == 13 && (memcmp(part, "site-packages", 13) == 0 || memcmp(part, "dist-packages", 13) == 0))
        return true;
    return size > 6 && (memcmp(part, "python", 6) == 0 || memcmp(part, "pypy", 4) == 0) && is_digit(part[size - 1]);
}

/* Where what is below the installation begins; 0: it is in none. */
static size_t find_root(const char *path, size_t size)
{
    size_t begin = 0, root = 0;
    bool in_lib = false;

    for (size_t i = 0; i < size; i++) {
        size_t length = i - begin;

        if (path[i] != '/' && path[i] != '\\')
            continue;
        /* Of lib/python3.11, as a folder python3 may be anybody's. */
        if (is_root(path + begin, length) && (in_lib || path[begin] != 'p'))
            root = i + 1;
        in_lib = (length == 3 || length == 5) && strncmp(path + begin, "lib64", length) == 0;
        begin = i + 1;
    }
    return root;
}

static bool add_frozen(nc_text *out, const char *path, size_t size)
{
    static const char mark[] = "<frozen ";
    const size_t begin = sizeof mark - 1;

    if (size <= begin + 1 || memcmp(path, mark, begin) != 0 || path[size - 1] != '>')
        return false;
    for (size_t i = begin; i + 1 < size; i++)
        nc_text_add_char(out, path[i] == '.' ? '/' : path[i]);
    nc_text_add_string(out, ".py");
    return true;
}

static bool add_renamed(nc_text *out, const char *path, size_t size)
{
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strlen(renamed[i].old) == size && memcmp(path, renamed[i].old, size) == 0) {
            nc_text_add_string(out, renamed[i].now);
            return true;
        }
    return false;
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* How much of "0x7f3b7a0becc0" is digits of an address; 0: none is here. */
static size_t address_size(const char *text, size_t size)
{
    size_t end = 2;

    if (size < 2 || text[0] != '0' || text[1] != 'x')
        return 0;
    while (end < size && is_hex(text[end]))
        end++;
    return end - 2 >= ADDRESS_LEAST ? end - 2 : 0;
}

/* Of <ipython-input-12-5f3c> the 12: how many cells were run before. */
static size_t cell_size(const char *path, size_t size)
{
    static const char mark[] = "<ipython-input-";
    const size_t begin = sizeof mark - 1;
    size_t end = begin;

    if (size <= begin || memcmp(path, mark, begin) != 0)
        return 0;
    while (end < size && is_digit(path[end]))
        end++;
    return end < size && path[end] == '-' ? end : 0;
}

static void add_path(nc_text *out, const char *path, size_t size)
{
    for (size_t i = cell_size(path, size); i < size; i++) {
        size_t address = address_size(path + i, size - i);

        nc_text_add_char(out, path[i] == '\\' ? '/' : path[i]);
        if (address) {
            nc_text_add_char(out, 'x');
            i += 1 + address;
        }
    }
}

void nc_modulepath_add(nc_text *out, const char *path, size_t size)
{
    static const char package[] = "/__init__.py";
    const size_t tail = sizeof package - 1;
    size_t root;

    if (add_frozen(out, path, size))
        return;
    root = find_root(path, size);
    path += root;
    size -= root;
    if (root && add_renamed(out, path, size))
        return;
    if (root && size > tail && memcmp(path + size - tail, package, tail) == 0) {
        nc_text_add(out, path, size - tail);
        nc_text_add_string(out, ".py");
        return;
    }
    add_path(out, path, size);
}
