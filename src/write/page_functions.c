/* SPDX-License-Identifier: MIT */
/* The functions of a page with their files, and who calls whom. */
#include "base/alloc.h"
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

ncalls_status nc_page_add_functions(nc_page *page, ncalls_error *error)
{
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
    NC_PAGE_SAY(page, "}");
    return NCALLS_OK;
}

/* ---- edges ---------------------------------------------------------------- */

#define EDGE_COLUMN(column, ...)                                                                                       \
    static int64_t edge_##column(const nc_page *page, uint32_t row)                                                    \
    {                                                                                                                  \
        const nc_edges *e = &page->profile->edges;                                                                     \
        uint32_t at = page->canon.edges[row].at;                                                                       \
                                                                                                                       \
        return __VA_ARGS__;                                                                                            \
    }

/* By how much the caller's number is greater than that of the row before. */
EDGE_COLUMN(step, (int64_t)page->canon.place[e->caller[at].at] -
                      (row ? page->canon.place[e->caller[page->canon.edges[row - 1].at].at] : 0))
EDGE_COLUMN(callee, page->canon.place[e->callee[at].at])
EDGE_COLUMN(calls, e->calls[at])
EDGE_COLUMN(primitive, e->primitive[at])
EDGE_COLUMN(self, e->self[at])
EDGE_COLUMN(total, e->total[at])
/* Most calls are not recursive, and most of what is called calls nothing itself: these
 * differences are a digit each. */
EDGE_COLUMN(recursive, (int64_t)((uint64_t)e->calls[at] - (uint64_t)e->primitive[at]))
EDGE_COLUMN(below, (int64_t)((uint64_t)e->total[at] - (uint64_t)e->self[at]))

/* Of a comparison; an edge that one side has not is 0 there. */
static const nc_diff_edge *compared(const nc_page *page, uint32_t row)
{
    static const nc_diff_edge none;
    const nc_diff_edge *edge = nc_overlay_edge(&page->overlay, page->canon.edges[row]);

    return edge ? edge : &none;
}

#define COMPARED_COLUMN(column, figure, side)                                                                          \
    static int64_t edge_##column(const nc_page *page, uint32_t row)                                                    \
    {                                                                                                                  \
        return compared(page, row)->figure[side];                                                                      \
    }

COMPARED_COLUMN(now_calls, calls, NC_DIFF_NOW)
COMPARED_COLUMN(now_total, total, NC_DIFF_NOW)
COMPARED_COLUMN(base_calls, calls, NC_DIFF_BASE)
COMPARED_COLUMN(base_total, total, NC_DIFF_BASE)

static uint32_t count_known(const nc_page *page, const int64_t *column)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < page->edge_count; i++)
        count += column[page->canon.edges[i].at] != NCALLS_ABSENT;
    return count;
}

static void add_edge_column(nc_page *page, const char *key, nc_page_value *value)
{
    NC_PAGE_SAY(page, ",\n");
    nc_page_add_column(page, key, 0, page->edge_count, value);
}

/* Two columns of which the second is written as its difference to the first where both
 * are known of all rows. */
static void add_pair(nc_page *page, const char *const keys[3], const int64_t *columns[2],
                     nc_page_value *const values[3])
{
    uint32_t first = count_known(page, columns[0]), second = count_known(page, columns[1]);
    bool both = first == page->edge_count && second == page->edge_count;

    if (first)
        add_edge_column(page, keys[0], values[0]);
    if (second)
        add_edge_column(page, keys[both ? 2 : 1], values[both ? 2 : 1]);
}

void nc_page_add_edges(nc_page *page)
{
    static const char *const counts[] = {"calls", "primitive", "recursive"};
    static const char *const costs[] = {"self", "total", "below"};
    static nc_page_value *const count_values[] = {edge_calls, edge_primitive, edge_recursive};
    static nc_page_value *const cost_values[] = {edge_self, edge_total, edge_below};
    const nc_edges *e = &page->profile->edges;

    nc_page_add_known(page, ",\n\"edges\": {\"count\": ", page->edge_count);
    add_edge_column(page, "step", edge_step);
    add_edge_column(page, "callee", edge_callee);
    if (page->diff) {
        add_edge_column(page, "calls", edge_now_calls);
        add_edge_column(page, "total", edge_now_total);
        add_edge_column(page, "base_calls", edge_base_calls);
        add_edge_column(page, "base_total", edge_base_total);
        NC_PAGE_SAY(page, "}");
        return;
    }
    add_pair(page, counts, (const int64_t *[]){e->calls, e->primitive}, count_values);
    add_pair(page, costs, (const int64_t *[]){e->self, e->total}, cost_values);
    NC_PAGE_SAY(page, "}");
}
