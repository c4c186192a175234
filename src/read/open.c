/* SPDX-License-Identifier: MIT */
/* From paths to a profile: open, decompress, recognise, read, sum. */
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/limit.h"
#include "codec/encoding.h"
#include "codec/expand.h"
#include "model/check.h"
#include "ncalls/profile.h"
#include "read/listing.h"
#include "read/foreign.h"
#include "read/reader.h"

/* One call of ncalls_profile_open. */
typedef struct opening {
    const ncalls_read_options *options;
    nc_builder *builder;
    const char *path;  /* being read */
    uint64_t expected; /* its size, 0 = unknown */
} opening;

/* A file that tells how far it was read: of the file itself, beneath any
 * decompression, so that its size is the end. */
typedef struct watched {
    nc_source source;
    nc_source *inner;
    const opening *opening;
    uint64_t done;
} watched;

static ncalls_status read_watched(nc_source *source, unsigned char *out, size_t room, size_t *size,
                                  ncalls_error *error)
{
    watched *w = (watched *)source;
    const opening *o = w->opening;
    ncalls_status status = w->inner->read(w->inner, out, room, size, error);

    w->done += *size;
    if (!status && *size && !o->options->progress(o->options->payload, o->path, w->done, o->expected))
        return nc_fail(error, NCALLS_CANCELLED, "interrupted");
    return status;
}

static void free_watched(nc_source *source)
{
    watched *w = (watched *)source;

    w->inner->free(w->inner);
    nc_alloc_free(w);
}

static bool rewind_watched(nc_source *source)
{
    watched *w = (watched *)source;

    w->done = 0;
    return w->inner->rewind(w->inner);
}

/* Takes `*source` over. */
static ncalls_status watch(const opening *o, nc_source **source, ncalls_error *error)
{
    watched *w = nc_alloc(sizeof *w);

    if (!w) {
        (*source)->free(*source);
        *source = NULL;
        return nc_fail_memory(error);
    }
    *w = (watched){{read_watched, free_watched, (*source)->rewind ? rewind_watched : NULL}, *source, o, 0};
    *source = &w->source;
    return NCALLS_OK;
}

static const nc_reader *find_reader(const char *name)
{
    for (size_t i = 0; nc_readers_all[i]; i++)
        if (strcmp(nc_readers_all[i]->name, name) == 0)
            return nc_readers_all[i];
    return NULL;
}

/* A glance: names may hold control characters, too, but hardly so many. */
static bool is_binary(const nc_head *head)
{
    enum { GLANCE = 512, FEW = 16 };
    size_t odd = 0;

    for (size_t i = 0; i < GLANCE && i < head->size; i++)
        odd += head->bytes[i] < ' ' && !memchr("\t\n\v\f\r\033", head->bytes[i], 6);
    return odd > FEW;
}

static const nc_reader *highest_bidder(const nc_head *head)
{
    const nc_reader *best = NULL;
    unsigned highest = 0;
    bool binary = is_binary(head);

    for (size_t i = 0; nc_readers_all[i]; i++) {
        const nc_reader *r = nc_readers_all[i];
        unsigned bid = binary && r->is_text ? 0 : r->bid(head);

        if (bid > highest) {
            highest = bid;
            best = r;
        }
    }
    return best;
}

static ncalls_status fail_unknown(const nc_head *head, ncalls_error *error)
{
    char what[200];

    if (nc_foreign_name(head, what, sizeof what))
        return nc_fail(error, NCALLS_UNKNOWN, "%s", what);
    return nc_fail(error, NCALLS_UNKNOWN, "not a profile that ncalls knows (see ncalls formats)");
}

static ncalls_status choose_reader(opening *o, nc_input *input, const nc_reader **out, ncalls_error *error)
{
    nc_head head;

    if (!nc_input_fill(input, NC_LIMIT_HEAD) && input->status) {
        *error = input->error;
        return input->status;
    }
    head.size = nc_input_left(input) < NC_LIMIT_HEAD ? nc_input_left(input) : NC_LIMIT_HEAD;
    head.bytes = input->p;
    head.whole = input->at_end && head.size == nc_input_left(input);
    if (!head.size)
        return nc_fail(error, NCALLS_UNKNOWN, "is empty");
    *out = o->options->from ? find_reader(o->options->from) : highest_bidder(&head);
    return *out ? NCALLS_OK : fail_unknown(&head, error);
}

