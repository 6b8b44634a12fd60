/** GraphiQL keeps a theme of its own, in the storage that it shares with this page: ours goes before it. */
export function tellGraphiql(): void {
  const { theme } = document.documentElement.dataset;
  try {
    if (theme) localStorage.setItem('graphiql:theme', theme);
    else localStorage.removeItem('graphiql:theme');
  } catch {
    // Storage may be closed to pages (private windows); then GraphiQL follows the system.
  }
}
