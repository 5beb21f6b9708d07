import type { ReactNode } from 'react'
import { useWords } from '#lib/web/words'

const page = <path d="M4.5 2.25h7l4 4v11.5h-11Zm7 0v4h4" />

/** How each sort of file is drawn: 20 by 20, in strokes. */
const kinds = {
  folder: { shape: <path d="M2.25 4.25h5.5l2 2.5h8v9.5H2.25Z" /> },
  document: {
    shape: (
      <>
        {page}
        <path d="M7.25 9.75h5.5m-5.5 2.75h5.5m-5.5 2.75h3" />
      </>
    ),
  },
  sheet: {
    shape: <path d="M2.75 3.25h14.5v13.5H2.75Zm0 4.5h14.5m-14.5 4.5h14.5m-9-4.5v9" />,
  },
  slides: { shape: <path d="M2.25 3.25h15.5v10H2.25Zm7.75 10v3.5m-3.5 0h7" /> },
  form: {
    shape: <path d="M3.75 2.25h12.5v15.5H3.75Zm3 4.25h1m2 0h3.5m-6.5 3.5h1m2 0h3.5m-6.5 3.5h1m2 0h3.5" />,
  },
  pdf: {
    shape: (
      <>
        {page}
        <path d="M2 9.5h10.5v4.75H2Z" fill="currentColor" />
      </>
    ),
  },
  image: {
    shape: (
      <>
        <path d="M2.25 3.25h15.5v13.5H2.25Zm.5 11.5 4.5-4.5 3.25 3.25 2.5-2.5 4.25 4.25" />
        <circle cx="12.75" cy="7" r="1.25" />
      </>
    ),
  },
  video: {
    shape: (
      <>
        <path d="M2.25 4.25h15.5v11.5H2.25Z" />
        <path d="M8.5 7.75v4.5l3.75-2.25Z" fill="currentColor" />
      </>
    ),
  },
  audio: {
    shape: (
      <>
        <path d="M7.5 14.5v-9.75l8.5-2v9.75" />
        <circle cx="5.25" cy="14.75" r="2.25" />
        <circle cx="13.75" cy="12.75" r="2.25" />
      </>
    ),
  },
  archive: { shape: <path d="M2.25 3.25h15.5v4H2.25Zm1.5 4v9.5h12.5v-9.5M8 10.75h4" /> },
  text: {
    shape: <path d="m6.5 5.5-4.25 4.5 4.25 4.5m7-9 4.25 4.5-4.25 4.5m-2.25-10.5-2.5 12" />,
  },
  other: { shape: page },
} as const satisfies Record<string, { shape: ReactNode }>

export type FileKind = keyof typeof kinds

/** The sort of a file as a picture, which has its name for those who do not see it. */
export function FileIcon({ kind }: { kind: FileKind }) {
  const { shape } = kinds[kind]
  const name = useWords('drive')(`kind.${kind}`)
  return (
    <span
      className={`inline-grid size-9 shrink-0 place-items-center rounded-control bg-sunken ${kind === 'folder' ? 'text-brass' : 'text-primary'}`}
    >
      <svg
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        role="img"
        focusable="false"
        className="size-5"
      >
        <title>{name}</title>
        {shape}
      </svg>
    </span>
  )
}
