/* SPDX-License-Identifier: MIT */
/* One line on the terminal for work that takes long; gone when it is done. */
#ifndef NC_PROGRESS_H
#define NC_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* From here on the clock runs; nothing is shown in the first half second.
 * False: nobody would see it (standard error is no terminal), so that there is
 * no need for reports. */
bool nc_progress_start(void);

/* For ncalls_read_options.progress. */
bool nc_progress_report(void *payload, const char *path, uint64_t done, uint64_t size);

/* What is done now, when it is not reading: "analyzing", or "writing" a path
 * (else ""). */
void nc_progress_stage(const char *what, const char *path);

/* Takes the line away, if there is one. A signal handler may call it. */
void nc_progress_erase(void);

#endif
