import { GraphQLScalarType } from 'graphql';

/** Addresses are given from the root, not from a host: they stay true behind any name, port or proxy of this server. */
export const Url = new GraphQLScalarType<string, string>({
  name: 'URL',
  description:
    'An address on this server as a reference from its root (RFC 3986), for example `/matrices/….npy`: resolve it against the address at which you reach `/graphql`.',
  serialize: (value) => String(value),
});
