/** Products that columns have found in many rows, put together column by column. */
export class ColumnHits {
  #rows = new Int32Array(4096);
  #columns = new Int32Array(4096);
  #scores = new Float32Array(4096);
  #count = 0;

  add(row: number, column: number, score: number): void {
    if (this.#count === this.#rows.length) this.#grow();
    this.#rows[this.#count] = row;
    this.#columns[this.#count] = column;
    this.#scores[this.#count++] = score;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Calls `take` for each column that has any, with its rows and their scores, best first. */
  forEach(width: number, take: (column: number, rows: readonly number[], scores: readonly number[]) => void): void {
    const ends = new Int32Array(width + 1);
    for (let hit = 0; hit < this.#count; hit++) {
      const next = (this.#columns[hit] as number) + 1;
      ends[next] = (ends[next] as number) + 1;
    }
    for (let column = 0; column < width; column++)
      ends[column + 1] = (ends[column + 1] as number) + (ends[column] as number);
    const ordered = new Int32Array(this.#count);
    const next = ends.slice();
    for (let hit = 0; hit < this.#count; hit++) {
      const column = this.#columns[hit] as number;
      ordered[next[column] as number] = hit;
      next[column] = (next[column] as number) + 1;
    }
    for (let column = 0; column < width; column++) {
      const own = Array.from(ordered.subarray(ends[column], ends[column + 1]));
      if (own.length === 0) continue;
      own.sort((a, b) => (this.#scores[b] as number) - (this.#scores[a] as number));
      const rows = own.map((hit) => this.#rows[hit] as number);
      take(
        column,
        rows,
        own.map((hit) => this.#scores[hit] as number),
      );
    }
  }

  #grow(): void {
    const grown = <Values extends Int32Array | Float32Array>(values: Values): Values => {
      const larger = new (values.constructor as new (length: number) => Values)(2 * values.length);
      larger.set(values);
      return larger;
    };
    [this.#rows, this.#columns, this.#scores] = [grown(this.#rows), grown(this.#columns), grown(this.#scores)];
  }
}
