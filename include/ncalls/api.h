/* SPDX-License-Identifier: MIT */
/* What every public header needs, and the version of the library. */
#ifndef NCALLS_API_H
#define NCALLS_API_H

#ifdef __cplusplus
extern "C" {
#endif

/* Marks what the shared library shows; everything else is hidden. */
#if defined(__GNUC__) || defined(__clang__)
#define NCALLS_API __attribute__((visibility("default")))
#else
#define NCALLS_API
#endif

/* The version of the library that is running, such as "0.1.0". */
NCALLS_API const char *ncalls_version(void);

#ifdef __cplusplus
}
#endif
#endif
