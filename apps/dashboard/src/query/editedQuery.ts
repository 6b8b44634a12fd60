/** What stands in GraphiQL's editors. */
export type EditedQuery = { query: string; variables: object | null; operationName: string | null };

/** Where GraphiQL keeps its tabs, in the storage that it shares with this page. */
export const TABS_KEY = 'graphiql:tabState';

/** What the open tab holds, by what GraphiQL keeps; null where it is empty, half typed, or not kept as it was when this was written. */
export function editedQueryIn(kept: string | null): EditedQuery | null {
  const state = objectIn(kept) as { tabs?: unknown; activeTabIndex?: unknown } | null;
  if (!Array.isArray(state?.tabs) || typeof state.activeTabIndex !== 'number') return null;
  const tab = state.tabs[state.activeTabIndex] as
    | { query?: unknown; variables?: unknown; operationName?: unknown }
    | undefined;
  if (typeof tab?.query !== 'string' || tab.query.trim() === '') return null;
  const hasVariables = typeof tab.variables === 'string' && tab.variables.trim() !== '';
  const variables = hasVariables ? objectIn(tab.variables as string) : null;
  if (hasVariables && variables === null) return null;
  return {
    query: tab.query,
    variables,
    operationName: typeof tab.operationName === 'string' ? tab.operationName : null,
  };
}

function objectIn(text: string | null): object | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
