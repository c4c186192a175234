/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <limits.h>
#include <ncalls/nearest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

typedef struct parsing {
    const nc_option_group *groups;
    char *target;
    char **words;
    int count, at;  /* of words; the next one */
    nc_words *operands;
} parsing;

/* Where a row's value goes. */
static void *place(const parsing *p, const nc_option_group *group, const nc_option *option)
{
    return p->target + group->at + option->target;
}

/* ---- values ------------------------------------------------------------ */

static bool refuse(const nc_option *option, const char *value, const char *reason, const char *detail)
{
    char what[200];

    snprintf(what, sizeof what, "--%s=%s", option->name, value);
    nc_message_say(what, "%s%s", reason, detail);
    return false;
}

/* "a, b, c", or nothing when that is too long for a line. */
static void list_words(const nc_option *option, char *out, size_t room)
{
    size_t used = 0;

    for (size_t i = 0; option->words(i); i++) {
        int more = snprintf(out + used, room - used, "%s%s", i ? ", " : "", option->words(i));

        used += (size_t)more;
        if (used >= room) {
            *out = '\0';
            return;
        }
    }
}

static bool refuse_word(const nc_option *option, const char *value)
{
    char reason[80], words[120] = "";
    ncalls_nearest nearest = {.typed = value};

    ncalls_nearest_offer_all(&nearest, option->words);
    if (nearest.best)
        snprintf(words, sizeof words, "did you mean %s?", nearest.best);
    else if (!option->see)
        list_words(option, words, sizeof words);
    snprintf(reason, sizeof reason, "no such value; %s", nearest.best ? "" : *words ? "it is one of " : "see ");
    if (option->see)
        snprintf(words + strlen(words), sizeof words - strlen(words), nearest.best ? " %s lists them" : "%s",
                 option->see);
    return refuse(option, value, reason, *words ? words : "--help");
}

/* The index of `value` in the row's words, 0 if it is allowed without being
 * there, or -1 (and that was said). */
static int find_word(const nc_option *option, const char *value)
{
    for (int i = 0; option->words(i); i++)
        if (strcmp(option->words(i), value) == 0)
            return i;
    if (option->accepts && option->accepts(value))
        return 0;
    refuse_word(option, value);
    return -1;
}

/* Decimal digits, at most `most`; -1 when it is anything else. */
static long parse_long(const char *text, long most)
{
    long value = 0;

    if (!*text)
        return -1;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > (most - (*text - '0')) / 10)
            return -1;
        value = value * 10 + (*text - '0');
    }
    return value;
}

static bool set_count(const nc_option *option, const char *value, long *out)
{
    *out = strcmp(value, "all") == 0 ? -1 : parse_long(value, LONG_MAX);
    if (*out > 0 || strcmp(value, "all") == 0)
        return true;
    return refuse(option, value, "not a count: 1 or more, or all", "");
}

static bool set_width(const nc_option *option, const char *value, long *out)
{
    *out = parse_long(value, NC_OPTION_WIDEST);
    return *out > 0 || refuse(option, value, "not a number of columns: 1 to 100000", "");
}

/* No strtod: it takes nan, hexadecimal and what the locale calls a point. */
static bool set_share(const nc_option *option, const char *value, double *out)
{
    const char *p = value;
    double number = 0, scale = 1;
    size_t digits = 0;

    for (; *p >= '0' && *p <= '9'; p++, digits++)
        number = number * 10 + (*p - '0');
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++, digits++) {
            number = number * 10 + (*p - '0');
            scale *= 10;
        }
    if (*p == '%')
        p++;
    *out = number / scale / 100;
    if (*p || !digits || digits > 15 || *out > 1)
        return refuse(option, value, "not a percentage: 0 to 100, such as 0.5 or 0.5%", "");
    if (*out <= 0)
        *out = option->value;
    return true;
}

/* There are never more values than words. */
static bool add_word(const parsing *p, nc_words *list, const char *value)
{
    if (!list->items)
        list->items = calloc((size_t)p->count, sizeof *list->items);
    if (!list->items) {
        nc_message_say(value, "out of memory");
        return false;
    }
    list->items[list->count++] = value;
    return true;
}

static bool set_value(const parsing *p, const nc_option *option, void *at, const char *value)
{
    int index = option->words ? find_word(option, value) : 0;

    if (index < 0)
        return false;
    switch (option->type) {
    case NC_OPTION_FLAG:
        *(bool *)at = true;
        return true;
    case NC_OPTION_SET:
        *(int *)at = option->value;
        return true;
    case NC_OPTION_TEXT:
    case NC_OPTION_WORD:
        *(const char **)at = value;
        return true;
    case NC_OPTION_CHOICE:
        *(int *)at = index;
        return true;
    case NC_OPTION_TEXTS:
    case NC_OPTION_WORDS:
        return add_word(p, at, value);
    case NC_OPTION_COUNT:
        return set_count(option, value, at);
    case NC_OPTION_WIDTH:
        return set_width(option, value, at);
    case NC_OPTION_SHARE:
        return set_share(option, value, at);
    case NC_OPTION_HELP:
    case NC_OPTION_VERSION:
        break;
    }
    return true;
}

