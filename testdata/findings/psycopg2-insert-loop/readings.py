"""psycopg2: an INSERT per reading, committed once at the end."""
import psycopg2


def connect():
    return psycopg2.connect("host=127.0.0.1 port=5499 user=shop dbname=postgres")


def set_up():
    with connect() as connection:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS reading")
            cursor.execute("CREATE TABLE reading (station integer, celsius real)")


def store(connection, readings):
    with connection.cursor() as cursor:
        for station, celsius in readings:
            cursor.execute("INSERT INTO reading VALUES (%s, %s)", (station, celsius))
    connection.commit()


def main():
    connection = connect()
    store(connection, [(i % 9, i / 7) for i in range(1500)])
    connection.close()
