/** Something is under way. Decoration: the control that shows it says so with `aria-busy`. */
export function Spinner({ className = 'size-5' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={`icon animate-spin motion-reduce:animate-none ${className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: ARC }}
    />
  )
}

const ARC =
  '<g stroke-width="2.5" stroke-linecap="round"><circle cx="10" cy="10" r="7.5" opacity="0.25"/><path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5"/></g>'
