import type { Metadata } from 'next'
import { PageHeading } from '#components/page-heading'
import { getAccountEmail } from '#lib/account/overview'
import { listFiles } from '#lib/drive/list'
import { readFileQuery } from '#lib/drive/query'
import { setStatus } from '#lib/request/context'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { DriveState } from './drive-state.tsx'

export const metadata: Metadata = { title: 'Drive' }

export default accountPage('/drive', load, ({ email, list, asked }, { viewer, address }) => (
  <>
    <PageHeading title="Drive">
      Files in the Google Drive of <bdi className="wrap-anywhere text-ink">{email}</bdi>
    </PageHeading>
    <DriveState list={list} asked={asked} account={viewer.accountId} address={address} />
  </>
))

async function load({ viewer, query }: PageRequest) {
  const asked = readFileQuery(query)
  const [email, list] = await Promise.all([getAccountEmail(viewer), listFiles(viewer, asked)])
  if (list.kind === 'unavailable') setStatus(503)
  return { email, list, asked }
}
