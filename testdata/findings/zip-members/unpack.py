"""An archive of 250 members: each is opened once, read and checked."""
import hashlib
import zipfile


def set_up():
    with zipfile.ZipFile("parts.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(250):
            archive.writestr("part/%d.txt" % number, ("text of part %d " % number) * 800)


def digest(archive, name):
    with archive.open(name) as member:
        return hashlib.md5(member.read()).hexdigest()


def main():
    with zipfile.ZipFile("parts.zip") as archive:
        return {name: digest(archive, name) for name in archive.namelist()}
