import type { Metadata } from 'next'
import { PostsOwner } from '#components/posts/posts-owner'
import { PageHeading } from '#components/shell/page'
import { listPosts } from '#lib/posts/list'
import { readPostQuery } from '#lib/posts/query'
import { featureTable } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { AccountChoice, chooseAccount } from '../account-choice.tsx'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { ConnectFirst } from '../connect-first.tsx'
import { FeatureGate } from '../feature-gate.tsx'
import { PostsFrame, PostsView, postsAddress } from './view.tsx'

export const metadata: Metadata = { title: 'Posts' }

const { provider } = featureTable.posts

export default accountPage('/posts', load, (shown, { address }) => {
  if (!shown)
    return (
      <>
        <PageHeading title="Posts">What you have posted at X.</PageHeading>
        <ConnectFirst feature="posts" />
      </>
    )
  const { choice, posts, asked } = shown
  const { id, label, name, image } = choice.account
  return (
    <>
      <PageHeading title="Posts">
        <PostsOwner {...{ provider, label, name, image }} providerName={providerNames[provider]} />
      </PageHeading>
      <AccountChoice {...choice} feature="posts" addressFor={(account) => postsAddress({ account })} />
      <FeatureGate
        feature="posts"
        result={posts}
        account={id}
        address={address}
        unavailable={(panel, title) => (
          <PostsFrame asked={asked} state="unavailable" summary={`${title}.`} summaryVisible={false}>
            {panel}
          </PostsFrame>
        )}
      >
        {(page) => <PostsView page={page} asked={asked} />}
      </FeatureGate>
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
  return { choice, asked, posts: await listPosts(viewer, account, asked) }
}
