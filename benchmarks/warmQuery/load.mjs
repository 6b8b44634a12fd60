import { Agent, request } from 'node:http';

/** One answer to a page's operation. @returns status and body as bytes */
export function ask(address, { operationName, query, variables }, headers = {}, agent = undefined) {
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

/** So many clients, each over a connection of its own, asking again as soon as they are answered. @returns milliseconds of each answer */
export async function press(address, page, connections, seconds) {
  // Anew for each slice: servers close connections that lie idle while the others have their turn.
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  const client = async () => {
    for (let start = performance.now(); start < end; start = performance.now()) {
      const { status } = await ask(address, page, {}, agent);
      if (status !== 200) throw new Error(`${address} answers ${status}.`);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return latencies;
}
