import type { Request, Response } from 'express';

/** Names the content by a key that never means anything else. True when the client has it already, and was told so. */
export function answeredFromCache(request: Request, response: Response, key: string): boolean {
  const tag = `"${key}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (!known?.includes(tag)) return false;
  response.status(304).end();
  return true;
}
