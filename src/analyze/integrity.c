/* SPDX-License-Identifier: MIT */
#include "analyze/integrity.h"

#include <string.h>

#include "analyze/balance.h"
#include "analyze/mixing.h"
#include "base/alloc.h"
#include "base/text.h"
#include "base/unit.h"

/* Of whole seconds: fewer may be chance. */
enum { WHOLE_SECONDS = 3 };

typedef struct judge {
    const ncalls_profile *p;
    nc_integrity *out;
    size_t room;
    nc_text text; /* the note that is being written */
    bool failed;
} judge;

static bool has_tool(const ncalls_profile *p, const char *tool)
{
    for (uint32_t i = 0; i < p->source_count; i++)
        if (strcmp(nc_profile_text(p, p->sources[i].tool), tool) == 0)
            return true;
    return false;
}

/* Takes the text of the judge. */
static void add_note(judge *j, unsigned flag)
{
    char *text = nc_text_take(&j->text);

    if (!text || !nc_alloc_grow(&j->out->notes, &j->room, j->out->count + 1, sizeof *j->out->notes)) {
        nc_alloc_free(text);
        j->failed = true;
        return;
    }
    j->out->notes[j->out->count++] = (nc_integrity_note){flag, text};
    j->out->flags |= flag;
}

/* "encoder.py:183(encode)", harmless and not too long. */
static void add_function(judge *j, nc_func f)
{
    nc_str path = nc_profile_path(j->p, f), name = j->p->functions.name[f.at];
    const char *file = nc_profile_text(j->p, path);
    size_t size = nc_profile_size(j->p, path), name_size = nc_profile_size(j->p, name), at = size;

    while (at && file[at - 1] != '/' && file[at - 1] != '\\')
        at--;
    nc_text_add_escaped(&j->text, file + at, size - at < 60 ? size - at : 60);
    nc_text_add_format(&j->text, ":%d(", (int)j->p->functions.line[f.at]);
    nc_text_add_escaped(&j->text, nc_profile_text(j->p, name), name_size < 60 ? name_size : 60);
    nc_text_add_char(&j->text, ')');
}

static void add_count(judge *j, int64_t count, const char *one, const char *many)
{
    char number[NC_UNIT_ROOM];

    nc_unit_format_count(number, count);
    nc_text_add_format(&j->text, "%s %s", number, count == 1 ? one : many);
}

static void note_mixing(judge *j, const nc_mixing *mixing)
{
    static const char *const causes[] = {
        [NC_MIXING_THREADS] = "several threads were recorded on one stack, as cProfile does from Python 3.12 on",
        [NC_MIXING_GREENLETS] = "greenlets (gevent, SQLAlchemy's asyncio) were recorded on one stack",
        [NC_MIXING_UNKNOWN] = "the stacks of several threads or greenlets were recorded as one",
    };

    nc_text_add_format(&j->text, "%s: the callers, times and recursion of ", causes[mixing->cause]);
    add_count(j, mixing->suspects, "function", "functions");
    nc_text_add_string(&j->text, " are not what happened; how often they were called is");
    add_note(j, NC_INTEGRITY_THREADS);
}

/* PyPy's built-ins have names of their own until 3.10. */
static bool is_pypy(const ncalls_profile *p)
{
    static const char prefix[] = "<built-in function ";

    for (uint32_t i = 1; i <= p->files.count; i++)
        if (p->files.class_[i] == NCALLS_CLASS_STDLIB &&
            memmem(nc_profile_text(p, p->files.path[i]), nc_profile_size(p, p->files.path[i]), "/pypy", 5))
            return true;
    for (uint32_t i = 1; i <= p->functions.count; i++)
        if (p->functions.kind[i] == NCALLS_KIND_BUILTIN &&
            strncmp(nc_profile_text(p, p->functions.name[i]), prefix, sizeof prefix - 1) == 0)
            return true;
    return false;
}

/* What the balance proves only where a call ends when it returns: yappi and
 * PyPy account for exceptions and awaits in ways of their own. */
static bool is_unbalanced(const judge *j, const nc_balance *balance)
{
    int64_t least = j->p->totals.self / 100;

    return (balance->unexplained > least || balance->excess > least) && least >= 0 && j->p->edges.count &&
           !has_tool(j->p, "yappi") && !is_pypy(j->p);
}

static void note_balance(judge *j, const nc_balance *balance)
{
    int64_t lost = balance->unexplained > balance->excess ? balance->unexplained : balance->excess;
    char cost[NC_UNIT_ROOM];

    nc_unit_format_cost(cost, lost, j->p->unit);
    nc_text_add_format(&j->text, "%s of cost is missing, most %s ", cost, balance->overwritten.at ? "of" : "below");
    add_function(j, balance->overwritten.at ? balance->overwritten : balance->above);
    nc_text_add_string(&j->text, ": of functions with the same file, line and name cProfile keeps one");
    add_note(j, NC_INTEGRITY_OVERWRITTEN);
}

/* First as if there were no cycles: most profiles are beyond suspicion then,
 * and are spared the search. */
