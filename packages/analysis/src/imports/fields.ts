import { Refusal } from '../errors.js';

/** A document that cannot be taken as it is; names the field. */
export class BadManifest extends Refusal {
  constructor(
    readonly field: string,
    why: string,
  ) {
    super(`manifest: ${field} ${why}.`, 'Correct it in manifest.json; docs/imports.md describes every field.');
  }
}

/** An object whose fields are read one by one, each checked; those that nobody read are refused at the end. */
export class Fields {
  readonly #values: { readonly [name: string]: unknown };
  readonly #read = new Set<string>();

  constructor(
    value: unknown,
    /** Where it stands in the document: empty for the document itself. */
    readonly path: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BadManifest(path || 'the document', `is ${kindOf(value)} where an object was expected`);
    this.#values = value as { readonly [name: string]: unknown };
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  text(name: string, { most, matches, like }: { most: number; matches?: RegExp; like?: string }): string {
    const value = this.#take(name);
    if (typeof value !== 'string') throw this.#wrong(name, `is ${kindOf(value)} where text was expected`);
    if (value.trim() === '') throw this.#wrong(name, 'is empty');
    if (value.length > most) throw this.#wrong(name, `has ${value.length} characters where ${most} are the most`);
    if (matches !== undefined && !matches.test(value))
      throw this.#wrong(name, `is ${JSON.stringify(value.slice(0, 80))}: give ${like}`);
    return value;
  }

  whole(name: string, least: number, most: number): number {
    const value = this.#take(name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw this.#wrong(name, `is ${shown(value)} where a whole number from ${least} to ${most} was expected`);
    }
    return value;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.#take(name);
    const found = words.find((word) => word === value);
    if (found === undefined) throw this.#wrong(name, `is ${shown(value)}: give one of ${words.join(', ')}`);
    return found;
  }

  list(
    name: string,
    least: number,
    most: number,
  ): { readonly [index: number]: unknown; readonly length: number } & Iterable<unknown> {
    const value = this.#take(name);
    if (!Array.isArray(value)) throw this.#wrong(name, `is ${kindOf(value)} where a list was expected`);
    if (value.length < least || value.length > most)
      throw this.#wrong(name, `has ${value.length} entries where ${least} to ${most} were expected`);
    return value;
  }

  /** A list of whole numbers. */
  numbers(name: string, length: readonly [number, number], range: readonly [number, number]): number[] {
    const list = Array.from(this.list(name, ...length));
    const wrong = list.findIndex(
      (each) => !Number.isInteger(each) || !((each as number) >= range[0] && (each as number) <= range[1]),
    );
    if (wrong >= 0)
      throw this.#wrong(
        `${name}[${wrong}]`,
        `is ${shown(list[wrong])} where a whole number from ${range.join(' to ')} was expected`,
      );
    return list as number[];
  }

  /** The object of that name, to be read the same way. */
  object(name: string): Fields {
    return new Fields(this.#take(name), this.#place(name));
  }

  objects(name: string, most: number): Fields[] {
    return Array.from(this.list(name, 1, most), (each, index) => new Fields(each, `${this.#place(name)}[${index}]`));
  }

  /** @throws BadManifest at a field that was not read: a misspelt one would be passed over otherwise */
  end(): void {
    const unknown = Object.keys(this.#values).find((name) => !this.#read.has(name) && this.has(name));
    if (unknown !== undefined)
      throw this.#wrong(unknown.slice(0, 80), `is not known here: the fields are ${[...this.#read].join(', ')}`);
  }

  /** Says that a field may be there, for the message of `end`. */
  optional<Value>(name: string, read: () => Value): Value | undefined {
    this.#read.add(name);
    return this.has(name) ? read() : undefined;
  }

  wrong(name: string, why: string): BadManifest {
    return this.#wrong(name, why);
  }

  #take(name: string): unknown {
    this.#read.add(name);
    const value = this.#values[name];
    if (value === undefined || value === null) throw this.#wrong(name, 'is missing');
    return value;
  }

  #wrong(name: string, why: string): BadManifest {
    return new BadManifest(this.#place(name), why);
  }

  #place(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? kindOf(value) : JSON.stringify(value)?.slice(0, 80);
}
