"""psycopg 3: a query per item with Connection.execute()."""
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


def stock_of(connection, number):
    return connection.execute("SELECT stock FROM product WHERE id = %s", (number,)).fetchone()[0]


def available(connection, numbers):
    found = []
    for number in numbers:
        if stock_of(connection, number):
            found.append(number)
    return found


def main():
    with connect() as connection:
        return available(connection, range(1, 1501))
