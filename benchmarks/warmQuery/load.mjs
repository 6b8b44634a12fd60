import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/** One answer to a page's operation, over a connection that is kept. @returns status and body as bytes */
export function ask(address, { operationName, query, variables }, headers = {}) {
  const body = JSON.stringify({ operationName, query, variables });
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = request(
      `${address}/graphql`,
      { method: 'POST', agent, headers: { ...own, ...headers } },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts) }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** So many clients, each asking again as soon as it is answered. @returns milliseconds of each answer */
export async function press(address, page, connections, seconds) {
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  const client = async () => {
    for (let start = performance.now(); start < end; start = performance.now()) {
      const { status } = await ask(address, page);
      if (status !== 200) throw new Error(`${address} answers ${status}.`);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return latencies;
}
