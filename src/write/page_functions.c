/* SPDX-License-Identifier: MIT */
/* The functions of a page with their files, and what kind of work they do. */
#include "base/alloc.h"
#include "write/kinds.h"
#include "write/page.h"

/* ---- files: functions stand by file, so these come in order, too ---------- */

static nc_file file_of(const nc_page *page, uint32_t number)
{
    return page->profile->functions.file[page->canon.functions[number].at];
}

static bool is_first(const nc_page *page, uint32_t number)
{
    return number == 1 || file_of(page, number).at != file_of(page, number - 1).at;
}

static uint32_t count_files(nc_page *page)
{
    uint32_t count = 0;

    for (uint32_t i = 1; i <= page->count; i++)
        if (is_first(page, i))
            page->file[file_of(page, i).at] = ++count;
    return count;
}

/* A path is its folder and what is shown of it. */
static void say_folder(nc_page *page, nc_file file)
{
    nc_str path = page->profile->files.path[file.at];
    size_t shown;

    nc_naming_path(&page->naming, file, &shown);
    nc_page_add_text(page, nc_profile_text(page->profile, path), nc_profile_size(page->profile, path) - shown);
}

static void say_shown(nc_page *page, nc_file file)
{
    size_t size;
    const char *shown = nc_naming_path(&page->naming, file, &size);

    nc_page_add_text(page, shown, size);
}

static void say_class(nc_page *page, nc_file file)
{
    nc_jsontext_add_int(&page->out, page->profile->files.class_[file.at]);
}

static void say_package(nc_page *page, nc_file file)
{
    nc_str package = page->profile->files.package[file.at];

    nc_page_add_text(page, nc_profile_text(page->profile, package), nc_profile_size(page->profile, package));
}

static void say_of_files(nc_page *page, const char *key, void (*say)(nc_page *, nc_file))
{
    nc_jsontext_add_word(&page->out, "", key);
    NC_PAGE_SAY(page, ": [null");
    for (uint32_t i = 1; i <= page->count; i++)
        if (is_first(page, i)) {
            NC_PAGE_SAY(page, ",");
            say(page, file_of(page, i));
        }
    NC_PAGE_SAY(page, "]");
}

static void say_files(nc_page *page)
{
    nc_page_add_known(page, ",\n\"files\": {\"count\": ", count_files(page));
    NC_PAGE_SAY(page, ",\n");
    say_of_files(page, "folder", say_folder);
    NC_PAGE_SAY(page, ",\n");
    say_of_files(page, "shown", say_shown);
    NC_PAGE_SAY(page, ",\n");
    say_of_files(page, "class", say_class);
    NC_PAGE_SAY(page, ",\n");
    say_of_files(page, "package", say_package);
    NC_PAGE_SAY(page, "}");
}

/* ---- functions ------------------------------------------------------------ */

#define FUNCTION_COLUMN(column, ...)                                                                                   \
    static int64_t column(const nc_page *page, uint32_t row)                                                           \
    {                                                                                                                  \
        const nc_functions *f = &page->profile->functions;                                                             \
        uint32_t at = page->canon.functions[row].at;                                                                   \
                                                                                                                       \
        return __VA_ARGS__;                                                                                            \
    }

FUNCTION_COLUMN(file, page->file[f->file[at].at])
FUNCTION_COLUMN(name, page->place[f->name[at].at])
FUNCTION_COLUMN(line, f->line[at])
FUNCTION_COLUMN(kind, f->kind[at])
FUNCTION_COLUMN(form, ((void)f, (int64_t)nc_naming_of(&page->naming, (nc_func){at}).form))

#define FIGURE_COLUMN(figure)                                                                                          \
    static int64_t figure(const nc_page *page, uint32_t row)                                                           \
    {                                                                                                                  \
        return nc_page_figures(page, row, NC_DIFF_NOW).figure;                                                         \
    }                                                                                                                  \
    static int64_t base_##figure(const nc_page *page, uint32_t row)                                                    \
    {                                                                                                                  \
        return nc_page_figures(page, row, NC_DIFF_BASE).figure;                                                        \
    }

FIGURE_COLUMN(calls)
FIGURE_COLUMN(primitive)
FIGURE_COLUMN(self)
FIGURE_COLUMN(total)

/* nc_pairing_how */
static int64_t pairing(const nc_page *page, uint32_t row)
{
    return page->diff->pairing.rows[page->canon.functions[row].at].how;
}

static void add(nc_page *page, const char *key, nc_page_value *value)
{
    NC_PAGE_SAY(page, ",\n");
    nc_page_add_column(page, key, 1, page->count, value);
}

static void add_base(nc_page *page)
{
    add(page, "pairing", pairing);
    if (page->profile->has & NCALLS_HAS_CALLS) {
        add(page, "base_calls", base_calls);
        add(page, "base_primitive", base_primitive);
    }
    add(page, "base_self", base_self);
    add(page, "base_total", base_total);
}

/* What kind of work they do: the kinds that are there, numbered from 1, and a column; 0 = none
 * is known. */
static void say_kinds(nc_page *page, const nc_figure_kinds *kinds, uint16_t *number)
{
    uint16_t count = 0;

    NC_PAGE_SAY(page, "\"categories\": [\"\"");
    for (uint32_t i = 1; i <= page->count; i++) {
        uint16_t kind = kinds->of[page->canon.functions[i].at];

        if (kind && !number[kind]) {
            number[kind] = ++count;
            nc_jsontext_add_word(&page->out, ", ", kinds->names[kind - 1]);
        }
    }
    NC_PAGE_SAY(page, "],\n\"category\": \"");
    for (uint32_t i = 1; i <= page->count; i++)
        nc_page_add_number(page, number[kinds->of[page->canon.functions[i].at]]);
    NC_PAGE_SAY(page, "\"");
}

static ncalls_status add_kinds(nc_page *page, ncalls_error *error)
{
    nc_kinds kinds;
    ncalls_status status = nc_kinds_find(&kinds, page->profile, page->options->rules, error);
    uint16_t *number = status ? NULL : nc_alloc_zeroed(kinds.figure.count + (size_t)1, sizeof *number);

    if (number) {
        NC_PAGE_SAY(page, ",\n");
        say_kinds(page, &kinds.figure, number);
    } else if (!status)
        status = nc_fail_memory(error);
    nc_alloc_free(number);
    nc_kinds_reset(&kinds);
    return status;
}

ncalls_status nc_page_add_functions(nc_page *page, ncalls_error *error)
{
    ncalls_status status;

    page->file = nc_alloc_zeroed((size_t)page->profile->files.count + 1, sizeof *page->file);
    if (!page->file)
        return nc_fail_memory(error);
    say_files(page);
    for (uint32_t i = 1; i <= page->count; i++)
        nc_page_place(page, page->profile->functions.name[page->canon.functions[i].at]);
    nc_page_add_known(page, ",\n\"functions\": {\"count\": ", page->count);
    add(page, "name", name);
    add(page, "file", file);
    add(page, "line", line);
    add(page, "kind", kind);
    add(page, "form", form);
    if (page->profile->has & NCALLS_HAS_CALLS) {
        add(page, "calls", calls);
        add(page, "primitive", primitive);
    }
    add(page, "self", self);
    add(page, "total", total);
    if (page->diff)
        add_base(page);
    status = add_kinds(page, error);
    NC_PAGE_SAY(page, "}");
    return status;
}
