/* SPDX-License-Identifier: MIT */
#include "model/identity.h"

#include <string.h>

#define SIZED(text) text, sizeof(text) - 1

typedef struct span {
    const char *p;
    size_t size;
} span;

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Built-ins that kept their meaning but changed their name: the newest one is
 * used for all (recorded with 3.11 and 3.12, see CHANGES of 3.12's io). */
static const struct {
    const char *old, *now;
} renamed[] = {
    {"<built-in method io.open>", "<built-in method _io.open>"},
    {"<built-in method io.open_code>", "<built-in method _io.open_code>"},
};

static size_t rename_builtin(char *out, const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strlen(renamed[i].old) == size && memcmp(renamed[i].old, name, size) == 0) {
            memcpy(out, renamed[i].now, strlen(renamed[i].now));
            return strlen(renamed[i].now);
        }
    return SIZE_MAX;
}

/* Copies `name` without each " at 0x<hex digits>". */
static size_t strip_addresses(char *out, const char *name, size_t size)
{
    static const char mark[] = " at 0x";
    size_t used = 0, i = 0;

    while (i < size) {
        if (name[i] == ' ' && size - i > sizeof mark - 1 && memcmp(name + i, mark, sizeof mark - 1) == 0 &&
            is_hex(name[i + sizeof mark - 1])) {
            i += sizeof mark - 1;
            while (i < size && is_hex(name[i]))
                i++;
            continue;
        }
        out[used++] = name[i++];
    }
    return used;
}

