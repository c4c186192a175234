/* SPDX-License-Identifier: MIT */
#include "write/json_gates.h"

#include <string.h>

#include "base/alloc.h"
#include "write/json_findings.h"

static const char *outcome_word(ncalls_gate_outcome outcome)
{
    static const char *const words[] = {"passed", "skipped", "failed", "unchecked"};

    return words[outcome];
}

static void say_number(nc_jsontext *out, const char *key, int64_t value)
{
    nc_jsontext_add(out, key, strlen(key));
    nc_jsontext_add_int(out, value);
}

static void say_place(nc_jsontext *out, const ncalls_gate *gate)
{
    nc_jsontext_add_word(out, ", \"where\": {\"function\": ", gate->function);
    nc_jsontext_add_word(out, ", \"file\": ", gate->file);
    if (gate->line)
        say_number(out, ", \"line\": ", gate->line);
    NC_JSONTEXT(out, "}");
}

static void say_details(nc_jsontext *out, const char *text)
{
    const char *before = ", \"details\": [";

    while (*text) {
        size_t size = strcspn(text, "\n");

        nc_jsontext_add(out, before, strlen(before));
        nc_jsontext_add_string(out, text, size);
        text += size + (text[size] == '\n');
        before = ", ";
    }
    NC_JSONTEXT(out, "]");
}

static void say_gate(nc_jsontext *out, const ncalls_gate *gate)
{
    nc_jsontext_add_word(out, "{\"gate\": ", gate->name);
    nc_jsontext_add_word(out, ", \"kind\": ", gate->kind);
    if (*gate->origin) {
        nc_jsontext_add_word(out, ", \"origin\": {\"file\": ", gate->origin);
        say_number(out, ", \"line\": ", gate->origin_line);
        NC_JSONTEXT(out, "}");
    }
    nc_jsontext_add_word(out, ", \"profile\": ", gate->profile);
    nc_jsontext_add_word(out, ", \"outcome\": ", outcome_word(gate->outcome));
    if (gate->measured != NCALLS_ABSENT)
        say_number(out, ", \"measured\": ", gate->measured);
    if (gate->per != 1)
        say_number(out, ", \"per\": ", gate->per);
    if (gate->base != NCALLS_ABSENT)
        say_number(out, ", \"base\": ", gate->base);
    if (*gate->limit)
        nc_jsontext_add_word(out, ", \"limit\": ", gate->limit);
    nc_jsontext_add_word(out, ", \"message\": ", gate->message);
    if (*gate->function)
        say_place(out, gate);
    if (*gate->details)
        say_details(out, gate->details);
    NC_JSONTEXT(out, "}");
}

void nc_json_gates_add(nc_jsontext *out, const ncalls_gates *gates)
{
    ncalls_gate gate;

    if (!gates)
        return;
    nc_jsontext_add_word(out, "\"verdict\": ", outcome_word(ncalls_gates_outcome(gates)));
    NC_JSONTEXT(out, ",\n\"gates\": [");
    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++) {
        nc_jsontext_add(out, i ? ",\n" : "\n", i ? 2 : 1);
        say_gate(out, &gate);
    }
    NC_JSONTEXT(out, "],\n");
}

ncalls_status nc_json_gates_write(nc_sink *sink, const ncalls_write_options *options, const char *prefix,
                                  ncalls_error *error)
{
    const ncalls_findings *findings = options->findings;
    nc_jsontext *out = nc_alloc(sizeof *out);

    if (!out)
        return nc_fail_memory(error);
    nc_jsontext_init(out, sink, false);
    NC_JSONTEXT(out, "{\n\"schema\": \"ncalls-check/1\",\n");
    nc_json_gates_add(out, options->gates);
    NC_JSONTEXT(out, "\"findings\": [");
    for (uint32_t i = 0; findings && i < findings->count; i++) {
        nc_jsontext_add(out, i ? ",\n" : "\n", i ? 2 : 1);
        nc_json_findings_add(out, findings, &findings->items[i], prefix, NULL);
    }
    NC_JSONTEXT(out, "]\n}\n");
    nc_jsontext_flush(out);
    nc_alloc_free(out);
    return NCALLS_OK;
}
