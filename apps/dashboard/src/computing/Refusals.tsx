/** Why some values are not there, below what shows the others; nothing where none is missing. */
export function Refusals({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-small text-faint">
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}
