/* SPDX-License-Identifier: MIT */
/* What a comparison comes to: its first sentence, and which findings are new or gone. */
#include "report/diffing.h"
#include "write/page.h"

static void say_findings(nc_page *page, const char *key, const ncalls_findings *of, const ncalls_findings *other)
{
    const char *before = "";

    nc_jsontext_add(&page->out, key, strlen(key));
    for (uint32_t i = 0; of && i < of->count; i++) {
        const nc_finding *f = &of->items[i];

        if (nc_diffing_find(other, f->fingerprint))
            continue;
        nc_jsontext_add(&page->out, before, strlen(before));
        nc_jsontext_add_word(&page->out, "{\"fingerprint\": ", f->fingerprint);
        NC_PAGE_SAY(page, ", \"message\": ");
        nc_page_add_text(page, f->message, strlen(f->message));
        NC_PAGE_SAY(page, "}");
        before = ",\n";
    }
    NC_PAGE_SAY(page, "]");
}

ncalls_status nc_page_add_change(nc_page *page, ncalls_error *error)
{
    const ncalls_write_options *o = page->options;
    nc_text sentence;
    ncalls_status status;

    nc_text_init(&sentence);
    status = nc_diffing_summarize(&sentence, page->diff, o, error);
    NC_PAGE_SAY(page, ",\n\"change\": {\"summary\": ");
    nc_page_add_text(page, sentence.bytes, sentence.size);
    nc_page_add_known(page, ", \"scaled\": ", page->diff->scaled);
    if (o->findings && o->base_findings) {
        say_findings(page, ",\n\"new\": [", o->findings, o->base_findings);
        say_findings(page, ",\n\"gone\": [", o->base_findings, o->findings);
    }
    NC_PAGE_SAY(page, "}");
    if (!status && nc_text_failed(&sentence))
        status = nc_fail_memory(error);
    nc_text_reset(&sentence);
    return status;
}
