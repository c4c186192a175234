"""psycopg 3: executemany() and one query whose cursor is iterated over."""
import psycopg

DSN = "host=127.0.0.1 port=5499 user=shop dbname=postgres"


def connect():
    return psycopg.connect(DSN)


def set_up():
    with connect() as connection:
        cursor = connection.cursor()
        cursor.execute("DROP TABLE IF EXISTS product")
        cursor.execute("CREATE TABLE product (id integer PRIMARY KEY, name text, stock integer)")
        cursor.execute("INSERT INTO product SELECT n, 'Product ' || n, n % 9 FROM generate_series(1, 2000) n")
        connection.commit()


def load(connection, rows):
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO product VALUES (%s, %s, %s) ON CONFLICT (id) DO NOTHING", rows)


def stock(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, stock FROM product")
        return {number: count for number, count in cursor}


def main():
    with connect() as connection:
        load(connection, [(i, "New %d" % i, 0) for i in range(2001, 3001)])
        return len(stock(connection))
