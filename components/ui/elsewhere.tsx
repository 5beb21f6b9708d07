import { useWords } from '#lib/web/words'

type Props = {
  /** Whose site it leads to. */
  at: string
}

/** In a link, after its words: that it leads away from this site, as a sign that has a name for those who do not see it. */
export function Elsewhere({ at }: Props) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      role="img"
      aria-label={useWords('pages')('elsewhere', { site: at })}
      focusable="false"
      className="ms-1 inline-block size-3.5 shrink-0 align-[-0.05em] rtl:-scale-x-100"
    >
      <path d="M8 4.5H4.5v11h11V12M11 3.75h5.25V9m0-5.25L9 11" />
    </svg>
  )
}
