"""Sixty messages with two attachments each are parsed and their parts counted."""
import email.message
import email.parser
import email.policy


def message(number):
    mail = email.message.EmailMessage()
    mail["Subject"] = "Message %d" % number
    mail["To"] = "someone%d@example.org" % number
    mail.set_content("Hello " * 30)
    mail.add_attachment(b"x" * 3000, maintype="application", subtype="octet-stream", filename="a.bin")
    mail.add_attachment(b"y" * 2000, maintype="application", subtype="octet-stream", filename="b.bin")
    return mail.as_bytes()


def parts(data):
    mail = email.parser.BytesParser(policy=email.policy.default).parsebytes(data)
    return mail["subject"], [len(part.get_content()) for part in mail.iter_attachments()]


def main():
    return [parts(message(number)) for number in range(60)]
