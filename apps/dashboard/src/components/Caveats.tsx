/** What to bear in mind with the numbers above, folded away; nothing where there is nothing. */
export function Caveats({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <details className="mt-2 text-small text-soft">
      <summary className="cursor-pointer text-faint hover:text-ink">To bear in mind ({sentences.length})</summary>
      <ul className="mt-1 flex max-w-[90ch] list-disc flex-col gap-1 pl-5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
