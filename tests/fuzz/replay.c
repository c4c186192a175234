/* SPDX-License-Identifier: MIT */
/*
 * A main for a fuzz target where there is no libFuzzer: runs it on every file
 * named, and on every file below every folder named, so that what a fuzzer once
 * found is tried in each test run. Says which file before it tries it: the last
 * line is the culprit's.
 */
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    size_t size = (size_t)status->st_size;
    uint8_t *data;
    FILE *file;

    (void)place;
    if (kind != FTW_F)
        return 0;
    printf("replay %s\n", path);
    fflush(stdout);
    file = fopen(path, "rb");
    /* Exactly as large as the file: one byte beyond is for ASan to see. */
    data = malloc(size ? size : 1);
    if (!file || !data || fread(data, 1, size, file) != size) {
        perror(path);
        return 1;
    }
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (nftw(argv[i], replay, 16, FTW_PHYS) != 0)
            return 1;
    return 0;
}
