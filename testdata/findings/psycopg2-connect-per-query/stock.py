"""psycopg2: each query has a connection of its own."""
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


def stock_of(number):
    connection = connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT stock FROM product WHERE id = %s", (number,))
            return cursor.fetchone()[0]
    finally:
        connection.close()


def main():
    total = 0
    for number in range(1, 101):
        total += stock_of(number)
    return total