/* The source is taken over. */
static ncalls_status read_source(opening *o, nc_source *source, int64_t modified, ncalls_error *error)
{
    const nc_reader *reader = NULL;
    ncalls_status status = o->options->progress ? watch(o, &source, error) : NCALLS_OK;
    nc_input input;

    if (!status)
        status = nc_expand_source(&source, error);
    if (status)
        return status;
    if (!nc_input_init(&input, source))
        return nc_fail_memory(error);
    status = nc_encoding_normalise(&input, error);
    if (!status)
        status = choose_reader(o, &input, &reader, error);
    if (!status) {
        nc_builder_begin_source(o->builder, o->path, reader->name, modified);
        status = reader->read(&input, o->builder, error);
    }
    if (nc_builder_failed(o->builder)) { /* first, and whatever the reader made of it */
        ncalls_profile *none;

        status = nc_builder_finish(o->builder, &none, error);
    }
    nc_input_reset(&input);
    return status;
}

static ncalls_status read_path(opening *o, const char *path, ncalls_error *error)
{
    nc_source *source;
    struct stat info;
    ncalls_status status;

    o->path = path;
    status = nc_input_open_file(&source, path, &o->expected, error);
    if (!status) {
        int64_t modified = strcmp(path, "-") != 0 && stat(path, &info) == 0 ? (int64_t)info.st_mtime : 0;

        status = read_source(o, source, modified, error);
    }
    return status ? nc_fail_in(error, strcmp(path, "-") == 0 ? "standard input" : path) : NCALLS_OK;
}

/* A folder of profiles may hold other things, too: those are passed over, with
 * a note. What is a profile but damaged still fails. */
static ncalls_status read_folder(opening *o, const char *folder, ncalls_error *error)
{
    char **paths;
    size_t count, read = 0, passed = 0;
    ncalls_status status = nc_listing_make(folder, &paths, &count, error);

    if (status)
        nc_fail_in(error, folder);
    for (size_t i = 0; i < count; i++) {
        if (!status) {
            status = read_path(o, paths[i], error);
            read += !status;
            if (status == NCALLS_UNKNOWN) {
                passed++;
                status = NCALLS_OK;
            }
        }
        nc_alloc_free(paths[i]);
    }
    nc_alloc_free(paths);
    if (status)
        return status;
    if (!read) {
        nc_fail(error, NCALLS_UNKNOWN, "no profile in this directory");
        return nc_fail_in(error, folder);
    }
    if (passed)
        nc_builder_note(o->builder, "%zu files in the directory are not profiles and were passed over", passed);
    return NCALLS_OK;
}

static ncalls_status start(opening *o, const ncalls_read_options *options, ncalls_error *error)
{
    static const ncalls_read_options defaults;

    o->options = options ? options : &defaults;
    if (o->options->from && !find_reader(o->options->from))
        return nc_fail(error, NCALLS_USAGE, "no reader is called '%s' (see ncalls formats)", o->options->from);
    o->builder = nc_builder_new(o->options->keep);
    if (!o->builder)
        return nc_fail_memory(error);
    nc_builder_set_narrow(o->builder, o->options->narrow);
    return NCALLS_OK;
}

/* `path` is at fault for what the sum says, NULL when there are several. */
static ncalls_status finish(opening *o, ncalls_status status, const char *path, ncalls_profile **out,
                            ncalls_error *error)
{
    if (!status) {
        status = nc_builder_finish(o->builder, out, error);
        if (status && path)
            nc_fail_in(error, path);
    }
#ifdef NC_DEVEL
    if (!status) {
        status = nc_check_profile(*out, error);
        if (status) {
            ncalls_profile_free(*out);
            *out = NULL;
        }
    }
#endif
    nc_builder_free(o->builder);
    return status;
}

ncalls_status ncalls_profile_open(ncalls_profile **out, const char *const *paths, size_t count,
                                  const ncalls_read_options *options, ncalls_error *error)
{
    ncalls_error ignored;
    opening o = {0};
    ncalls_status status;

    if (!error)
        error = &ignored;
    *out = NULL;
    status = start(&o, options, error);
    if (status)
        return status;
    for (size_t i = 0; i < count && !status; i++)
        status = nc_listing_is_folder(paths[i]) ? read_folder(&o, paths[i], error) : read_path(&o, paths[i], error);
    return finish(&o, status, count == 1 ? paths[0] : NULL, out, error);
}

ncalls_status ncalls_profile_parse(ncalls_profile **out, const void *bytes, size_t size, const char *name,
                                   const ncalls_read_options *options, ncalls_error *error)
{
    ncalls_error ignored;
    opening o = {0};
    nc_source *source;
    ncalls_status status;

    if (!error)
        error = &ignored;
    *out = NULL;
    status = start(&o, options, error);
    if (status)
        return status;
    o.path = name;
    o.expected = size;
    source = nc_input_open_memory(bytes, size);
    status = source ? read_source(&o, source, 0, error) : nc_fail_memory(error);
    if (status)
        nc_fail_in(error, name);
    return finish(&o, status, name, out, error);
}
