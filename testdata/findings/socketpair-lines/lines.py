"""4,000 lines through a pair of sockets, written and read by buffered files."""
import socket


def main():
    here, there = socket.socketpair()
    count = 0
    for _ in range(40):
        with there.makefile("w", encoding="utf-8") as writer:
            writer.writelines("line %d\n" % i for i in range(100))
        with here.makefile("r", encoding="utf-8") as reader:
            count += sum(1 for _, line in zip(range(100), reader))
    here.close()
    there.close()
    return count
