/* SPDX-License-Identifier: MIT */
#include "rules/condition.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "ncalls/nearest.h"
#include "rules/place.h"

typedef struct parser {
    nc_arena *arena;
    const nc_lexicon *lexicon;
    nc_condition *out;
    ncalls_error *error;
} parser;

static ncalls_status fail_condition(const parser *p, const char *what)
{
    return nc_fail(p->error, NCALLS_USAGE, "%.100s: %s", p->out->text, what);
}

/* ---- findings ---------------------------------------------------------------------- */

static bool is_rule(const nc_lexicon *x, const char *word)
{
    for (uint32_t i = 0; *word && i < x->rule_count; i++)
        if (strncmp(x->rules[i].id, word, strlen(word)) == 0 || strcmp(x->rules[i].name, word) == 0)
            return true;
    return false;
}

static bool take_findings(parser *p, const char *word)
{
    nc_condition *c = p->out;

    c->kind = NC_CONDITION_FINDINGS;
    c->quantity.measure = NC_MEASURE_findings;
    c->only_new = strncmp(word, "new-", 4) == 0;
    word += c->only_new ? 4 : 0;
    if (strcmp(word, "findings") == 0)
        c->severity = NCALLS_SEVERITY_INFO;
    else if (strcmp(word, "warning") == 0)
        c->severity = NCALLS_SEVERITY_WARNING;
    else if (strcmp(word, "error") == 0)
        c->severity = NCALLS_SEVERITY_ERROR;
    else if (is_rule(p->lexicon, word))
        c->rule = word;
    else
        return false;
    return true;
}

/* ---- measures ---------------------------------------------------------------------- */

static bool take_category(parser *p, const char *word)
{
    const nc_lexicon *x = p->lexicon;
    nc_quantity *q = &p->out->quantity;
    size_t size = strlen(word);
    bool family = size > 1 && word[size - 1] == '*' && word[size - 2] == '.';

    for (uint32_t i = 1; i <= x->category_count; i++)
        if (family ? strncmp(word, x->categories[i], size - 1) == 0 : strcmp(word, x->categories[i]) == 0) {
            q->categories.bits[i / 64] |= (uint64_t)1 << i % 64;
            q->category = word;
        }
    q->measure = NC_MEASURE_calls;
    return q->category;
}

static bool take_measure(parser *p, const char *word)
{
    for (size_t i = 0; nc_budget_word(i); i++)
        if (strcmp(word, nc_budget_word(i)) == 0) {
            p->out->quantity.measure = (nc_measure)i;
            return true;
        }
    return take_category(p, word);
}

/* A function restricts queries to those in or under it, all else to itself. */
static ncalls_status take_function(parser *p, const char *text, size_t size)
{
    nc_quantity *q = &p->out->quantity;
    bool under = q->category || *nc_budget_category(q->measure);
    nc_text pattern;
    const char *copy;

    if (!size)
        return fail_condition(p, "there is no function between the brackets");
    if (nc_budget_kind(q->measure) == NC_MEASURE_WHOLE || nc_budget_kind(q->measure) == NC_MEASURE_FINDINGS)
        return fail_condition(p, "this is of the whole program; self and cumulative are of functions");
    nc_text_init(&pattern);
    nc_place_add(&pattern, text, size);
    copy = nc_text_failed(&pattern) ? NULL : nc_arena_add_text(p->arena, pattern.bytes, pattern.size);
    nc_text_reset(&pattern);
    *(under ? &q->under : &q->function) = copy;
    return copy ? NCALLS_OK : nc_fail_memory(p->error);
}

static ncalls_status fail_word(const parser *p, const char *word)
{
    ncalls_nearest nearest = {.typed = word};
    static const char *const others[] = {"new-findings", "error", "warning", "new-error", "new-warning", NULL};

    for (size_t i = 0; nc_budget_word(i); i++)
        ncalls_nearest_offer(&nearest, nc_budget_word(i));
    for (size_t i = 0; others[i]; i++)
        ncalls_nearest_offer(&nearest, others[i]);
    for (uint32_t i = 0; i < p->lexicon->rule_count; i++)
        ncalls_nearest_offer(&nearest, p->lexicon->rules[i].name);
    for (uint32_t i = 1; i <= p->lexicon->category_count; i++)
        ncalls_nearest_offer(&nearest, p->lexicon->categories[i]);
    if (nearest.best)
        return nc_fail(p->error, NCALLS_USAGE, "%.100s: nothing is called %.60s; did you mean %s?", p->out->text, word,
                       nearest.best);
    return nc_fail(p->error, NCALLS_USAGE,
                   "%.100s: nothing is called %.60s; conditions are like new-findings, calls+10%% or queries:50",
                   p->out->text, word);
}

