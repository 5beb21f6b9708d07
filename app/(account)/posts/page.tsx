import type { Metadata } from 'next'
import { PostsOwner } from '#components/posts/posts-owner'
import { PageHeading } from '#components/shell/page'
import { FilterLinks } from '#components/ui/list-links'
import { RowsSkeleton } from '#components/ui/skeleton'
import { wordsIn } from '#lib/messages/words'
import { listPosts, type PostList } from '#lib/posts/list'
import { readPostQuery } from '#lib/posts/query'
import { featureTable } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { getWords } from '#lib/web/words'
import { AccountChoice, chooseAccount } from '../account-choice.tsx'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { ConnectFirst } from '../connect-first.tsx'
import { FeatureGate, standsForRows } from '../feature-gate.tsx'
import { nameLabel } from '../names.ts'
import { askForRows, ProviderRows } from '../provider-rows.tsx'
import { summarize } from './messages.ts'
import { listKinds, PostsRows, postsAddress } from './view.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getWords('pages'))('posts') })

const { provider } = featureTable.posts

export default accountPage('/posts', load, (shown, { address, language }) => {
  const t = wordsIn(language, 'posts')
  const title = wordsIn(language, 'pages')('posts')
  if (!shown)
    return (
      <>
        <PageHeading title={title}>{t('about')}</PageHeading>
        <ConnectFirst feature="posts" />
      </>
    )
  const { choice, rows, asked } = shown
  const { id, label, name, image } = choice.account
  const show = (answer: PostList) => (
    <FeatureGate feature="posts" result={answer} account={id} address={address}>
      {(page) => <PostsRows page={page} asked={asked} />}
    </FeatureGate>
  )
  return (
    <>
      <PageHeading title={title}>
        <PostsOwner
          {...{ provider, name, image }}
          label={nameLabel(label, [provider], language)}
          providerName={providerNames[provider]}
        />
      </PageHeading>
      <AccountChoice
        {...choice}
        feature="posts"
        addressFor={(account) => postsAddress({ kind: asked.kind, account })}
      />
      {rows.asked.kind === 'known' && !standsForRows(rows.asked.answer) ? (
        show(rows.asked.answer)
      ) : (
        <>
          <FilterLinks label={t('kinds')} choices={listKinds(asked, t)} />
          <ProviderRows
            rows={rows}
            label={t('posts')}
            shown={Object.values(asked).join(' ')}
            address={address}
            summarize={(answer) => summarize(answer, asked, language)}
            waiting={t('waiting')}
            skeleton={<RowsSkeleton layout="cards" />}
          >
            {show}
          </ProviderRows>
        </>
      )}
    </>
  )
})

/** Null for whoever has no X account. */
async function load({ viewer, query }: PageRequest) {
  const read = readPostQuery(query)
  const choice = await chooseAccount(viewer, 'posts', read.account)
  if (!choice) return null
  const { account, usual } = choice
  const asked = { ...read, account: account === usual ? '' : account.id }
  const rows = await askForRows(query, (onWait) => listPosts(viewer, account, asked, onWait))
  return { choice, asked, rows }
}
