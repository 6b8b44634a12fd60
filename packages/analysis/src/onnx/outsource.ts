import protobuf from 'protobufjs/minimal.js';
import { type Field, field, fieldsOf } from './messages.js';
import { FIELDS } from './onnxProto.js';

/** Bytes from which on values are left where they are. */
const LARGE = 2 ** 16;
const TENSOR = { raw: 9, external: 13, location: 14 };

/** Where the values of weights lie that were left in the model's own bytes: no file can be called so. */
export const OWN_BYTES = 'the model/itself';

/**
 * A weight whose values stay in the model's bytes and are only pointed at, as those in other files are: so that they are not
 * copied with the graph.
 * @param initializer field of a graph
 * @returns null where it has no large values of its own
 */
export function outsource(bytes: Uint8Array, initializer: Field): Uint8Array | null {
  const fields = [...fieldsOf(bytes, initializer.content, initializer.end)];
  const raw = fields.find(({ number }) => number === TENSOR.raw);
  if (raw === undefined || raw.end - raw.content < LARGE) return null;
  const kept = fields.filter((each) => each !== raw).map(({ begin, end }) => bytes.subarray(begin, end));
  const entries = { location: OWN_BYTES, offset: String(raw.content), length: String(raw.end - raw.content) };
  const external = Object.entries(entries).map(([key, value]) =>
    field(TENSOR.external, [field(1, [Buffer.from(key)]), field(2, [Buffer.from(value)])]),
  );
  const location = protobuf.Writer.create()
    .uint32(TENSOR.location * 8)
    .uint32(1)
    .finish();
  return field(FIELDS.graph.initializer, [...kept, ...external, location]);
}
