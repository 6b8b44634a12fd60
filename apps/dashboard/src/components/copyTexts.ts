/** The same query for other tools: as it is, for a shell, for a notebook. */
export type CopyText = {
  label: string;
  text: (query: string, variables: Record<string, unknown>, origin: string) => string;
};

/** GraphQL literals of variables, so that a copied query stands alone. Enum values cannot be told from strings here, so variables stay variables. */
function withVariables(query: string, variables: Record<string, unknown>): string {
  return Object.keys(variables).length === 0 ? query : `${query}\n\n# Variables\n# ${JSON.stringify(variables)}`;
}

function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function curl(query: string, variables: Record<string, unknown>, origin: string): string {
  const body = JSON.stringify({ query, variables });
  return `curl ${origin}/graphql \\\n  --header 'Content-Type: application/json' \\\n  --header 'Prefer: wait=60' \\\n  --data ${quotedForShell(body)}`;
}

function python(query: string, variables: Record<string, unknown>, origin: string): string {
  return `import json
import urllib.request

query = """
${query.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')}
"""
variables = json.loads(${JSON.stringify(JSON.stringify(variables))})

request = urllib.request.Request(
    "${origin}/graphql",
    data=json.dumps({"query": query, "variables": variables}).encode(),
    headers={"Content-Type": "application/json", "Prefer": "wait=60"},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
print(json.dumps(answer, indent=2))
`;
}

export const copyTexts: readonly CopyText[] = [
  { label: 'GraphQL', text: withVariables },
  { label: 'curl', text: curl },
  { label: 'Python', text: python },
];
