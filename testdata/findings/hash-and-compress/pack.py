"""Twenty megabytes are hashed and compressed in large pieces: the time is in C, where it belongs."""
import hashlib
import zlib


def pieces(size, count):
    for number in range(count):
        yield bytes([number % 251]) * size


def pack():
    digest, packer, out = hashlib.sha256(), zlib.compressobj(6), 0
    for piece in pieces(1 << 20, 20):
        digest.update(piece)
        out += len(packer.compress(piece))
    return digest.hexdigest(), out + len(packer.flush())


def main():
    return pack()
