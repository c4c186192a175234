/* SPDX-License-Identifier: MIT */
#include "write/review.h"

#include <string.h>

#include "analyze/naming.h"
#include "base/alloc.h"
#include "base/sort.h"

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

static bool is_absolute(const char *path, size_t size)
{
    return size && (is_separator(path[0]) || (size > 2 && path[1] == ':' && is_separator(path[2])));
}

/* "~", "<frozen importlib>", "" */
static bool is_file(const char *path, size_t size)
{
    return size && path[0] != '<' && !(size == 1 && path[0] == '~');
}

nc_review_place nc_review_place_of(const nc_review *review, nc_func function)
{
    const ncalls_profile *p = review->all->profile;
    nc_str id = nc_profile_path(p, function);
    const char *path = nc_profile_text(p, id);
    size_t size = nc_profile_size(p, id), taken = nc_naming_prefix(review->prefix, path, size);

    if (!is_file(path, size) || nc_profile_class(p, function) == NCALLS_CLASS_BUILTIN)
        return (nc_review_place){0};
    while (!taken && size > 2 && path[0] == '.' && is_separator(path[1])) {
        path += 2;
        size -= 2;
    }
    return (nc_review_place){path + taken, size - taken, p->functions.line[function.at]};
}

static nc_review_place place_of(const nc_review *review, const nc_finding *f)
{
    nc_review_place place = nc_review_place_of(review, f->changed.at ? f->changed : f->function);

    if (place.path && f->changed.at)
        place.line = f->changed_line;
    else if (place.path && (f->site || f->line))
        place.line = f->site ? f->site : f->line;
    for (uint32_t i = 0; !place.path && i < f->path_count; i++)
        place = nc_review_place_of(review, (nc_func){f->path[i].function});
    return place;
}

/* Of one fingerprint by line, so that more data does not renumber them. */
static int compare_prints(const void *left, const void *right, void *payload)
{
    const nc_review_item *a = left, *b = right;
    int order = strcmp(a->finding->fingerprint, b->finding->fingerprint);

    (void)payload;
    if (order)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->finding > b->finding) - (a->finding < b->finding);
}

static int compare_worst(const void *left, const void *right, void *payload)
{
    const nc_finding *a = ((const nc_review_item *)left)->finding, *b = ((const nc_review_item *)right)->finding;

    (void)payload;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    return (a > b) - (a < b); /* they are by falling saving */
}

/* Whether the base of a comparison had it already. */
static bool is_old(const ncalls_findings *base, const nc_finding *f)
{
    for (uint32_t i = 0; base && i < base->count; i++)
        if (strcmp(base->items[i].fingerprint, f->fingerprint) == 0)
            return true;
    return false;
}

static void count_occurrences(nc_review *review)
{
    nc_sort(review->items, review->total, sizeof *review->items, compare_prints, NULL);
    for (size_t i = 0; i < review->total; i++) {
        nc_review_item *item = &review->items[i];
        bool same = i && strcmp(item->finding->fingerprint, item[-1].finding->fingerprint) == 0;

        item->occurrence = same ? item[-1].occurrence + 1 : 1;
    }
}

ncalls_status nc_review_init(nc_review *review, const ncalls_results *results, const ncalls_write_options *options,
                             size_t most, bool with_place, ncalls_error *error)
{
    const ncalls_findings *all = options->findings;

    *review = (nc_review){.all = all, .prefix = results->path_prefix ? results->path_prefix : ""};
    if (!all)
        return nc_fail(error, NCALLS_USAGE, "this format is for findings, and none were looked for");
    review->items = nc_alloc_zeroed((size_t)all->count + 1, sizeof *review->items);
    if (!review->items)
        return nc_fail_memory(error);
    for (uint32_t i = 0; i < all->count; i++) {
        nc_review_item item = {.finding = &all->items[i], .place = place_of(review, &all->items[i])};

        if ((item.place.path || !with_place) && !is_old(options->base_findings, item.finding))
            review->items[review->total++] = item;
    }
    count_occurrences(review);
    nc_sort(review->items, review->total, sizeof *review->items, compare_worst, NULL);
    review->count = review->total;
    if (most && review->count > most)
        review->count = most;
    if (options->limit > 0 && review->count > (size_t)options->limit)
        review->count = (size_t)options->limit;
    return NCALLS_OK;
}

static bool is_url(const char *url)
{
    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (; *url; url++)
        if (*url <= ' ' || *url > '~' || strchr("<>()[]\"'`\\|{}^", *url))
            return false;
    return true;
}

static bool is_id(const char *id)
{
    size_t size = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-");

    return size && size <= 100 && !id[size] && !strstr(id, "--");
}

ncalls_status nc_review_check(const ncalls_write_options *options, ncalls_error *error)
{
    if (options->id && !is_id(options->id))
        return nc_fail(error, NCALLS_USAGE, "an id has letters, digits and . _ / -, not '%s'", options->id);
    if (options->source_url && !is_url(options->source_url))
        return nc_fail(error, NCALLS_USAGE,
                       "not the beginning of a link, such as https://host/repository/blob/main: '%s'",
                       options->source_url);
    return NCALLS_OK;
}

bool nc_review_is_relative(const nc_review_place *place)
{
    return place->path && !is_absolute(place->path, place->size);
}

void nc_review_reset(nc_review *review)
{
    nc_alloc_free(review->items);
    review->items = NULL;
}

/* A backslash stands between parts only in paths of Windows, which know no other. */
static bool is_windows(const nc_review_place *place)
{
    return !memchr(place->path, '/', place->size);
}

void nc_review_add_path(nc_text *out, const nc_review_place *place)
{
    size_t before = out->size;

    nc_text_add_escaped(out, place->path, place->size);
    for (size_t i = before; is_windows(place) && i < out->size; i++)
        if (out->bytes[i] == '\\')
            out->bytes[i] = '/';
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
}

void nc_review_add_uri(nc_text *out, const nc_review_place *place)
{
    bool windows = is_windows(place);

    if (is_absolute(place->path, place->size))
        nc_text_add_string(out, is_separator(place->path[0]) ? "file://" : "file:///");
    for (size_t i = 0; i < place->size; i++) {
        unsigned char c = (unsigned char)place->path[i];

        if (c == '\\' && windows)
            nc_text_add_char(out, '/');
        else if (c && (is_plain(c) || (c == ':' && i == 1 && is_absolute(place->path, place->size))))
            nc_text_add_char(out, (char)c);
        else
            nc_text_add_format(out, "%%%02X", c);
    }
}

void nc_review_add_name(nc_text *out, const nc_review *review, nc_func function)
{
    const ncalls_profile *p = review->all->profile;
    nc_str name = p->functions.name[function.at];

    nc_text_add_escaped(out, nc_profile_text(p, name), nc_profile_size(p, name));
}
