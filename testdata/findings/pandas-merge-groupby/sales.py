"""Two tables are joined, grouped, resampled and ranked by pandas itself."""
import pandas

KEPT = {}


def set_up():
    days = pandas.date_range("2024-01-01", periods=3000, freq="h")
    KEPT["sales"] = pandas.DataFrame({"at": days, "shop": [i % 12 for i in range(3000)], "cents": range(3000)})
    KEPT["shops"] = pandas.DataFrame({"shop": range(12), "city": ["City %d" % (i % 4) for i in range(12)]})


def main():
    joined = KEPT["sales"].merge(KEPT["shops"], on="shop")
    by_city = joined.groupby("city")["cents"].agg(["sum", "mean", "max"])
    by_day = joined.set_index("at")["cents"].resample("D").sum()
    ranks = joined["cents"].rank(pct=True)
    return len(by_city), len(by_day), float(ranks.max())
