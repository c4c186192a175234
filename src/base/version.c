/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <ncalls/api.h>

const char *ncalls_version(void)
{
    return PACKAGE_VERSION;
}
