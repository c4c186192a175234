/* SPDX-License-Identifier: MIT */
/*
 * The path of a module, as it is the same in every installation: what stands
 * below site-packages or lib/python3.11, a frozen module as its file, a package
 * as its module. Of other paths goes what differs in every run: addresses, and how
 * many cells a notebook had run before.
 *
 *     /opt/python/3.11/lib/python3.11/re/__init__.py   re.py
 *     <frozen importlib._bootstrap>                     importlib/_bootstrap.py
 *     /srv/venv/lib/python3.12/site-packages/a/b.py     a/b.py
 *     <generated 0x7f3b7a0becc0>                        <generated 0x>
 */
#ifndef NC_MODULEPATH_H
#define NC_MODULEPATH_H

#include "base/text.h"

void nc_modulepath_add(nc_text *out, const char *path, size_t size);

#endif
