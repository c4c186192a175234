"""Four hundred tests of one's own, each with a database in memory made in setUp(): test runs do such things."""
import sqlite3
import unittest


class Stock:
    def __init__(self):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, count INTEGER)")

    def put(self, number, count):
        self.connection.execute("INSERT INTO item VALUES (?, ?)", (number, count))

    def count(self, number):
        row = self.connection.execute("SELECT count FROM item WHERE id = ?", (number,)).fetchone()
        return row[0] if row else 0


class StockTest(unittest.TestCase):
    def setUp(self):
        self.stock = Stock()

    def tearDown(self):
        self.stock.connection.close()


def add_test(number):
    def test(self):
        self.stock.put(number, number * 2)
        self.assertEqual(self.stock.count(number), number * 2)
        self.assertEqual(self.stock.count(number + 1), 0)

    setattr(StockTest, "test_%d" % number, test)


for at in range(400):
    add_test(at)


def main():
    result = unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(StockTest))
    assert result.wasSuccessful()
