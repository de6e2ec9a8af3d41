"""Run one SQL statement with the private environment's psycopg2: `python sql.py DATABASE SQL`.

Prints the rows, if any, as one JSON list. Exit code 3 and one line on standard error when
no server answers. It runs as a program of its own, so that ./ocean itself needs no package.
"""

import json
import sys

import psycopg2


def main(database: str, statement: str) -> int:
    """Connect by the PG* variables, run `statement` outside a transaction, print its rows."""
    try:
        connection = psycopg2.connect(dbname=database, connect_timeout=5)
    except psycopg2.OperationalError as error:
        sys.stderr.write(str(error).strip().splitlines()[0] + "\n")
        return 3
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    json.dump(rows, sys.stdout, default=str)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
