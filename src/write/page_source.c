/* SPDX-License-Identifier: MIT */
/*
 * The source text of functions, where it was asked for: of those that cost most, and only
 * of files below the folder that was named. What a profile calls its files is no reason to
 * read anything else (base/folder.h), and what cannot be read is left out in silence.
 */
#include "base/alloc.h"
#include "base/folder.h"
#include "base/limit.h"
#include "base/select.h"
#include "write/page.h"
#include "write/page_block.h"

enum {
    FUNCTIONS = 500,
    LINES = 600, /* of one function */
    TAB = 8,
    BYTES = 1 << 20, /* of all texts */
};

typedef struct sources {
    nc_page *page;
    nc_folder folder;
    bool *wanted;       /* [number] */
    nc_text file, line; /* what is being read and written */
    uint32_t file_at;   /* whose text `file` is; 0 = nobody's */
    size_t written;
    bool some;
} sources;

static int compare_costs(uint32_t a, uint32_t b, const void *payload)
{
    const nc_page *page = payload;
    int64_t x = nc_page_cost(page, a), y = nc_page_cost(page, b);

    return x == y ? (a > b) - (a < b) : x > y ? -1 : 1;
}

static bool want(sources *s)
{
    uint32_t count = s->page->count;
    uint32_t *order = nc_alloc_zeroed((size_t)count + 1, sizeof *order);

    s->wanted = nc_alloc_zeroed((size_t)count + 1, sizeof *s->wanted);
    for (uint32_t i = 0; order && i < count; i++)
        order[i] = i + 1;
    if (order && s->wanted) {
        nc_select_first(order, count, FUNCTIONS, compare_costs, s->page);
        for (uint32_t i = 0; i < count && i < FUNCTIONS; i++)
            s->wanted[order[i]] = true;
    }
    nc_alloc_free(order);
    return order && s->wanted;
}

/* The file as the profile names it or, with a prefix that was taken off, as the page does. */
static ncalls_status read_file(sources *s, nc_file file)
{
    const ncalls_profile *p = s->page->profile;
    const char *path = nc_profile_text(p, p->files.path[file.at]), *prefix = s->page->results->path_prefix;
    size_t size = nc_profile_size(p, p->files.path[file.at]);
    size_t taken = prefix ? nc_naming_prefix(prefix, path, size) : 0;
    ncalls_status status;

    nc_text_clear(&s->file);
    if (!size || strlen(path) != size)
        return NCALLS_UNKNOWN;
    status = nc_folder_read(&s->folder, path, NC_LIMIT_SOURCE, &s->file, NULL);
    if (!status || status == NCALLS_MEMORY || !taken)
        return status;
    nc_text_clear(&s->file);
    return nc_folder_read(&s->folder, path + taken, NC_LIMIT_SOURCE, &s->file, NULL);
}

/* Tabs are the only control characters that a source text needs. */
static void say_line(sources *s, const nc_page_line *line)
{
    nc_text_clear(&s->line);
    for (size_t i = 0, column = 0; i < line->size && column < NC_PAGE_LONGEST; i++) {
        size_t width = line->bytes[i] == '\t' ? TAB - column % TAB : 1;

        if (line->bytes[i] == '\t')
            nc_text_add_repeat(&s->line, ' ', width);
        else
            nc_text_add_char(&s->line, line->bytes[i]);
        column += width;
    }
    s->page->failed |= nc_text_failed(&s->line);
    s->written += s->line.size;
    nc_page_add_text(s->page, s->line.bytes, s->line.size);
}

static void say_block(sources *s, uint32_t number, uint32_t first)
{
    uint32_t count = nc_page_block_count(&s->file, first, LINES);
    nc_page_line line;
    size_t at = 0;

    if (!count)
        return;
    nc_page_add_known(s->page, s->some ? ",\n{\"function\": " : "\n{\"function\": ", number);
    nc_page_add_known(s->page, ", \"first\": ", first);
    NC_PAGE_SAY(s->page, ", \"text\": [");
    for (uint32_t i = 1; i < first + count; i++) {
        at = nc_page_block_line(&s->file, at, &line);
        if (i < first)
            continue;
        if (i > first)
            NC_PAGE_SAY(s->page, ",");
        say_line(s, &line);
    }
    NC_PAGE_SAY(s->page, "]}");
    s->some = true;
}

static ncalls_status say_function(sources *s, uint32_t number)
{
    const nc_functions *f = &s->page->profile->functions;
    nc_func function = s->page->canon.functions[number];
    nc_file file = f->file[function.at];

    if (f->kind[function.at] != NCALLS_KIND_PYTHON || f->line[function.at] <= 0)
        return NCALLS_OK;
    if (s->page->diff && !s->page->diff->pairing.rows[function.at].now.at)
        return NCALLS_OK; /* the folder has what is there now */
    if (strcmp(nc_profile_text(s->page->profile, f->name[function.at]), "<module>") == 0)
        return NCALLS_OK; /* would be all of the file */
    if (s->file_at != file.at) {
        ncalls_status status = read_file(s, file);

        if (status == NCALLS_MEMORY)
            return status;
        if (status)
            nc_text_clear(&s->file);
        s->file_at = file.at;
    }
    if (s->file.size)
        say_block(s, number, (uint32_t)f->line[function.at]);
    return NCALLS_OK;
}

static ncalls_status say_all(sources *s, ncalls_error *error)
{
    NC_PAGE_SAY(s->page, ",\n\"sources\": [");
    for (uint32_t i = 1; i <= s->page->count && s->written < BYTES; i++)
        if (s->wanted[i] && say_function(s, i) == NCALLS_MEMORY)
            return nc_fail_memory(error);
    NC_PAGE_SAY(s->page, "]");
    return NCALLS_OK;
}

ncalls_status nc_page_add_sources(nc_page *page, ncalls_error *error)
{
    sources s = {.page = page};
    ncalls_status status;

    if (!page->options->source_folder)
        return NCALLS_OK;
    nc_text_init(&s.file);
    nc_text_init(&s.line);
    status = nc_folder_open(&s.folder, page->options->source_folder, error);
    if (!status && !want(&s))
        status = nc_fail_memory(error);
    if (!status)
        status = say_all(&s, error);
    nc_folder_close(&s.folder);
    nc_alloc_free(s.wanted);
    nc_text_reset(&s.file);
    nc_text_reset(&s.line);
    return status;
}
