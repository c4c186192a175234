"""mysqlclient: a query per guest of a list."""
import MySQLdb


def connect():
    return MySQLdb.connect(host="127.0.0.1", port=3399, user="shop", password="shop", database="shop")


def set_up():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS guest")
    cursor.execute("CREATE TABLE guest (id integer PRIMARY KEY, name varchar(50))")
    cursor.executemany("INSERT INTO guest VALUES (%s, %s)", [(i, "Guest %d" % i) for i in range(1, 1001)])
    connection.commit()
    connection.close()


def name_of(cursor, number):
    cursor.execute("SELECT name FROM guest WHERE id = %s", (number,))
    return cursor.fetchone()[0]


def names(connection, numbers):
    cursor = connection.cursor()
    found = []
    for number in numbers:
        found.append(name_of(cursor, number))
    return found


def main():
    connection = connect()
    found = names(connection, range(1, 1001))
    connection.close()
    return found
