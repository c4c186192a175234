"""psycopg2: a query per line of an order, the cursor opened for each."""
import psycopg2

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


def name(connection, number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM product WHERE id = %s", (number,))
        return cursor.fetchone()[0]


def lines(connection, numbers):
    out = []
    for number in numbers:
        out.append(name(connection, number))
    return out


def main():
    connection = connect()
    found = lines(connection, range(1, 2001))
    connection.close()
    return found
