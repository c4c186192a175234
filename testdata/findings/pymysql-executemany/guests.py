"""PyMySQL: executemany() of an INSERT, and one query for all names."""
import pymysql


def connect():
    return pymysql.connect(host="127.0.0.1", port=3399, user="shop", password="shop", database="shop")


def set_up():
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS guest")
    cursor.execute("CREATE TABLE guest (id integer PRIMARY KEY, name varchar(50))")
    cursor.executemany("INSERT INTO guest VALUES (%s, %s)", [(i, "Guest %d" % i) for i in range(1, 1001)])
    connection.commit()
    connection.close()


def load(connection, rows):
    with connection.cursor() as cursor:
        cursor.executemany("REPLACE INTO guest VALUES (%s, %s)", rows)
    connection.commit()


def names(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM guest")
        return {number: name.upper() for number, name in cursor.fetchall()}


def main():
    connection = connect()
    load(connection, [(i, "New %d" % i) for i in range(2001, 5001)])
    found = names(connection)
    connection.close()
    return len(found)
