const onServer = typeof window === 'undefined';

/** The one place that reads the environment. While rendering on the server there is no origin to be relative to. */
export function graphqlAddress(): string {
  if (!onServer) return '/graphql';
  return new URL('/graphql', process.env.UNITGRAPH_API ?? 'http://127.0.0.1:4000').href;
}

export function graphqlSocketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`;
}
