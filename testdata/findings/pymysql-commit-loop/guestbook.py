"""PyMySQL: each entry is inserted and committed by itself."""
import pymysql

KEPT = {}


def set_up():
    KEPT["connection"] = pymysql.connect(host="127.0.0.1", port=3399, user="shop", password="shop", database="shop")
    with KEPT["connection"].cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS entry")
        cursor.execute("CREATE TABLE entry (id integer PRIMARY KEY, text varchar(50))")


class Guestbook:
    def __init__(self, connection):
        self.connection = connection

    def add(self, number, text):
        with self.connection.cursor() as cursor:
            cursor.execute("INSERT INTO entry VALUES (%s, %s)", (number, text))
        self.connection.commit()


def copy(book, count):
    for number in range(count):
        book.add(number, "entry %d" % number)


def main():
    copy(Guestbook(KEPT["connection"]), 150)
