#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Text of other scripts in pictures: where it has ink in a PNG, in which order."""
import ctypes
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests"))
import tap

PLAIN = "aaaaaaaa"
ROW = 18  # pixels of a frame, with the gap to the next


def rows_of(png):
    """Lines of (r, g, b) of a PNG as cairo writes it: 8 bits a colour, not interlaced."""
    at, packed, width = 8, b"", 0
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width = struct.unpack(">I", body[:4])[0]
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    raw, stride, before = zlib.decompress(packed), 3 * width, bytearray(3 * width)
    for start in range(0, len(raw), stride + 1):
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            a, b, c = (line[i - 3] if i > 2 else 0), before[i], (before[i - 3] if i > 2 else 0)
            p = a + b - c
            nearest = a if abs(p - a) <= min(abs(p - b), abs(p - c)) else b if abs(p - b) <= abs(p - c) else c
            line[i] = (line[i] + (0, a, b, (a + b) // 2, nearest)[kind]) & 255
        before = line
        yield line


def ink(name, folder):
    """Columns of the dark pixels in the frame of `name`, and those below the line it stands on."""
    path = os.path.join(folder, "flame.png")
    got = tap.run("flame", "-", "-o", path, "--icicle", "--width", "400", input=(name + " 10\n").encode())
    if got.returncode:
        return [], []
    with open(path, "rb") as file:
        rows = list(rows_of(file.read()))[78 + ROW : 78 + 2 * ROW - 1]
    dark = [[x for x in range(10, 390) if sum(row[3 * x : 3 * x + 3]) < 250] for row in rows]
    return [x for row in dark for x in row], [x for row in dark[14:] for x in row]


def has_pango():
    try:
        ctypes.CDLL("libpangocairo-1.0.0.dylib" if sys.platform == "darwin" else "libpangocairo-1.0.so.0")
        return True
    except OSError:
        return False


def has_face(language):
    tool = shutil.which("fc-list")
    return bool(tool and subprocess.run([tool, ":lang=" + language], stdout=subprocess.PIPE, check=False).stdout)


def check_order(folder):
    text = "Hebrew is read from the right"
    if not has_pango():
        tap.skip(text, "there is no Pango")
        return
    if not has_face("he"):
        tap.skip(text, "no face has Hebrew")
        return
    # Six letters that stand on the line, then six that reach below it: those are last, on the left.
    every, below = ink("\u05dd" * 6 + "\u05df" * 6, folder)
    middle = sum(every) / len(every) if every else 0
    tap.ok(below and sum(below) / len(below) < middle, text, every[:20], below[:20])


with tempfile.TemporaryDirectory() as scratch:
    every, below = ink(PLAIN, scratch)
    tap.ok(every and not below, "plain letters stand on their line", every[:20], below[:20])
    every, below = ink("aaaaaagggggg", scratch)
    tap.ok(below and sum(below) / len(below) > sum(every) / len(every), "Latin is read from the left", every[:20], below[:20])
    check_order(scratch)
tap.done()