static bool judge_calls(judge *j, const nc_cycles *cycles)
{
    nc_balance balance = nc_balance_of(j->p, cycles);
    nc_cycles all;
    nc_mixing mixing;
    bool fine;

    if (nc_mixing_find(&mixing, j->p, cycles, NULL) != NCALLS_OK)
        return false;
    if (!cycles && (mixing.cause != NC_MIXING_NONE || is_unbalanced(j, &balance))) {
        nc_mixing_reset(&mixing);
        fine = nc_cycles_find(&all, j->p, NC_CYCLES_ALL, NULL) == NCALLS_OK && judge_calls(j, &all);
        nc_cycles_reset(&all);
        return fine;
    }
    if (mixing.cause != NC_MIXING_NONE)
        note_mixing(j, &mixing);
    else if (is_unbalanced(j, &balance))
        note_balance(j, &balance);
    j->out->suspect = mixing.suspect;
    return true;
}

static void judge_callers(judge *j)
{
    if (j->p->edges.count || j->p->functions.count < 2 || !(j->p->has & NCALLS_HAS_EDGES))
        return;
    nc_text_add_string(&j->text, "no callers were recorded (subcalls=False?): who called whom is not known");
    add_note(j, NC_INTEGRITY_CALLERS);
}

static void judge_signs(judge *j)
{
    const nc_functions *f = &j->p->functions;
    uint32_t count = 0;

    for (uint32_t i = 1; i <= f->count; i++)
        count += f->self[i] < 0 || (f->total[i] < 0 && f->total[i] != NCALLS_ABSENT);
    if (!count)
        return;
    add_count(j, count, "function has", "functions have");
    nc_text_add_string(&j->text,
                       j->p->unit == NCALLS_UNIT_BYTES
                           ? " negative memory: it was given back, or reckoned to another function"
                           : " negative times: the profiler took off more for its own work than it measured");
    add_note(j, NC_INTEGRITY_NEGATIVE);
}

static bool is_named(const ncalls_profile *p, nc_func f, const char *name)
{
    nc_str own = p->functions.name[f.at];
    size_t size = strlen(name);

    return nc_profile_size(p, own) == size && memcmp(nc_profile_text(p, own), name, size) == 0;
}

static bool resumes(const ncalls_profile *p, nc_func f)
{
    static const char *const names[] = {
        "<built-in method builtins.next>",         "<method 'send' of 'generator' objects>",
        "<method 'throw' of 'generator' objects>", "<method 'send' of 'coroutine' objects>",
        "<method 'throw' of 'coroutine' objects>",
    };

    if (p->functions.kind[f.at] != NCALLS_KIND_BUILTIN)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_named(p, f, names[i]))
            return true;
    return false;
}

bool nc_integrity_is_resumed(const ncalls_profile *profile, nc_func f)
{
    const nc_edges *e = &profile->edges;

    if (profile->functions.kind[f.at] == NCALLS_KIND_BUILTIN || is_named(profile, f, "__next__"))
        return false;
    if (is_named(profile, f, "<genexpr>"))
        return true;
    for (uint32_t i = e->in_begin[f.at]; i < e->in_begin[f.at + 1]; i++)
        if (resumes(profile, e->caller[i]))
            return true;
    return false;
}

/* Generators are everywhere, and one more call than items is soon explained.
 * Coroutines are worth a word: nobody expects 51 calls of one request. */
static void judge_coroutines(judge *j)
{
    nc_str name = nc_profile_find_text(j->p, "_run_once");
    bool found = false;

    for (uint32_t i = 1; name.at && i <= j->p->functions.count && !found; i++) {
        nc_str path = nc_profile_path(j->p, (nc_func){i});

        found = j->p->functions.name[i].at == name.at &&
                memmem(nc_profile_text(j->p, path), nc_profile_size(j->p, path), "asyncio", 7);
    }
    if (!found || !(j->p->has & NCALLS_HAS_CALLS))
        return;
    nc_text_add_string(&j->text, "an event loop ran: calls of a coroutine are its resumptions, and its times do not "
                                 "include what it waited for");
    add_note(j, NC_INTEGRITY_RESUMED);
}

static void judge_clock(judge *j)
{
    const nc_functions *f = &j->p->functions;
    uint32_t whole = 0;

    if (!(j->p->has & NCALLS_HAS_TIME) || j->p->unit != NCALLS_UNIT_NANOSECONDS)
        return;
    for (uint32_t i = 1; i <= f->count; i++) {
        if (f->self[i] % 1000000000)
            return;
        whole += f->self[i] != 0;
    }
    if (whole < WHOLE_SECONDS)
        return;
    nc_text_add_string(&j->text, "all times are whole seconds: the profiler's timer had another unit (nanoseconds, "
                                 "ticks), and the file does not say which");
    add_note(j, NC_INTEGRITY_CLOCK);
}

static bool judge_all(judge *j)
{
    if (!judge_calls(j, NULL))
        return false;
    judge_callers(j);
    judge_signs(j);
    judge_coroutines(j);
    judge_clock(j);
    return !j->failed;
}

ncalls_status nc_integrity_judge(nc_integrity *out, const ncalls_profile *profile, ncalls_error *error)
{
    judge j = {.p = profile, .out = out};
    bool fine;

    *out = (nc_integrity){0};
    nc_text_init(&j.text);
    fine = judge_all(&j);
    nc_text_reset(&j.text);
    if (fine)
        return NCALLS_OK;
    nc_integrity_reset(out);
    return nc_fail_memory(error);
}

void nc_integrity_reset(nc_integrity *integrity)
{
    for (uint32_t i = 0; i < integrity->count; i++)
        nc_alloc_free((char *)integrity->notes[i].text);
    nc_alloc_free(integrity->notes);
    nc_alloc_free(integrity->suspect);
    *integrity = (nc_integrity){0};
}
