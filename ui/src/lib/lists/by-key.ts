// Rows by what they are looked up by. A map is made once for a version of the lists and never changed.

export function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}
