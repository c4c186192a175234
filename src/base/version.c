/* SPDX-License-Identifier: MIT */
#include <ncalls/api.h>

const char *ncalls_version(void)
{
    return PACKAGE_VERSION;
}