/* ---- words ------------------------------------------------------------- */

typedef struct found {
    const nc_option_group *group;
    const nc_option *option;
} found;

/* By long name (`size` bytes of it) or, when that is NULL, by letter. */
static found find(const parsing *p, const char *name, size_t size, char letter)
{
    for (const nc_option_group *g = p->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++)
            if (name ? strncmp(o->name, name, size) == 0 && !o->name[size] : o->letter == letter)
                return (found){g, o};
    return (found){NULL, NULL};
}

static nc_parsed refuse_name(const parsing *p, const char *name, size_t size)
{
    char typed[100];
    ncalls_nearest nearest = {.typed = typed};

    snprintf(typed, sizeof typed, "%.*s", (int)(size < sizeof typed ? size : sizeof typed - 1), name);
    for (const nc_option_group *g = p->groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++)
            ncalls_nearest_offer(&nearest, o->name);
    snprintf(typed, sizeof typed, "--%.*s", (int)(size < 90 ? size : 90), name);
    if (nearest.best)
        nc_message_say(typed, "no such option; did you mean --%s?", nearest.best);
    else
        nc_message_say(typed, "no such option; see --help");
    return NC_PARSED_WRONG;
}

static nc_parsed apply(const parsing *p, found f, const char *value)
{
    if (f.option->type == NC_OPTION_HELP)
        return NC_PARSED_HELP;
    if (f.option->type == NC_OPTION_VERSION)
        return NC_PARSED_VERSION;
    return set_value(p, f.option, place(p, f.group, f.option), value) ? NC_PARSED_RUN : NC_PARSED_WRONG;
}

/* The value is `joined` to the option, or it is the next word. */
static nc_parsed take_value(parsing *p, found f, const char *joined)
{
    char what[100];

    if (joined)
        return apply(p, f, joined);
    if (p->at < p->count)
        return apply(p, f, p->words[p->at++]);
    snprintf(what, sizeof what, "--%s", f.option->name);
    nc_message_say(what, "needs a value: %s", f.option->argument);
    return NC_PARSED_WRONG;
}

static nc_parsed parse_long_option(parsing *p, const char *name)
{
    const char *equals = strchr(name, '=');
    size_t size = equals ? (size_t)(equals - name) : strlen(name);
    found f = find(p, name, size, 0);
    char what[100];

    if (!f.option)
        return refuse_name(p, name, size);
    if (f.option->argument)
        return take_value(p, f, equals ? equals + 1 : NULL);
    if (!equals)
        return apply(p, f, NULL);
    snprintf(what, sizeof what, "--%s", f.option->name);
    nc_message_say(what, "takes no value");
    return NC_PARSED_WRONG;
}

/* -q, -qr, -ofile, -o file */
static nc_parsed parse_letters(parsing *p, const char *letters)
{
    nc_parsed parsed = NC_PARSED_RUN;

    for (; *letters && parsed == NC_PARSED_RUN; letters++) {
        found f = find(p, NULL, 0, *letters);

        if (!f.option) {
            char what[] = {'-', *letters, '\0', '\0', '\0', '\0'};

            for (size_t i = 1; i < 4 && (letters[i] & 0xc0) == 0x80; i++)
                what[i + 1] = letters[i]; /* a character of UTF-8 stays whole */
            nc_message_say(what, "no such option; see --help");
            return NC_PARSED_WRONG;
        }
        if (f.option->argument)
            return take_value(p, f, letters[1] ? letters + 1 : NULL);
        parsed = apply(p, f, NULL);
    }
    return parsed;
}

nc_parsed nc_options_parse(const nc_option_group *groups, void *target, int count, char **words,
                           nc_words *operands)
{
    parsing p = {groups, target, words, count, 0, operands};
    nc_parsed parsed = NC_PARSED_RUN;
    bool options = true;

    *operands = (nc_words){0};
    while (p.at < count && parsed == NC_PARSED_RUN) {
        const char *word = words[p.at++];

        if (options && strcmp(word, "--") == 0) {
            options = false;
            operands->before = operands->count;
        } else if (options && strncmp(word, "--", 2) == 0)
            parsed = parse_long_option(&p, word + 2);
        else if (options && word[0] == '-' && word[1])
            parsed = parse_letters(&p, word + 1);
        else if (!add_word(&p, operands, word))
            parsed = NC_PARSED_WRONG;
    }
    return parsed;
}

void nc_options_reset(const nc_option_group *groups, void *target)
{
    for (const nc_option_group *g = groups; g->title; g++)
        for (const nc_option *o = g->options; o->name; o++)
            if (o->type == NC_OPTION_TEXTS || o->type == NC_OPTION_WORDS) {
                nc_words *list = (nc_words *)((char *)target + g->at + o->target);

                free(list->items);
                *list = (nc_words){0};
            }
}
