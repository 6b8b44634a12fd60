export function writeProbeSets(
  folder: string,
  sizes?: { readonly count?: number; readonly height?: number; readonly width?: number; readonly length?: number },
): void;