size_t nc_identity_name(char *out, const char *name, size_t size)
{
    if (!size || name[0] != '<')
        return SIZE_MAX;
    if (memmem(name, size, SIZED(" at 0x")))
        return strip_addresses(out, name, size);
    return rename_builtin(out, name, size);
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The component of `path` that begins at `p`, "dir" for "dir/file.py". */
static span component(const char *p, const char *end)
{
    const char *from = p;

    while (p < end && !is_separator(*p))
        p++;
    return (span){from, (size_t)(p - from)};
}

static bool equals(span s, const char *text)
{
    for (size_t i = 0; i < s.size; i++)
        if (!text[i] || lower(s.p[i]) != text[i])
            return false;
    return !text[s.size];
}

/* "six.py" is the package six, "Foo-1.2-py3.9.egg" is Foo, "_cffi.cpython-311.so" is _cffi. */
static span package_name(span s, bool is_last)
{
    span egg = {memmem(s.p, s.size, SIZED(".egg")), 0};

    if (egg.p) {
        const char *dash = memchr(s.p, '-', s.size);

        return (span){s.p, dash ? (size_t)(dash - s.p) : (size_t)(egg.p - s.p)};
    }
    if (is_last) {
        const char *dot = memchr(s.p, '.', s.size);

        if (dot && dot > s.p)
            return (span){s.p, (size_t)(dot - s.p)};
    }
    return s;
}

/* "python3.11", "python3.13t", "pypy3.10": the version, else size 0. */
static span version_of(span s)
{
    static const char *const names[] = {"python", "pypy"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        span v = {s.p + size, 0};

        if (s.size < size + 3 || !equals((span){s.p, size}, names[i]))
            continue;
        while (v.size < s.size - size && ((v.p[v.size] >= '0' && v.p[v.size] <= '9') || v.p[v.size] == '.'))
            v.size++;
        if (v.size >= 3 && v.p[1] == '.')
            return v;
    }
    return (span){NULL, 0};
}

/* "Python39", "python311.zip": Windows folders and embedded archives. */
static bool is_windows_home(span s)
{
    return s.size >= 8 && equals((span){s.p, 6}, "python") && s.p[6] >= '2' && s.p[6] <= '3' && s.p[7] >= '0' &&
           s.p[7] <= '9';
}

/* What one step through the path knows. */
typedef struct walk {
    span previous, before; /* the last component and the one before it */
    span version;
    const char *stdlib;    /* where the standard library's part begins */
    const char *installed; /* where site-packages' part begins */
} walk;

static void step(walk *w, span c, const char *next)
{
    span version = version_of(c);

    if (version.size) {
        w->version = version;
        if (equals(w->previous, "lib") || equals(w->previous, "lib64"))
            w->stdlib = next;
    } else if (equals(c, "site-packages") || equals(c, "dist-packages")) {
        w->installed = next;
    } else if (equals(c, "lib") && (is_windows_home(w->previous) || version_of(w->previous).size)) {
        w->stdlib = next;
    } else if (is_windows_home(c) && c.size > 4 && equals((span){c.p + c.size - 4, 4}, ".zip")) {
        w->stdlib = next;
    } else if ((equals(w->previous, "lib-python") && c.size == 1) || equals(c, "lib_pypy")) {
        w->stdlib = next;
    }
    w->before = w->previous;
    w->previous = c;
}

static walk walk_path(const char *path, size_t size)
{
    const char *end = path + size, *p = path;
    walk w = {{path, 0}, {path, 0}, {NULL, 0}, NULL, NULL};

    while (p < end) {
        span c = component(p, end);

        p = c.p + c.size + 1;
        if (p <= end)
            step(&w, c, p);
    }
    return w;
}

static bool starts(span s, const char *text)
{
    return s.size >= strlen(text) && memcmp(s.p, text, strlen(text)) == 0;
}

static nc_identity_file classify_bracketed(span path)
{
    if (starts(path, "<frozen ")) {
        span module = {path.p + 8, 0};

        while (8 + module.size < path.size && module.p[module.size] != '.' && module.p[module.size] != '>')
            module.size++;
        return (nc_identity_file){NCALLS_CLASS_STDLIB, NCALLS_KIND_FROZEN, module.p, module.size, NULL, 0};
    }
    if (starts(path, "<built-in>"))
        return (nc_identity_file){NCALLS_CLASS_BUILTIN, NCALLS_KIND_BUILTIN, "", 0, NULL, 0};
    if (equals(path, "<task>"))
        return (nc_identity_file){NCALLS_CLASS_GENERATED, NCALLS_KIND_SYNTHETIC, "", 0, NULL, 0};
    if (starts(path, "<ipython-input") || starts(path, "<stdin>") || starts(path, "<console>"))
        return (nc_identity_file){NCALLS_CLASS_MINE, NCALLS_KIND_PYTHON, "", 0, NULL, 0};
    return (nc_identity_file){NCALLS_CLASS_GENERATED, NCALLS_KIND_PYTHON, "", 0, NULL, 0};
}

#define STDLIB(name) #name,
#define KNOWN_PACKAGE(name) #name,
static const char *const stdlib_names[] = {
#include "model/stdlib.def"
};
static const char *const package_names[] = {
#include "model/packages.def"
};
#undef STDLIB
#undef KNOWN_PACKAGE

static bool is_listed(const char *const *names, size_t count, span s)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2, size = strlen(names[middle]);
        int order = memcmp(s.p, names[middle], s.size < size ? s.size : size);

        if (!order)
            order = (s.size > size) - (s.size < size);
        if (!order)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

/* A path cut at its package ("threading.py", "json/decoder.py",
 * "django/db/models/query.py"), as py-spy and strip_dirs leave it: the first
 * name is all there is to go by. */
static void classify_cut(span path, nc_identity_file *file)
{
    span first = component(path.p, path.p + path.size);
    span name = package_name(first, first.size == path.size);

    if (is_listed(stdlib_names, sizeof stdlib_names / sizeof *stdlib_names, name))
        file->class_ = NCALLS_CLASS_STDLIB;
    else if (first.size < path.size && is_listed(package_names, sizeof package_names / sizeof *package_names, name))
        file->class_ = NCALLS_CLASS_PACKAGE;
    else
        return;
    file->package = name.p;
    file->package_size = name.size;
}

/* The command that a package installs, /usr/bin/pytest: it begins what is measured. */
static void classify_command(span folder, span path, nc_identity_file *file)
{
    span name = {folder.p + folder.size + 1, 0};

    if (!folder.size || (!equals(folder, "bin") && !equals(folder, "Scripts")))
        return;
    name.size = (size_t)(path.p + path.size - name.p);
    if (!is_listed(package_names, sizeof package_names / sizeof *package_names, name))
        return;
    file->class_ = NCALLS_CLASS_PACKAGE;
    file->package = name.p;
    file->package_size = name.size;
}

static bool is_absolute(span path)
{
    return is_separator(path.p[0]) || path.p[0] == '.' || (path.size > 2 && path.p[1] == ':');
}

nc_identity_file nc_identity_classify(const char *path, size_t size)
{
    span whole = {path, size};
    nc_identity_file file = {NCALLS_CLASS_MINE, NCALLS_KIND_PYTHON, "", 0, NULL, 0};
    const char *begin;
    walk w;

    if (equals(whole, "~") || equals(whole, "") || equals(whole, "builtins"))
        return (nc_identity_file){NCALLS_CLASS_BUILTIN, NCALLS_KIND_BUILTIN, "", 0, NULL, 0};
    if (equals(whole, "profile")) /* the profile module's own frames, ("profile", 0, "profiler") */
        return (nc_identity_file){NCALLS_CLASS_GENERATED, NCALLS_KIND_SYNTHETIC, "", 0, NULL, 0};
    if (path[0] == '<' && path[size - 1] == '>')
        return classify_bracketed(whole);
    w = walk_path(path, size);
    if (w.version.size) {
        file.python = w.version.p;
        file.python_size = w.version.size;
    }
    begin = w.installed ? w.installed : w.stdlib;
    if (begin && begin < path + size) {
        span first = component(begin, path + size);
        span name = package_name(first, first.p + first.size == path + size);

        file.class_ = w.installed ? NCALLS_CLASS_PACKAGE : NCALLS_CLASS_STDLIB;
        file.package = name.p;
        file.package_size = name.size;
    } else if (!begin && !is_absolute(whole)) {
        classify_cut(whole, &file);
    } else if (!begin) {
        classify_command(w.previous, whole, &file);
    }
    return file;
}

ncalls_kind nc_identity_kind(ncalls_kind file, int32_t line, const char *name, size_t size)
{
    static const char *const made_up[] = {"<GC>", "<native>", "<task>"}; /* by samplers */

    /* ":0(len)" is the profile module's way to name C functions; a file that
     * has no name but lines is code of nobody knows whom. */
    if (file == NCALLS_KIND_BUILTIN && line != 0)
        return NCALLS_KIND_PYTHON;
    if (size && name[0] == '<')
        for (size_t i = 0; i < sizeof made_up / sizeof *made_up; i++)
            if (size == strlen(made_up[i]) && memcmp(name, made_up[i], size) == 0)
                return NCALLS_KIND_SYNTHETIC;
    return file;
}
