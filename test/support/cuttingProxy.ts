import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly address: string;
  /** Connections that it has cut. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

/** Passes bytes on to a server, and cuts the connection of each request that brings more than so many bytes, so many times. */
export async function cuttingProxy(
  target: string,
  { after, times }: { after: number; times: number },
): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    let bytes = 0;
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {});
    }
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    client.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes > after && cuts < times) {
        cuts++;
        client.resetAndDestroy();
        server.destroy();
      } else server.write(chunk);
    });
    server.on('data', (chunk) => client.write(chunk));
    client.on('close', end);
    server.on('close', end);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
