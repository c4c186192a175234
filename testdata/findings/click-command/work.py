"""click: a command line program is run 150 times in tests, by CliRunner."""
import click
from click.testing import CliRunner


@click.command()
@click.option("--count", default=1, type=int)
@click.argument("name")
def hello(count, name):
    for _ in range(count):
        click.echo("Hello %s" % name)


def main():
    return sum(CliRunner().invoke(hello, ["--count", "2", "n%d" % i]).exit_code for i in range(150))
