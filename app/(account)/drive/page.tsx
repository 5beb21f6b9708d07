import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { listFiles } from '#lib/drive/list'
import { readFileQuery } from '#lib/drive/query'
import { AccountChoice, chooseAccount } from '../account-choice.tsx'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { ConnectFirst } from '../connect-first.tsx'
import { FeatureGate } from '../feature-gate.tsx'
import { DriveFrame, DriveView, driveAddress } from './view.tsx'

export const metadata: Metadata = { title: 'Drive' }

export default accountPage('/drive', load, (shown, { address }) => {
  if (!shown)
    return (
      <>
        <PageHeading title="Drive">Your files in Google Drive.</PageHeading>
        <ConnectFirst feature="drive" />
      </>
    )
  const { choice, files, asked } = shown
  const { id, label } = choice.account
  return (
    <>
      <PageHeading title="Drive">
        Files in the Google Drive of <bdi className="wrap-anywhere text-ink">{label}</bdi>
      </PageHeading>
      <AccountChoice
        {...choice}
        feature="drive"
        addressFor={(account) => driveAddress({ q: asked.q, sort: asked.sort, account })}
      />
      <FeatureGate
        feature="drive"
        result={files}
        account={id}
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
  )
})

/** Null for whoever has no Google account. */
async function load({ viewer, query }: PageRequest) {
  const read = readFileQuery(query)
  const choice = await chooseAccount(viewer, 'drive', read.account)
  if (!choice) return null
  const { account, usual } = choice
  const asked = { ...read, account: account === usual ? '' : account.id }
  return { choice, asked, files: await listFiles(viewer, account.id, asked) }
}
