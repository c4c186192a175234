/* SPDX-License-Identifier: MIT */
/*
 * mprof's .dat files: memory of a process over time.
 *
 *     CMDLINE python app.py
 *     MEM 50.671875 1795222186.2757                     MiB, unix seconds
 *     CHLD 12 20.1 1795222186.2757                      a child process
 *     FUNC app.load 40.1 1795222186.1 60.2 1795222187.3 1
 *
 * (mprof, run_action; memory_profiler.py, TimeStamper.) Traps: FUNC may come
 * before CMDLINE; several runs may follow each other in one file; the first
 * values may be tiny. What is kept is the highest memory of each process, and
 * how each marked function grew.
 */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "codec/textlines.h"
#include "read/reader.h"
#include "read/scan.h"

typedef struct mprof {
    nc_builder *b;
    double peak, first, last; /* MiB; seconds */
    uint64_t samples, functions, runs, odd, first_odd;
} mprof;

static bool take_decimal(nc_scan *s, double *out)
{
    nc_scan word = nc_scan_word(s);

    return nc_scan_left(&word) && nc_number_parse_float(word.p, nc_scan_left(&word), out) && isfinite(*out) &&
           fabs(*out) < 1e12;
}

static bool take_memory(mprof *m, nc_scan s)
{
    double memory, time;

    if (!nc_scan_skip(&s, "MEM ") || !take_decimal(&s, &memory) || !take_decimal(&s, &time))
        return false;
    if (memory > m->peak)
        m->peak = memory;
    if (!m->samples++)
        m->first = time;
    m->last = time;
    return true;
}

static bool take_child(nc_scan s)
{
    double index, memory, time;

    return nc_scan_skip(&s, "CHLD ") && take_decimal(&s, &index) && take_decimal(&s, &memory) &&
           take_decimal(&s, &time);
}

/* The name may hold blanks; the numbers behind it are four, or five with the
 * depth of the stack (from 0.56 on). */
static bool take_function(mprof *m, nc_scan s)
{
    const char *words[256];
    size_t count = 0, numbers;
    nc_scan name, rest;
    double begin, began, end, ended;
    int64_t growth;
    nc_func function;

    if (!nc_scan_skip(&s, "FUNC "))
        return false;
    name = rest = s;
    while (count < 256) {
        nc_scan word = nc_scan_word(&rest);

        if (!nc_scan_left(&word))
            break;
        words[count++] = word.p;
    }
    numbers = count >= 6 && !memchr(words[count - 1], '.', (size_t)(s.end - words[count - 1])) ? 5 : 4;
    if (count <= numbers)
        return false;
    rest = (nc_scan){words[count - numbers], s.end};
    name.end = words[count - numbers];
    nc_scan_trim(&name);
    if (!take_decimal(&rest, &begin) || !take_decimal(&rest, &began) || !take_decimal(&rest, &end) ||
        !take_decimal(&rest, &ended))
        return false;
    growth = llround((end - begin) * 1048576);
    function = nc_builder_function(m->b, nc_builder_string(m->b, "<mprof>", 7), 0,
                                   nc_builder_string(m->b, name.p, nc_scan_left(&name)));
    nc_builder_add_calls(m->b, function, 1, 1, growth, growth);
    m->functions++;
    return true;
}

static void take_line(mprof *m, const nc_textlines *lines)
{
    nc_scan line = {lines->bytes, lines->bytes + lines->size}, s = line;

    nc_scan_trim(&s);
    if (!nc_scan_left(&s) || take_memory(m, line) || take_child(line) || take_function(m, line))
        return;
    if (nc_scan_skip(&line, "CMDLINE"))
        m->runs++;
    else if (!m->odd++)
        m->first_odd = lines->number;
}

static void say_peak(mprof *m)
{
    char peak[400], seconds[400];

    nc_number_format_fixed(peak, sizeof peak, m->peak, 3);
    nc_number_format_fixed(seconds, sizeof seconds, m->last - m->first, 1);
    nc_builder_note(m->b, "the process's memory was %s MiB at its highest, in %s seconds", peak, seconds);
}

static ncalls_status hand_over(mprof *m, const nc_textlines *lines, ncalls_error *error)
{
    nc_func process;

    if (lines->status) {
        *error = lines->error;
        return lines->status;
    }
    if (!m->samples || m->odd > m->samples)
        return nc_fail(error, NCALLS_DAMAGED, "line %llu: MEM, FUNC, CHLD or CMDLINE expected",
                       (unsigned long long)(m->odd ? m->first_odd : lines->number));
    if (!m->functions) {
        int64_t peak = llround(m->peak * 1048576);

        process = nc_builder_function(m->b, nc_builder_string(m->b, "<mprof>", 7), 0,
                                      nc_builder_string(m->b, "<process>", 9));
        nc_builder_set_kind(m->b, process, NCALLS_KIND_SYNTHETIC);
        nc_builder_add_calls(m->b, process, 0, 0, peak, peak);
    }
    say_peak(m);
    if (m->runs > 1)
        nc_builder_note(m->b, "%llu runs follow each other in the file", (unsigned long long)m->runs);
    if (m->odd)
        nc_builder_note(m->b, "%llu lines were passed over, the first is line %llu", (unsigned long long)m->odd,
                        (unsigned long long)m->first_odd);
    return NCALLS_OK;
}

static ncalls_status read_mprof(nc_input *input, nc_builder *builder, ncalls_error *error)
{
    mprof m = {.b = builder};
    nc_textlines lines;
    ncalls_status status;

    nc_textlines_init(&lines, input);
    while (nc_textlines_next(&lines) && !nc_builder_failed(builder))
        take_line(&m, &lines);
    nc_builder_set_tool(builder, "mprof");
    nc_builder_declare(builder, NCALLS_HAS_MEMORY | (m.functions ? (unsigned)NCALLS_HAS_CALLS : 0),
                       NCALLS_UNIT_BYTES);
    status = hand_over(&m, &lines, error);
    return status;
}

/* A line of "MEM <number> <number>". */
static unsigned bid_mprof(const nc_head *head)
{
    nc_scan text = {(const char *)head->bytes, (const char *)head->bytes + head->size};
    const char *at = text.p;

    if (!nc_scan_skip(&text, "MEM ")) {
        at = nc_scan_find(text, "\nMEM ");
        if (!at)
            return 0;
        text.p = at + 5;
    }
    double memory, time;
    const char *end = memchr(text.p, '\n', nc_scan_left(&text));

    if (end)
        text.end = end;
    return take_decimal(&text, &memory) && take_decimal(&text, &time) ? 34 : 0;
}

const nc_reader nc_read_mprof = {
    .name = "mprof",
    .title = "mprof .dat files of memory_profiler",
    .is_text = true,
    .bid = bid_mprof,
    .read = read_mprof,
};
