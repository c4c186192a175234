/* SPDX-License-Identifier: MIT */
/* libncalls: read saved Python profiles, say what is wrong and why, write it. */
#ifndef NCALLS_NCALLS_H
#define NCALLS_NCALLS_H

#include "changes.h"
#include "endpoints.h"
#include "findings.h"
#include "gates.h"
#include "list.h"
#include "nearest.h"
#include "profile.h"
#include "results.h"
#include "runs.h"
#include "status.h"
#include "write.h"

#endif
