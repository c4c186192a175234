/* SPDX-License-Identifier: MIT */
#include "write/json_endpoints.h"

#include "base/alloc.h"
#include "report/endpoints.h"
#include "rules/endpoints.h"
#include "write/jsontext.h"

static void say_int(nc_jsontext *out, const char *key, int64_t value)
{
    if (value == NCALLS_ABSENT)
        return;
    nc_jsontext_add(out, key, strlen(key));
    nc_jsontext_add_int(out, value);
}

static void say_row(nc_jsontext *out, const ncalls_endpoint *row)
{
    nc_jsontext_add_word(out, "{\"name\": ", row->name);
    say_int(out, ", \"runs\": ", (int64_t)row->runs);
    say_int(out, ", \"total\": ", row->total);
    say_int(out, ", \"median\": ", row->median);
    say_int(out, ", \"worst\": ", row->worst);
    nc_jsontext_add_word(out, ", \"worst_file\": ", row->worst_path);
    say_int(out, ", \"queries\": ", row->queries);
    say_int(out, ", \"queries_most\": ", row->queries_most);
    say_int(out, ", \"calls\": ", row->calls);
    NC_JSONTEXT(out, "}");
}

ncalls_status nc_json_endpoints_write(nc_sink *sink, const ncalls_write_options *options, ncalls_error *error)
{
    static const char *const units[] = {"ns", "samples", "bytes", "count"};
    nc_jsontext *out = nc_alloc(sizeof *out);
    size_t count;
    ncalls_endpoint *rows = nc_report_endpoints_sorted(options, &count);

    if (out && rows) {
        nc_jsontext_init(out, sink, false);
        nc_jsontext_add_word(out,
                             "{\n\"schema\": \"ncalls-endpoints/1\",\n\"unit\": ", units[options->endpoints->unit]);
        say_int(out, ",\n\"runs\": ", (int64_t)options->endpoints->run_count);
        say_int(out, ",\n\"passed_over\": ", (int64_t)options->endpoints->passed);
        NC_JSONTEXT(out, ",\n\"endpoints\": [");
        for (size_t i = 0; i < count; i++) {
            nc_jsontext_add(out, i ? ",\n" : "\n", i ? 2 : 1);
            say_row(out, &rows[i]);
        }
        NC_JSONTEXT(out, "\n]\n}\n");
        nc_jsontext_flush(out);
    }
    count = out && rows;
    nc_alloc_free(out);
    nc_alloc_free(rows);
    return count ? NCALLS_OK : nc_fail_memory(error);
}
