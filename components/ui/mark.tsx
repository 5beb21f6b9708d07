/** The latchkey that is also an L. Decoration: whatever stands beside it carries the name. */
export function Mark({ className = 'h-7' }: { className?: string }) {
  return (
    <svg viewBox="5 2 19 28" fill="currentColor" aria-hidden="true" focusable="false" className={className}>
      <path
        fillRule="evenodd"
        d="M12 2a7 7 0 0 1 2 13.7V18h5v4h-5v4h10v4H10V15.7A7 7 0 0 1 12 2Zm0 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z"
      />
    </svg>
  )
}
