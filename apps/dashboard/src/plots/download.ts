/** Hands a file to the reader. */
export function download(
  name: string,
  content: Blob | string | Uint8Array<ArrayBuffer>,
  type = 'application/octet-stream',
): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun with the click, yet some browsers read the address a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file name from words: `alexnet-1 conv1 vs alexnet-2 conv1` -> `alexnet-1-conv1-vs-alexnet-2-conv1`. */
export function fileName(words: string): string {
  return words
    .trim()
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
