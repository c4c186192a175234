/* SPDX-License-Identifier: MIT */
/* GNU's memrchr where the C library has none (macOS); configure's own line in
 * config.h declares it. */
#include <stdint.h>
#include <string.h>

#ifndef HAVE_MEMRCHR
void *memrchr(const void *bytes, int value, size_t size)
{
    const unsigned char *p = bytes;

    while (size--)
        if (p[size] == (unsigned char)value)
            return (void *)(uintptr_t)(p + size);
    return NULL;
}
#else
typedef int nothing_to_do;
#endif
