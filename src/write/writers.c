/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "write/writer.h"

#define WRITER(name) &nc_write_##name,
const nc_writer *const nc_writers_all[] = {
#include "write/writers.def"
    NULL,
};
#undef WRITER

const ncalls_writer_row *ncalls_writer_at(size_t index)
{
    const size_t count = sizeof nc_writers_all / sizeof *nc_writers_all - 1;

    return index < count ? &nc_writers_all[index]->row : NULL;
}

static const nc_writer *find_writer(const char *name)
{
    for (size_t i = 0; nc_writers_all[i]; i++)
        if (strcmp(nc_writers_all[i]->row.name, name) == 0)
            return nc_writers_all[i];
    return NULL;
}

/* Takes the sink over: closes it when all is written, else leaves no trace. */
static ncalls_status write_to(nc_sink *sink, const nc_writer *writer, const ncalls_results *results,
                              const ncalls_write_options *options, ncalls_error *error)
{
    static const ncalls_write_options defaults;
    ncalls_status status = writer->write(sink, results, options ? options : &defaults, error);

    if (!status)
        return nc_sink_close(sink, error);
    nc_sink_abandon(sink);
    return status;
}

static ncalls_status fail_unknown(const char *format, ncalls_error *error)
{
    return nc_fail(error, NCALLS_USAGE, "no format is called '%s' (see ncalls formats)", format);
}

ncalls_status ncalls_write(const ncalls_results *results, const char *format, const char *path,
                           const ncalls_write_options *options, ncalls_error *error)
{
    const nc_writer *writer = find_writer(format);
    bool standard = strcmp(path, "-") == 0;
    ncalls_error ignored;
    nc_sink *sink;
    ncalls_status status;

    if (!error)
        error = &ignored;
    if (!writer)
        return fail_unknown(format, error);
    if (standard) {
        sink = nc_sink_open_descriptor(1);
        status = sink ? NCALLS_OK : nc_fail_memory(error);
    } else {
        status = nc_sink_open_file(&sink, path, error);
    }
    if (!status)
        status = write_to(sink, writer, results, options, error);
    return status && !standard ? nc_fail_in(error, path) : status;
}

ncalls_status ncalls_write_memory(const ncalls_results *results, const char *format, char **out, size_t *size,
                                  const ncalls_write_options *options, ncalls_error *error)
{
    const nc_writer *writer = find_writer(format);
    ncalls_status status;
    nc_text text;
    nc_sink *sink;

    *out = NULL;
    *size = 0;
    if (!writer)
        return fail_unknown(format, error);
    nc_text_init(&text);
    sink = nc_sink_open_text(&text);
    status = sink ? write_to(sink, writer, results, options, error) : nc_fail_memory(error);
    if (!status) {
        *size = text.size;
        *out = nc_text_take(&text);
        if (!*out)
            status = nc_fail_memory(error);
    }
    nc_text_reset(&text);
    return status;
}

void ncalls_free(void *memory)
{
    nc_alloc_free(memory);
}

void ncalls_write_interrupt(void)
{
    nc_sink_remove_temporaries();
}
