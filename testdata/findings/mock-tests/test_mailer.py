"""Fifty tests with mock objects, as test suites have them."""
import unittest
from unittest import mock


class Mailer:
    def __init__(self, transport):
        self.transport = transport

    def send(self, to, text):
        if "@" not in to:
            raise ValueError(to)
        return self.transport.deliver(to, text.strip())


class MailerTest(unittest.TestCase):
    pass


def add_test(number):
    def test(self):
        transport = mock.Mock()
        transport.deliver.return_value = number
        self.assertEqual(Mailer(transport).send("a%d@example.org" % number, " hello "), number)
        transport.deliver.assert_called_once_with("a%d@example.org" % number, "hello")
        with self.assertRaises(ValueError):
            Mailer(transport).send("nobody", "")

    setattr(MailerTest, "test_%d" % number, test)


for at in range(50):
    add_test(at)


def main():
    result = unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(MailerTest))
    assert result.wasSuccessful()
