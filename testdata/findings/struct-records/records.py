"""50,000 records of a binary file, unpacked one by one with a compiled Struct, and checked."""
import struct

RECORD = struct.Struct("<IHhd")


def valid(number, kind, level, value):
    return kind < 10 and -100 <= level <= 100 and value >= 0 and number % 7 != 3


def read(data):
    count = 0
    for fields in RECORD.iter_unpack(data):
        if valid(*fields):
            count += 1
    return count


def main():
    data = b"".join(RECORD.pack(i, i % 12, i % 150 - 70, i / 3) for i in range(50000))
    return read(data)