static ncalls_status take_amount(parser *p, char sign, const char *text)
{
    nc_condition *c = p->out;
    const char *wrong;

    c->kind = sign == '+' ? NC_CONDITION_GROWTH : NC_CONDITION_LEVEL;
    if (c->kind == NC_CONDITION_GROWTH && c->quantity.measure == NC_MEASURE_findings)
        return fail_condition(p, "write new-findings");
    if (c->kind == NC_CONDITION_GROWTH && nc_budget_kind(c->quantity.measure) == NC_MEASURE_SHARE)
        return fail_condition(p, "shares are limited as share(function):20%; cumulative(function)+20% is growth");
    if (!nc_budget_amount(text, &c->amount))
        return fail_condition(p, "no amount stands at its end, as 10, 10%, 50 ms or 64 KiB");
    wrong = nc_budget_mismatch(&c->quantity, c->amount, c->kind == NC_CONDITION_GROWTH);
    return wrong ? nc_fail(p->error, NCALLS_USAGE, "%.100s: the amount must be %s", c->text, wrong) : NCALLS_OK;
}

/* ---- one condition, all of them ------------------------------------------------------ */

/* Where the bracket that opens here is closed, NULL: nowhere. */
static const char *find_close(const char *open)
{
    size_t depth = 0;

    for (const char *at = open; *at; at++) {
        depth += *at == '(';
        if (*at == ')' && --depth == 0)
            return at;
    }
    return NULL;
}

static ncalls_status take_comparison(parser *p, const char *text, size_t word_size)
{
    const char *open = text + word_size, *close = NULL, *word = nc_arena_add_text(p->arena, text, word_size);
    ncalls_status status = NCALLS_OK;

    if (!word)
        return nc_fail_memory(p->error);
    if (!take_measure(p, word))
        return fail_word(p, word);
    if (*open == '(') {
        close = find_close(open);
        if (!close)
            return fail_condition(p, "the bracket is not closed");
        status = take_function(p, open + 1, (size_t)(close - open) - 1);
        open = close + 1;
    }
    if (status)
        return status;
    if (*open != '+' && *open != ':')
        return fail_condition(p, "behind it stands + and how much more, or : and the most that is right");
    if (nc_budget_kind(p->out->quantity.measure) == NC_MEASURE_SHARE && !p->out->quantity.function)
        return fail_condition(p, "of which function? Write share(function):20%");
    return take_amount(p, *open, open + 1);
}

static ncalls_status take_condition(parser *p)
{
    const char *text = p->out->text;
    size_t word_size = strcspn(text, "(+:");

    if (!*text)
        return nc_fail(p->error, NCALLS_USAGE, "a condition is empty");
    if (text[word_size])
        return take_comparison(p, text, word_size);
    if (take_findings(p, text))
        return NCALLS_OK;
    if (take_measure(p, text))
        return fail_condition(p, "behind it stands + and how much more, or : and the most that is right");
    return fail_word(p, text);
}

/* Up to the next comma that is in no brackets. */
static size_t measure_one(const char *text)
{
    size_t depth = 0, size = 0;

    for (; text[size] && (text[size] != ',' || depth); size++) {
        depth += text[size] == '(';
        depth -= depth && text[size] == ')';
    }
    return size;
}

ncalls_status nc_condition_parse(nc_condition **list, size_t *count, size_t *room, const char *text, nc_arena *arena,
                                 const nc_lexicon *lexicon, ncalls_error *error)
{
    ncalls_status status = NCALLS_OK;

    for (bool more = true; !status && more;) {
        size_t size = measure_one(text), first = strspn(text, " "), last = size;
        parser p = {.arena = arena, .lexicon = lexicon, .error = error};

        first = first < size ? first : size;
        while (last > first && text[last - 1] == ' ')
            last--;
        if (!nc_alloc_grow(list, room, *count + 1, sizeof **list))
            return nc_fail_memory(error);
        p.out = &(*list)[*count];
        *p.out = (nc_condition){.text = nc_arena_add_text(arena, text + first, last - first)};
        if (!p.out->text)
            return nc_fail_memory(error);
        status = take_condition(&p);
        *count += !status;
        more = text[size] == ',';
        text += size + more;
    }
    return status;
}
