"""psycopg2: execute_values() and one query with ANY."""
import psycopg2
from psycopg2 import extras

DSN = "host=127.0.0.1 port=5499 user=shop dbname=postgres"


def connect():
    return psycopg2.connect(DSN)


def set_up():
    with connect() as connection:
        cursor = connection.cursor()
        cursor.execute("DROP TABLE IF EXISTS product")
        cursor.execute("CREATE TABLE product (id integer PRIMARY KEY, name text, stock integer)")
        cursor.execute("INSERT INTO product SELECT n, 'Product ' || n, n % 9 FROM generate_series(1, 2000) n")
        connection.commit()


def load(connection, rows):
    with connection.cursor() as cursor:
        extras.execute_values(cursor, "INSERT INTO product VALUES %s ON CONFLICT (id) DO NOTHING", rows, page_size=1000)
    connection.commit()


def names(connection, numbers):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, name FROM product WHERE id = ANY(%s)", (list(numbers),))
        return dict(cursor.fetchall())


def main():
    connection = connect()
    load(connection, [(i, "New %d" % i, 0) for i in range(2001, 6001)])
    found = names(connection, range(1, 3000))
    connection.close()
    return sorted(found.values())[:3]
