import { CommandFailed, EXIT_CODES } from './commandFailed.js';
import { isConnectionProblem, textOf } from './httpRequest.js';
import { Pace } from './pace.js';
import { AnswerRefused, wordsOf } from './serverConnection.js';
import type { Session } from './session.js';
import { bytesInWords } from './words.js';

/** A file of the server, chunk by chunk, with its progress. What is cut off on the way is an error, and never half a file. */
export async function download(
  { server, terminal }: Session,
  path: string,
  text: string,
): Promise<{ readonly bytes: number; readonly chunks: AsyncIterable<Uint8Array> }> {
  const answer = await server.send(path);
  if (answer.statusCode !== 200) {
    const body = await textOf(answer).catch(() => '');
    let message = `The server answered with status ${answer.statusCode}.`;
    try {
      message = wordsOf((JSON.parse(body) as { errors: { message: string }[] }).errors);
    } catch {
      // No words of its own.
    }
    throw new AnswerRefused(answer.statusCode ?? 500, message);
  }
  const bytes = Number(answer.headers['content-length'] ?? 0);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let done = 0;
    const pace = new Pace();
    try {
      for await (const chunk of answer) {
        done += (chunk as Buffer).length;
        pace.move((chunk as Buffer).length);
        terminal.progress({
          text: `${text}, ${bytesInWords(done)}`,
          share: bytes === 0 ? null : done / bytes,
          secondsLeft: bytes === 0 ? null : pace.secondsFor(bytes - done),
        });
        yield chunk as Buffer;
      }
    } catch (error) {
      if (!isConnectionProblem(error)) throw error;
      throw cutOff(text);
    } finally {
      terminal.settle();
    }
    if (!answer.complete || (bytes > 0 && done !== bytes)) throw cutOff(text);
  }
  return { bytes, chunks: chunks() };
}

function cutOff(text: string): CommandFailed {
  return new CommandFailed(
    `${text}: the connection was cut.`,
    'Nothing was written. The same command tries again.',
    EXIT_CODES.UNREACHABLE,
  );
}
