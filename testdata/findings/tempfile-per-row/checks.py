"""A temporary file is made, written and read again for each of 300 rows."""
import tempfile


def checked(row):
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write(row)
        file.seek(0)
        return file.read()


def check_all(rows):
    return [checked(row) for row in rows]


def main():
    return len(check_all(["row %d" % i for i in range(400)]))
