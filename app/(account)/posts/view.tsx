import type { ReactNode } from 'react'
import { PostList } from '#components/posts/post-list'
import { LinkButton } from '#components/ui/button'
import { PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { Notice } from '#components/ui/notice'
import { StatePanel } from '#components/ui/panel'
import { ResultsRegion } from '#components/ui/results-region'
import type { PostPage } from '#lib/posts/list'
import type { PostQuery } from '#lib/posts/query'
import type { Post } from '#lib/posts/read'
import { addressOf } from '#lib/web/page-address'
import { describeEmptyPage, describeHidden, kindMessages, summarize } from './messages.ts'

type FrameProps = {
  asked: PostQuery
  /** Names what is shown, together with what was asked. */
  state: 'ready' | 'unavailable'
  /** What was found, in a sentence, and whether that is to be seen too. */
  summary: string
  summaryVisible: boolean
  children: ReactNode
}

/** What X answered, or that it did not. */
export function PostsFrame({ asked, state, children, ...summary }: FrameProps) {
  return (
    <ResultsRegion label="Posts" {...summary} shown={`${state} ${Object.values(asked)}`}>
      {children}
    </ResultsRegion>
  )
}

type Props = { page: PostPage; asked: PostQuery }

/**
 * A page of posts, or why there is none on it. The links are new ones on each page: the one that was followed is gone,
 * so that the focus goes to the posts.
 */
export function PostsView({ page, asked }: Props) {
  const { posts, place, nextPage } = page
  const empty = describeEmptyPage(page)
  const hidden = describeHidden(page)
  return (
    <PostsFrame
      asked={asked}
      state="ready"
      summary={empty ? `${empty.title}.` : summarize(page)}
      summaryVisible={!empty}
    >
      {empty ? (
        <StatePanel title={empty.title} text={empty.text}>
          {empty.atX ? <LinkButton href="https://x.com/">Open X</LinkButton> : null}
        </StatePanel>
      ) : null}
      {place === 'restarted' ? (
        <Notice title="That page is no longer there, so this is the first one">
          X keeps the place in a list only for a while.
        </Notice>
      ) : null}
      {hidden ? (
        <Notice tone="warning" title={hidden}>
          It says only that it does not show them, or not now. The others are all here.
        </Notice>
      ) : null}
      {posts.length > 0 ? <Posts posts={posts} /> : null}
      <PageLinks
        key={asked.page}
        first={place === 'later' ? postsAddress({ ...asked, page: '' }) : null}
        next={nextPage ? postsAddress({ ...asked, page: nextPage }) : null}
      />
    </PostsFrame>
  )
}

function Posts({ posts }: { posts: readonly Post[] }) {
  const rows = posts.map(({ kind, cut, postedAt, ...post }, at) => ({
    ...post,
    // X may list one twice, when a new one is posted while somebody turns the page.
    id: `${at}-${post.id}`,
    kind: kindMessages[kind],
    cut: cut ? 'X shows us only the beginning of it.' : null,
    posted: postedAt ? <LocalTime at={postedAt.toISOString()} /> : null,
  }))
  return <PostList label="Posts" posts={rows} />
}

/** The address of the page that shows these posts; what is not given, or usual, is left out. */
export function postsAddress({ page, account }: Partial<PostQuery>) {
  return addressOf('/posts', { account: account || undefined, page: page || undefined })
}
