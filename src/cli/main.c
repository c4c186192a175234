/* SPDX-License-Identifier: MIT */
#include <ncalls/api.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("ncalls %s\n", ncalls_version());
        return 0;
    }
    fputs("usage: ncalls --version\n", stderr);
    return 2;
}
