/** Two columns of units, and the lines between those that are alike. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true" focusable="false">
      <path d="M5 5 17 11M5 11 17 5M5 17h12" stroke="var(--accent)" strokeWidth="1.6" strokeLinecap="round" />
      <g fill="var(--raised)" stroke="var(--accent)" strokeWidth="1.6">
        <circle cx="5" cy="5" r="2.4" />
        <circle cx="5" cy="11" r="2.4" />
        <circle cx="17" cy="5" r="2.4" />
        <circle cx="17" cy="11" r="2.4" />
      </g>
      <g fill="var(--accent)" stroke="var(--accent)" strokeWidth="1.6">
        <circle cx="5" cy="17" r="2.4" />
        <circle cx="17" cy="17" r="2.4" />
      </g>
    </svg>
  );
}
