/* SPDX-License-Identifier: MIT */
#include "cli/completions.h"

#include <string.h>

static const struct {
    const char *name;
    void (*print)(void);
} shells[] = {
    {"bash", nc_completions_bash},
    {"zsh", nc_completions_zsh},
    {"fish", nc_completions_fish},
};

enum { SHELL_COUNT = sizeof shells / sizeof *shells };

const char *nc_completions_word(size_t index)
{
    return index < SHELL_COUNT ? shells[index].name : NULL;
}

void nc_completions_print(const char *shell)
{
    for (size_t i = 0; i < SHELL_COUNT; i++)
        if (strcmp(shells[i].name, shell) == 0)
            shells[i].print();
}
