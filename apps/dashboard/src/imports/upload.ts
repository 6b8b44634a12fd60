import { ImportFailure, mayPassAfter } from './importFailure';

type Sending = {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Bytes that went out so far. */
  readonly onProgress: (bytes: number) => void;
};

/**
 * Sends a file, telling how much of it is out: `fetch` cannot.
 * @throws ImportFailure with the server's own sentence
 */
export function send<Answer>({ method, url, body, signal, onProgress }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(stopped());
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);
    const settle = (outcome: () => void) => () => {
      signal.removeEventListener('abort', stop);
      outcome();
    };
    request.open(method, url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onabort = settle(() => reject(stopped()));
    request.onerror = settle(() =>
      reject(
        new ImportFailure(
          'The connection to the server broke off.',
          'See whether the server runs, and try again. A file that was changed on the disk since it was chosen has to be chosen again.',
        ),
      ),
    );
    request.onload = settle(() => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Answer);
      else reject(new ImportFailure(saidBy(request), null, null, mayPassAfter(request.status)));
    });
    request.send(body);
  });
}

/** Sends a file to be kept, and answers the digest that it is named by. */
export async function sendBlob(
  body: Blob,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<{ digest: string; bytes: number }> {
  return send({ method: 'POST', url: '/blobs', body, signal, onProgress });
}

function stopped(): ImportFailure {
  return new ImportFailure('The upload was stopped.', 'Try again: it begins where that is possible.');
}

function saidBy({ responseText, status }: XMLHttpRequest): string {
  try {
    const { errors } = JSON.parse(responseText) as { errors: { message: string }[] };
    return errors.map(({ message }) => message).join(' ');
  } catch {
    return `The server answered ${status}.`;
  }
}
