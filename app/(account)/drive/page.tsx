import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { RowsSkeleton } from '#components/ui/skeleton'
import { type FileList, listFiles } from '#lib/drive/list'
import { readFileQuery } from '#lib/drive/query'
import { wordsIn } from '#lib/messages/words'
import { providerIds } from '#lib/provider-ids'
import { getWords } from '#lib/web/words'
import { AccountChoice, chooseAccount } from '../account-choice.tsx'
import { accountPage, type PageRequest } from '../account-page.tsx'
import { ConnectFirst } from '../connect-first.tsx'
import { FeatureGate, standsForRows } from '../feature-gate.tsx'
import { nameLabel } from '../names.ts'
import { askForRows, ProviderRows } from '../provider-rows.tsx'
import { summarize } from './messages.ts'
import { DriveControls, DriveRows, driveAddress } from './view.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getWords('pages'))('drive') })

export default accountPage('/drive', load, (shown, { address, language }) => {
  const t = wordsIn(language, 'drive')
  const title = wordsIn(language, 'pages')('drive')
  if (!shown)
    return (
      <>
        <PageHeading title={title}>{t('about')}</PageHeading>
        <ConnectFirst feature="drive" />
      </>
    )
  const { choice, rows, asked } = shown
  const { id, label } = choice.account
  const show = (answer: FileList) => (
    <FeatureGate feature="drive" result={answer} account={id} address={address}>
      {(page) => <DriveRows page={page} asked={asked} />}
    </FeatureGate>
  )
  return (
    <>
      <PageHeading title={title}>
        {t.rich('of', {
          name: () => <bdi className="wrap-anywhere text-ink">{nameLabel(label, providerIds, language)}</bdi>,
        })}
      </PageHeading>
      <AccountChoice
        {...choice}
        feature="drive"
        addressFor={(account) => driveAddress({ q: asked.q, sort: asked.sort, kind: asked.kind, account })}
      />
      {rows.asked.kind === 'known' && !standsForRows(rows.asked.answer) ? (
        show(rows.asked.answer)
      ) : (
        <>
          <DriveControls asked={asked} />
          <ProviderRows
            rows={rows}
            label={t('files')}
            shown={Object.values(asked).join(' ')}
            address={address}
            summarize={(answer) => summarize(answer, asked, language)}
            waiting={t('waiting')}
            skeleton={<RowsSkeleton layout="table" />}
          >
            {show}
          </ProviderRows>
        </>
      )}
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
  const rows = await askForRows(query, (onWait) => listFiles(viewer, account.id, asked, onWait))
  return { choice, asked, rows }
}
