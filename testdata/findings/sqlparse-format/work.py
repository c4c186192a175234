"""sqlparse: 60 statements are parsed and formatted."""
import sqlparse

STATEMENT = "select a.id, b.name, count(*) from a join b on a.id = b.a_id where a.x in (select y from c where z = {}) group by 1, 2 order by 3"


def main():
    return sum(len(sqlparse.format(STATEMENT.format(i), reindent=True, keyword_case="upper")) for i in range(60))
