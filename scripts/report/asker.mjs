/**
 * Asks one running server; waits for what must be computed first. Throws what the server says is wrong. `array(url)` gives the
 * numbers of a matrix by its address in an answer, row by row.
 */
export function askerOf(address) {
  const ask = async (query, variables = {}) => {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=280' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
    const missing = withoutValue(data);
    if (missing !== null) throw new Error(`No value for ${missing}.`);
    return data;
  };
  const array = async (url) => {
    const bytes = Buffer.from(await (await fetch(new URL(url, address))).arrayBuffer());
    const start = 10 + bytes.readUInt16LE(8);
    const isDouble = bytes.subarray(10, start).includes("'<f8'");
    const values = bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length);
    return isDouble ? new Float64Array(values) : new Float32Array(values);
  };
  return Object.assign(ask, { array });
}

/** The first place in an answer that holds a reason in place of a value, in words; null when there is none. */
function withoutValue(part, path = []) {
  if (part === null || typeof part !== 'object') return null;
  if (['Computation', 'Unavailable', 'Incomparable'].includes(part.__typename))
    return `${path.join('.')} (${part.message ?? part.error ?? part.title ?? part.__typename})`;
  for (const [name, inner] of Object.entries(part)) {
    const found = withoutValue(inner, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}
