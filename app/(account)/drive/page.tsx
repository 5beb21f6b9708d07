import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { getAccountEmail } from '#lib/account/overview'
import { listFiles } from '#lib/drive/list'
import { readFileQuery } from '#lib/drive/query'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { FeatureGate } from '../feature-gate.tsx'
import { DriveFrame, DriveView } from './view.tsx'

export const metadata: Metadata = { title: 'Drive' }

export default accountPage('/drive', load, ({ email, files, asked }, { viewer, address }) => (
  <>
    <PageHeading title="Drive">
      Files in the Google Drive of <bdi className="wrap-anywhere text-ink">{email}</bdi>
    </PageHeading>
    <FeatureGate
      feature="drive"
      result={files}
      account={viewer.accountId}
      address={address}
      unavailable={(panel, title) => (
        <DriveFrame asked={asked} state="unavailable" summary={`${title}.`} summaryVisible={false}>
          {panel}
        </DriveFrame>
      )}
    >
      {(page) => <DriveView page={page} asked={asked} />}
    </FeatureGate>
  </>
))

async function load({ viewer, query }: PageRequest) {
  const asked = readFileQuery(query)
  const [email, files] = await Promise.all([getAccountEmail(viewer), listFiles(viewer, asked)])
  return { email, files, asked }
}
