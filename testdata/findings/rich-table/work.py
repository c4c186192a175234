"""rich: a table of 300 rows with styles, drawn into a string."""
import io

from rich.console import Console
from rich.table import Table


def main():
    table = Table(title="Prices")
    for name in ("Item", "Count", "Price"):
        table.add_column(name)
    for number in range(300):
        table.add_row("item [b]%d[/b]" % number, str(number % 7), "%.2f" % (number / 3))
    console = Console(file=io.StringIO(), width=100)
    console.print(table)
    return len(console.file.getvalue())
