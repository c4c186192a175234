/* SPDX-License-Identifier: MIT */
#include "analyze/marks.h"

#include "analyze/stdname.h"
#include "base/text.h"

static void spell(nc_text *text, const ncalls_profile *p, nc_func f)
{
    nc_str path = nc_profile_path(p, f), name = p->functions.name[f.at];
    nc_stdname stdname;

    nc_text_clear(text);
    nc_stdname_init(&stdname, nc_profile_text(p, path), nc_profile_size(p, path), p->functions.line[f.at],
                    nc_profile_text(p, name), nc_profile_size(p, name));
    nc_stdname_add(&stdname, text);
}

/* As it stands in the file, where pstats prints it otherwise. */
static void spell_raw(nc_text *text, const ncalls_profile *p, nc_func f)
{
    nc_str path = nc_profile_path(p, f), name = p->functions.name[f.at];

    nc_text_clear(text);
    nc_text_add(text, nc_profile_text(p, path), nc_profile_size(p, path));
    nc_text_add_string(text, ":0(");
    nc_text_add(text, nc_profile_text(p, name), nc_profile_size(p, name));
    nc_text_add_char(text, ')');
}

static ncalls_status find(const nc_pattern *pattern, const nc_text *text, bool *found, ncalls_error *error)
{
    return nc_text_failed(text) ? nc_fail_memory(error)
                                : nc_pattern_find(pattern, text->bytes, text->size, found, error);
}

static ncalls_status find_in(const nc_pattern *pattern, const ncalls_profile *p, nc_func f, nc_text *text, bool *found,
                             ncalls_error *error)
{
    ncalls_status status;

    spell(text, p, f);
    status = find(pattern, text, found, error);
    if (status != NCALLS_OK || *found || p->functions.kind[f.at] != NCALLS_KIND_BUILTIN || p->functions.line[f.at])
        return status;
    spell_raw(text, p, f);
    return find(pattern, text, found, error);
}

ncalls_status nc_marks_add(bool *marks, const ncalls_profile *profile, const nc_pattern *pattern, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;
    nc_text text;

    nc_text_init(&text);
    for (uint32_t i = 1; i <= profile->functions.count && status == NCALLS_OK; i++) {
        bool found = false;

        status = find_in(pattern, profile, (nc_func){i}, &text, &found, error);
        marks[i] |= found;
    }
    nc_text_reset(&text);
    return status;
}
