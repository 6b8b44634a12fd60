import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { receiveBlob } from '../storage/receiveBlob.js';
import { TooLarge } from '../storage/receiveDraft.js';
import { HttpProblem } from './httpProblem.js';

/** What a browser sends to other sites without asking them first. */
const SIMPLE = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** `POST /blobs`: the body becomes a blob; answers its digest, for `importNetwork`. */
export function blobRoute({
  store,
  environment: { limits },
}: Services): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    const preflighted = 'apollo-require-preflight' in request.headers || 'x-apollo-operation-name' in request.headers;
    // Without this, any page that a user visits could fill the disk of a server on the same machine.
    if (!preflighted && (type === undefined || SIMPLE.includes(type))) {
      throw new HttpProblem(
        415,
        'Send the file as `Content-Type: application/octet-stream`, or with the header `apollo-require-preflight: true`.',
      );
    }
    try {
      response.status(201).json(await receiveBlob(store, request, limits.uploadBytes));
    } catch (error) {
      if (error instanceof TooLarge) throw new HttpProblem(413, `${error.message} ${error.remedy}`);
      throw error;
    }
  };
}
