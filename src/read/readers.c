/* SPDX-License-Identifier: MIT */
#include "ncalls/list.h"
#include "read/reader.h"

#define READER(name) &nc_read_##name,
const nc_reader *const nc_readers_all[] = {
#include "read/readers.def"
    NULL,
};
#undef READER

enum { READER_COUNT = sizeof nc_readers_all / sizeof *nc_readers_all - 1 };

const ncalls_reader_row *ncalls_reader_at(size_t index)
{
    static ncalls_reader_row rows[READER_COUNT];

    if (index >= READER_COUNT)
        return NULL;
    rows[index] = (ncalls_reader_row){nc_readers_all[index]->name, nc_readers_all[index]->title};
    return &rows[index];
}
