import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { listChoices } from '#lib/connections/list'
import { listFiles } from '#lib/drive/list'
import { readFileQuery } from '#lib/drive/query'
import { featureTable } from '#lib/provider/features'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { ConnectFirst } from '../connect-first.tsx'
import { FeatureGate } from '../feature-gate.tsx'
import { AccountChoice, DriveFrame, DriveView } from './view.tsx'

export const metadata: Metadata = { title: 'Drive' }

export default accountPage('/drive', load, (shown, { address }) => {
  if (!shown)
    return (
      <>
        <PageHeading title="Drive">Your files in Google Drive.</PageHeading>
        <ConnectFirst feature="drive" />
      </>
    )
  const { files, ...choice } = shown
  return (
    <>
      <PageHeading title="Drive">
        Files in the Google Drive of <bdi className="wrap-anywhere text-ink">{choice.account.label}</bdi>
      </PageHeading>
      <AccountChoice {...choice} />
      <FeatureGate
        feature="drive"
        result={files}
        account={choice.account.id}
        address={address}
        unavailable={(panel, title) => (
          <DriveFrame asked={choice.asked} state="unavailable" summary={`${title}.`} summaryVisible={false}>
            {panel}
          </DriveFrame>
        )}
      >
        {(page) => <DriveView page={page} asked={choice.asked} />}
      </FeatureGate>
    </>
  )
})

/** An account that is not, or no longer, the viewer's counts as not given; the page says so. Null without any. */
async function load({ viewer, query }: PageRequest) {
  const read = readFileQuery(query)
  const { accounts, usual } = await listChoices(viewer, featureTable.drive.provider)
  if (!usual) return null
  const chosen = accounts.find(({ id }) => id === read.account)
  const account = chosen ?? usual
  const asked = { ...read, account: account === usual ? '' : account.id }
  const files = await listFiles(viewer, account.id, asked)
  return { accounts, account, usual, gone: read.account !== '' && !chosen, files, asked }
}
