import { PostList } from '#components/posts/post-list'
import { LinkButton } from '#components/ui/button'
import { Elsewhere } from '#components/ui/elsewhere'
import { PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { Notice } from '#components/ui/notice'
import { StatePanel } from '#components/ui/panel'
import { wordsIn } from '#lib/messages/words'
import type { PostPage } from '#lib/posts/list'
import { kindChoices, type PostQuery } from '#lib/posts/query'
import type { Post } from '#lib/posts/read'
import { FIRST_PLACE, type Place, placeAfter, placeBefore, writePlace } from '#lib/provider/place'
import { addressOf } from '#lib/web/page-address'
import { useReader, useWords, type Words } from '#lib/web/words'
import { describeEmptyPage, describeHidden } from './messages.ts'

/** What the list can be narrowed down to. */
export function listKinds({ account, kind }: PostQuery, t: Words<'posts'>) {
  return (['', ...kindChoices] as const).map((choice) => ({
    label: t(`filter.${choice || 'all'}`),
    href: postsAddress({ account, kind: choice }),
    current: choice === kind,
  }))
}

type Props = { page: PostPage; asked: PostQuery }

/** A page of posts, or why there is none on it, and the way to others. */
export function PostsRows({ page, asked }: Props) {
  const { posts, place, nextPage } = page
  const { language } = useReader()
  const t = wordsIn(language, 'posts')
  const empty = describeEmptyPage(page, asked, language)
  const hidden = describeHidden(page, language)
  const here = place === 'restarted' ? FIRST_PLACE : asked
  const addressAt = (there: Place | null) => there && postsAddress({ ...asked, ...there })
  return (
    <>
      {empty ? (
        <StatePanel title={empty.title} text={empty.text}>
          {empty.atX ? (
            <LinkButton href="https://x.com/">
              {t('openX')}
              <Elsewhere at="X" />
            </LinkButton>
          ) : null}
        </StatePanel>
      ) : null}
      {place === 'restarted' ? <Notice title={t('restarted')}>{t('restartedText')}</Notice> : null}
      {hidden ? (
        <Notice tone="warning" title={hidden}>
          {t('hiddenText')}
        </Notice>
      ) : null}
      {posts.length > 0 ? <Posts posts={posts} /> : null}
      <PageLinks
        key={asked.page}
        first={here.page ? addressAt(FIRST_PLACE) : null}
        previous={addressAt(placeBefore(here))}
        next={nextPage ? addressAt(placeAfter(here, nextPage)) : null}
      />
    </>
  )
}

function Posts({ posts }: { posts: readonly Post[] }) {
  const t = useWords('posts')
  const rows = posts.map(({ kind, cut, postedAt, ...post }, at) => ({
    ...post,
    // X may list one twice, when a new one is posted while somebody turns the page.
    id: `${at}-${post.id}`,
    kind: kind === 'post' ? null : t(`kind.${kind}`),
    cut: cut ? t('cut') : null,
    posted: postedAt ? <LocalTime at={postedAt.toISOString()} /> : null,
  }))
  return <PostList label={t('posts')} posts={rows} />
}

/** The address of the page that shows these posts; what is not given, or usual, is left out. */
export function postsAddress({ kind, account, ...place }: Partial<PostQuery>) {
  return addressOf('/posts', {
    account: account || undefined,
    kind: kind || undefined,
    page: writePlace({ ...FIRST_PLACE, ...place }),
  })
}
