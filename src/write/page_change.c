/* SPDX-License-Identifier: MIT */
/* What a comparison comes to: which findings are new or gone. */
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

void nc_page_add_change(nc_page *page)
{
    const ncalls_write_options *o = page->options;

    nc_page_add_known(page, ",\n\"change\": {\"scaled\": ", page->diff->scaled);
    if (o->findings && o->base_findings) {
        say_findings(page, ",\n\"new\": [", o->findings, o->base_findings);
        say_findings(page, ",\n\"gone\": [", o->base_findings, o->findings);
    }
    NC_PAGE_SAY(page, "}");
}
