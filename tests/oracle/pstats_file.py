# SPDX-License-Identifier: MIT
"""What a pstats file holds, read without ncalls and without this Python's own
marshal module, so that the files of every Python can be compared.

rows(bytes) gives [(key, (cc, nc, tt, ct, callers))], in the file's order; a key
is (file, line, name) with texts as bytes, callers is a list of (key, value).
"""
import re
import struct


class Unreadable(Exception):
    pass


NULL = object()

# Leading int32s and whether Python 3.11's layout follows; tried in turn, since
# nothing in the file says which Python compiled a code object.
CODE_LAYOUTS = [(5, "modern"), (6, "old"), (5, "old"), (4, "old"), (6, "pypy311")]


class Dict:
    """A dict as its pairs: keys may be equal, or hold what cannot be hashed."""

    def __init__(self):
        self.pairs = []


class Code:
    def __init__(self, name, file, line):
        self.name, self.file, self.line = name, file, line


class Reader:
    def __init__(self, data, layout):
        self.data, self.at, self.layout = data, 0, layout
        self.refs, self.interned = [], []

    def take(self, size):
        if size < 0 or self.at + size > len(self.data):
            raise Unreadable("truncated")
        piece = self.data[self.at:self.at + size]
        self.at += size
        return piece

    def u8(self):
        return self.take(1)[0]

    def i32(self):
        return struct.unpack("<i", self.take(4))[0]

    def value(self):
        code = self.u8()
        flag, kind = code & 0x80, chr(code & 0x7F)
        slot = None
        if flag:
            slot = len(self.refs)
            self.refs.append(None)
        result = self.plain(kind)
        if slot is not None:
            self.refs[slot] = result
        return result

    def items(self, count):
        return [self.value() for _ in range(count)]

    def plain(self, kind):
        if kind in "NTFS.":
            return {"N": None, "T": True, "F": False, "S": StopIteration, ".": Ellipsis}[kind]
        if kind == "0":
            return NULL
        if kind == "i":
            return self.i32()
        if kind == "I":
            return struct.unpack("<q", self.take(8))[0]
        if kind == "l":
            return self.long()
        if kind == "f":
            return float(self.take(self.u8()).decode("ascii"))
        if kind == "g":
            return struct.unpack("<d", self.take(8))[0]
        if kind == "x":
            return complex(float(self.take(self.u8())), float(self.take(self.u8())))
        if kind == "y":
            return complex(*struct.unpack("<dd", self.take(16)))
        if kind in "suaA":
            return self.take(self.i32())
        if kind == "t":
            self.interned.append(self.take(self.i32()))
            return self.interned[-1]
        if kind in "zZ":
            return self.take(self.u8())
        if kind == "R":
            return self.interned[self.i32()]
        if kind == "r":
            return self.refs[self.i32()]
        if kind == ")":
            return tuple(self.items(self.u8()))
        if kind in "([<>":
            return tuple(self.items(self.i32()))
        if kind == ":":
            return tuple(self.items(3))
        if kind == "{":
            return self.dict()
        if kind == "c":
            return self.code()
        raise Unreadable("type %r at byte %d" % (kind, self.at - 1))

    def long(self):
        count = self.i32()
        digits = struct.unpack("<%dH" % abs(count), self.take(2 * abs(count)))
        value = sum(digit << (15 * i) for i, digit in enumerate(digits))
        return -value if count < 0 else value

    def dict(self):
        result = Dict()
        while True:
            key = self.value()
            if key is NULL:
                return result
            result.pairs.append((key, self.value()))

    def code(self):
        ints, style = self.layout
        self.take(4 * ints)
        if style == "modern":
            parts = self.items(8)  # code consts names locals kinds file name qualname
            line = self.i32()
            self.items(2)  # line table, exception table
            return Code(parts[6], parts[5], line)
        parts = self.items(8)  # code consts names varnames freevars cellvars file name
        if style == "pypy311":
            self.items(1)
        line = self.i32()
        self.items(2 if style == "pypy311" else 1)
        return Code(parts[7], parts[6], line)


def load(data):
    reasons = []
    for layout in CODE_LAYOUTS:
        reader = Reader(data, layout)
        try:
            value = reader.value()
        except (Unreadable, IndexError, ValueError, struct.error, OverflowError) as error:
            reasons.append(str(error))
            continue
        if not isinstance(value, Dict):
            raise Unreadable("no dict")
        return value
    raise Unreadable(reasons[0])


def key_of(raw):
    file, line, name = raw
    if isinstance(name, Code):
        name = b"%s (%s:%d)" % (name.name, name.file, name.line)
    return file, line, name


def rows(data):
    result = []
    for key, value in load(data).pairs:
        if len(key) == 1:
            continue  # ("__sampled__",)
        cc, nc, tt, ct, callers = value
        result.append((key_of(key), (cc, nc, tt, ct, [(key_of(k), v) for k, v in callers.pairs])))
    return result


def is_sampled(data):
    return b"__sampled__" in data[-64:]


RENAMED = {b"<built-in method io.open>": b"<built-in method _io.open>",
           b"<built-in method io.open_code>": b"<built-in method _io.open_code>"}


def normal(key):
    """The key by which ncalls knows the function: no addresses, newest names."""
    file, line, name = key
    if name[:1] == b"<":
        name = RENAMED.get(name) or re.sub(b" at 0x[0-9a-fA-F]+", b"", name)
    return text(file), line, text(name)


def text(raw):
    """Bytes as the text that JSON gives back: surrogates and stray bytes kept."""
    return raw.decode("utf-8", "ncalls")


def keep(error):
    raw, at = error.object, error.start
    three = raw[at:at + 3]
    if len(three) == 3 and three[0] == 0xED and 0xA0 <= three[1] <= 0xBF and 0x80 <= three[2] <= 0xBF:
        return three.decode("utf-8", "surrogatepass"), at + 3
    return chr(0xDC00 + raw[at]), at + 1


def register():
    import codecs
    codecs.register_error("ncalls", keep)


register()
