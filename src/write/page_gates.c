/* SPDX-License-Identifier: MIT */
/* The gates of a page, in the words of the report. */
#include "report/gates.h"
#include "write/page.h"

static void say_gate(nc_page *page, const ncalls_gate *gate)
{
    nc_jsontext_add_word(&page->out, "{\"outcome\": ", nc_report_gate_outcome(gate->outcome));
    nc_jsontext_add_word(&page->out, ", \"gate\": ", gate->name);
    nc_jsontext_add_word(&page->out, ", \"value\": ", gate->value);
    nc_jsontext_add_word(&page->out, ", \"was\": ", gate->was);
    nc_jsontext_add_word(&page->out, ", \"limit\": ", gate->limit);
    nc_jsontext_add_word(&page->out, ", \"message\": ", gate->message);
    NC_PAGE_SAY(page, "}");
}

void nc_page_add_gates(nc_page *page)
{
    const ncalls_gates *gates = page->options->gates;
    ncalls_gate gate;
    nc_text verdict;

    if (!gates)
        return;
    nc_text_init(&verdict);
    nc_report_gates_verdict(&verdict, gates);
    nc_jsontext_add_word(&page->out, ",\n\"verdict\": ", verdict.bytes);
    page->failed |= nc_text_failed(&verdict);
    nc_text_reset(&verdict);
    NC_PAGE_SAY(page, ",\n\"gates\": [");
    for (size_t i = 0; ncalls_gates_at(gates, i, &gate); i++) {
        nc_jsontext_add(&page->out, i ? ",\n" : "\n", i ? 2 : 1);
        say_gate(page, &gate);
    }
    NC_PAGE_SAY(page, "]");
}
