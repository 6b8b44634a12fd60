type Failure = { graphQLErrors?: readonly { message: string }[]; networkError?: Error | undefined; message: string };

/** The server's own sentence where there is one, else what the network said. */
export function readableError(error: Failure): string {
  if (error.graphQLErrors && error.graphQLErrors.length > 0)
    return error.graphQLErrors.map(({ message }) => message).join(' ');
  if (error.networkError) return `The server does not answer (${error.networkError.message}).`;
  return error.message;
}
