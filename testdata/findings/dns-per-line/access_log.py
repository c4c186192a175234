"""The host of each line of a log is looked up again, though there are three of them."""
import socket

HOSTS = ["localhost", "127.0.0.1", "127.0.0.2"]


def address(host):
    return socket.getaddrinfo(host, 80, proto=socket.IPPROTO_TCP)[0][4][0]


def parse(line):
    host, path = line.split()
    return address(host), path


def main():
    lines = ["%s /page/%d" % (HOSTS[i % 3], i) for i in range(4000)]
    seen = {}
    for line in lines:
        place, path = parse(line)
        seen[place] = path
    return seen
