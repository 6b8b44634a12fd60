/** The name of a key on the keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-[0.25rem] border border-line-strong bg-sunken px-1 font-sans text-tiny text-soft">
      {children}
    </kbd>
  );
}
