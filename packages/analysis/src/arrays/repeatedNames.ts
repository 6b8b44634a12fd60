/**
 * Names that the outermost object of a JSON text gives twice. JSON.parse keeps the last and says nothing, so that a file
 * could mean one thing here and another elsewhere.
 * @param text that JSON.parse took
 */
export function repeatedNames(text: string): string[] {
  const seen = new Set<string>();
  const repeated: string[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === '"') {
      const from = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
      let next = at + 1;
      while (/\s/.test(text[next] ?? '')) next++;
      if (depth !== 1 || text[next] !== ':') continue;
      const name = JSON.parse(text.slice(from, at + 1)) as string;
      if (seen.has(name)) repeated.push(name);
      seen.add(name);
    }
  }
  return repeated;
}
