import type { ReactNode } from 'react'
import { Elsewhere } from '#components/ui/elsewhere'
import { Panel } from '#components/ui/panel'
import { useWords } from '#lib/web/words'

export type PostRow = {
  /** Unlike that of any other. */
  id: string
  /** "Reply"; null for a plain one. */
  kind: string | null
  /** With line breaks; null when there is nothing to be seen. */
  text: string | null
  /** That there is more of it elsewhere; null when this is all. */
  cut: string | null
  /** Opens it. */
  link: string
  /** A `LocalTime`; null when nobody knows. */
  posted: ReactNode
}

type Props = {
  /** What the list holds, for those who do not see it. */
  label: string
  posts: readonly PostRow[]
}

/** Posts, one below the other: what they say, and below it where they are and when they were posted. */
export function PostList({ label, posts }: Props) {
  return (
    <Panel as="ol" aria-label={label} className="divide-y divide-line">
      {posts.map((post) => (
        <Post key={post.id} {...post} />
      ))}
    </Panel>
  )
}

function Post({ id, kind, text, cut, link, posted }: PostRow) {
  const t = useWords('posts')
  const textId = `post-${id}`
  return (
    <li className="break-inside-avoid px-5 py-4 sm:px-6">
      {kind ? <p className="font-semibold text-muted text-small">{kind}</p> : null}
      <p id={textId} dir="auto" className="wrap-anywhere me-auto max-w-prose whitespace-pre-line">
        {text ?? <span className="text-muted">{t('noText')}</span>}
      </p>
      {cut ? <p className="mt-1 text-muted text-small">{cut}</p> : null}
      <p className="mt-1 flex flex-wrap items-center gap-x-4 text-muted text-small">
        <a
          href={link}
          rel="noopener noreferrer"
          aria-describedby={textId}
          className="link inline-block py-1.5"
        >
          {t('openAt')}
          <Elsewhere at="X" />
        </a>
        {posted}
      </p>
    </li>
  )
}
