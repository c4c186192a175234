/* SPDX-License-Identifier: MIT */
#include "rules/words.h"

#include <string.h>

#include "base/unit.h"

typedef struct filler {
    const nc_judgement *j;
    const nc_finding *finding;
} filler;

/* The last component of a path. */
static const char *base_name(const char *path, size_t *size)
{
    for (size_t i = *size; i--;)
        if (path[i] == '/' || path[i] == '\\') {
            *size -= i + 1;
            return path + i + 1;
        }
    return path;
}

static bool is_named(const char *text, size_t size, const char *name)
{
    return strlen(name) == size && memcmp(text, name, size) == 0;
}

/* What stands for a whole file is called like the file. */
static void add_name(nc_text *out, const ncalls_profile *p, nc_func f)
{
    nc_str name = p->functions.name[f.at], path = nc_profile_path(p, f);
    const char *text = nc_profile_text(p, name);
    size_t size = nc_profile_size(p, name);

    if (path.at && (is_named(text, size, "<module>") || is_named(text, size, "<file>"))) {
        size = nc_profile_size(p, path);
        text = base_name(nc_profile_text(p, path), &size);
    }
    nc_text_add_escaped(out, text, size);
}

static void add_function(nc_text *out, const filler *f)
{
    add_name(out, f->j->profile, f->finding->function);
}

static void add_callee(nc_text *out, const filler *f)
{
    if (f->finding->path_count > 1)
        add_name(out, f->j->profile, (nc_func){f->finding->path[1].function});
}

static void add_last(nc_text *out, const filler *f)
{
    if (f->finding->path_count > 1)
        add_name(out, f->j->profile, (nc_func){f->finding->path[f->finding->path_count - 1].function});
}

/* The last of mine on the way down: where an attribute of a model is read. */
static void add_reader(nc_text *out, const filler *f)
{
    uint32_t reader = f->finding->function.at;

    for (uint32_t i = 0; i < f->finding->path_count; i++)
        if (f->j->meaning.is_mine[f->finding->path[i].function])
            reader = f->finding->path[i].function;
    add_name(out, f->j->profile, (nc_func){reader});
}

static void add_what(nc_text *out, const filler *f)
{
    if (f->finding->library)
        nc_text_add_string(out, f->j->lexicon->libraries[f->finding->library]);
}

static void add_cause(nc_text *out, const filler *f)
{
    if (f->finding->cause && f->finding->cause->says)
        nc_text_add_string(out, f->finding->cause->says);
}

static void add_count(nc_text *out, int64_t count)
{
    char number[NC_UNIT_ROOM];

    if (count >= 0)
        nc_text_add(out, number, nc_unit_format_count(number, count));
}

static void add_calls(nc_text *out, const filler *f)
{
    add_count(out, f->finding->calls);
}

static void add_runs(nc_text *out, const filler *f)
{
    if (f->finding->begun)
        add_count(out, f->finding->begun);
}

static void add_per_call(nc_text *out, const filler *f)
{
    char number[NC_UNIT_ROOM];

    if (f->finding->calls >= 0 && f->finding->begun > 0)
        nc_text_add(out, number, nc_unit_format_ratio(number, f->finding->calls, f->finding->begun));
}

static void add_cost(nc_text *out, const filler *f, int64_t cost)
{
    char number[NC_UNIT_ROOM];

    if (cost == NCALLS_ABSENT)
        return;
    nc_text_add(out, number, nc_unit_format_cost(number, cost, f->j->profile->unit));
    if (f->j->profile->unit == NCALLS_UNIT_SAMPLES)
        nc_text_add_string(out, cost == 1 ? " sample" : " samples");
}

static void add_time(nc_text *out, const filler *f)
{
    add_cost(out, f, f->finding->cost);
}

static void add_each(nc_text *out, const filler *f)
{
    add_cost(out, f, f->finding->each);
}

static void add_share(nc_text *out, const filler *f)
{
    char number[NC_UNIT_ROOM];

    if (f->finding->cost != NCALLS_ABSENT && f->j->whole > 0)
        nc_text_add(out, number, nc_unit_format_share(number, f->finding->cost, f->j->whole));
}

static const struct {
    const char *word;
    void (*add)(nc_text *out, const filler *filler);
} placeholders[] = {
    {"function", add_function},
    {"callee",   add_callee  },
    {"last",     add_last    },
    {"reader",   add_reader  },
    {"what",     add_what    },
    {"cause",    add_cause   },
    {"calls",    add_calls   },
    {"runs",     add_runs    },
    {"per_call", add_per_call},
    {"time",     add_time    },
    {"share",    add_share   },
    {"each",     add_each    },
};

enum { PLACEHOLDERS = sizeof placeholders / sizeof *placeholders };

static size_t find(const char *word, size_t size)
{
    size_t i = 0;

    while (i < PLACEHOLDERS && (strlen(placeholders[i].word) != size || memcmp(placeholders[i].word, word, size) != 0))
        i++;
    return i;
}

bool nc_words_knows(const char *word, size_t size)
{
    return find(word, size) < PLACEHOLDERS;
}

/* [brackets] with a placeholder in them; others, a list's, are text. */
static bool is_optional(const char *text)
{
    const char *close = strchr(text, ']'), *open = strchr(text, '{');

    return close && open && open < close;
}

/* Fills text up to its end or the closing bracket; *empty: some placeholder had
 * nothing to say. Returns where it stopped. */
static const char *fill(nc_text *out, const filler *f, const char *text, bool in_brackets, bool *empty)
{
    while (*text && !(in_brackets && *text == ']')) {
        const char *close = *text == '{' ? strchr(text, '}') : NULL;
        size_t i = close ? find(text + 1, (size_t)(close - text - 1)) : PLACEHOLDERS;

        if (i < PLACEHOLDERS) {
            size_t before = out->size;

            placeholders[i].add(out, f);
            *empty |= out->size == before;
            text = close + 1;
        } else if (*text == '[' && !in_brackets && is_optional(text)) {
            size_t before = out->size;
            bool nothing = false;

            text = fill(out, f, text + 1, true, &nothing);
            text += *text == ']';
            if (nothing && !nc_text_failed(out)) /* cut off again */
                out->bytes[out->size = before] = '\0';
        } else {
            nc_text_add_char(out, *text++);
        }
    }
    return text;
}

char *nc_words_fill(const nc_judgement *judgement, const nc_finding *finding, const char *text)
{
    filler f = {judgement, finding};
    bool empty = false;
    nc_text out;

    nc_text_init(&out);
    nc_text_add_char(&out, ' '); /* so that there are bytes of its own to give away, even for "" */
    fill(&out, &f, text, false, &empty);
    if (!nc_text_failed(&out))
        memmove(out.bytes, out.bytes + 1, out.size--);
    return nc_text_take(&out);
}

void nc_words_add_general(nc_text *out, const char *text)
{
    while (*text)
        if (*text == '[' && is_optional(text))
            text = strchr(text, ']') + 1;
        else
            nc_text_add_char(out, *text++);
}
