import protobuf from 'protobufjs/minimal.js';

/** A field of a message: its number, where its bytes begin and end with tag and length, and where its content begins. */
export interface Field {
  readonly number: number;
  readonly begin: number;
  readonly content: number;
  readonly end: number;
}

/** The fields of the message between two offsets, in the order of the file. */
export function* fieldsOf(bytes: Uint8Array, begin: number, end: number): Generator<Field> {
  const reader = protobuf.Reader.create(bytes);
  reader.pos = begin;
  while (reader.pos < end) {
    const from = reader.pos;
    const tag = reader.uint32();
    const lengthDelimited = (tag & 7) === 2;
    const length = lengthDelimited ? reader.uint32() : 0;
    const content = reader.pos;
    if (lengthDelimited) reader.skip(length);
    else reader.skipType(tag & 7);
    yield { number: tag >>> 3, begin: from, content, end: reader.pos };
  }
}

/** A length-delimited field of that content. */
export function field(number: number, content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.byteLength, 0);
  const head = protobuf.Writer.create()
    .uint32(number * 8 + 2)
    .uint32(length)
    .finish();
  return Buffer.concat([head, ...content]);
}
