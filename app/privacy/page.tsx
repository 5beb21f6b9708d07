import type { ReactNode } from 'react'
import { Page, PageHeading } from '#components/shell/page'
import { PageSession } from '#components/shell/page-session'
import { Card, CardGrid } from '#components/ui/panel'
import { keptKinds, keptRow, listCookies } from '#lib/account/kept-data'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders, linksElsewhere } from '#lib/env'
import { gapOf, joinSentences, wordsIn } from '#lib/messages/words'
import { featuresOf } from '#lib/provider/features'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { getReader, useReader, useWords } from '#lib/web/words'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { describeOneOfSeveral } from '../provider-messages.tsx'

export const generateMetadata = () => describeOpenPage((language) => wordsIn(language, 'privacy')('title'))

/** What is kept, made from `lib/account/kept-data.ts` and the settings of this site. */
export default async function PrivacyPage() {
  const viewer = await findViewerForHeader()
  const { language } = await getReader()
  const t = wordsIn(language, 'privacy')
  return (
    <OpenPage>
      <PageSession session={viewer?.sessionId ?? null} />
      <Page>
        <PageHeading title={t('heading', { brand: brand.name })}>{t('lead')}</PageHeading>
        <Card title={t('keeps')} footer={joinSentences(language, t('hourly'), t('log'))}>
          <KeptList />
        </Card>
        <CardGrid>
          <div className="grid gap-6">
            <Cookies />
            <Others />
          </div>
          <div className="grid gap-6">
            <Shared />
            <Choices />
            <Ask />
          </div>
        </CardGrid>
      </Page>
    </OpenPage>
  )
}

function KeptList() {
  const t = useWords('privacy')
  return (
    <ul className="divide-y divide-line text-small">
      {keptKinds.map((kind) => (
        <li key={kind} className="grid gap-x-8 gap-y-1 py-4 @2xl:grid-cols-3">
          <h3 className="font-semibold">{t(`kinds.${kind}.name`)}</h3>
          <p>{t(`kinds.${kind}.why`)}</p>
          <p className="text-muted">{t(`kinds.${kind}.until`, { count: keptRow(kind).count ?? 0 })}</p>
        </li>
      ))}
    </ul>
  )
}

const DAY_SECONDS = 24 * 60 * 60

function Cookies() {
  const { language } = useReader()
  const t = wordsIn(language, 'privacy')
  const cookies = listCookies()
  return (
    <Card title={t('cookies')} footer={t('cookiesText')}>
      <ul className="divide-y divide-line text-small">
        {(Object.keys(cookies) as (keyof typeof cookies)[]).map((id) => {
          const { name, seconds } = cookies[id]
          return (
            <li key={id} className="grid gap-y-1 py-3">
              <code className="wrap-anywhere" dir="ltr">
                {name}
              </code>
              <p>
                {t(`cookie.${id}`)}
                {gapOf(language)}
                <span className="text-muted">
                  {seconds < DAY_SECONDS
                    ? t('cookieMinutes', { count: Math.ceil(seconds / 60) })
                    : t('cookieDays', { count: Math.ceil(seconds / DAY_SECONDS) })}
                </span>
              </p>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Others() {
  const t = useWords('privacy')
  return (
    <Card title={t('others')}>
      <div className="grid gap-3 py-3 text-small">
        <p>{t('othersText')}</p>
        <p>{t('pictures')}</p>
      </div>
    </Card>
  )
}

function Shared() {
  const t = useWords('privacy')
  return (
    <Card title={t('shared')} footer={t('sharedText')}>
      <ul className="divide-y divide-line text-small">
        {enabledProviders().map((id) => (
          <SharedBy key={id} provider={id} />
        ))}
      </ul>
    </Card>
  )
}

function SharedBy({ provider }: { provider: ProviderId }) {
  const t = useWords('privacy')
  const features = useWords('features')
  return (
    <li className="grid gap-y-1 py-3">
      <h3 className="font-semibold">{providerNames[provider]}</h3>
      <p>{describeOneOfSeveral(provider, useReader().language)}</p>
      {featuresOf(provider).map((feature) => (
        <p key={feature}>{t('more', { permission: features(`${feature}.permission`) })}</p>
      ))}
    </li>
  )
}

function Choices() {
  const t = useWords('privacy')
  return (
    <Card title={t('choices')}>
      <ul className="grid list-disc gap-2 py-3 ps-5 text-small">
        <li>{t.rich('download', { link: linkTo('/settings') })}</li>
        <li>{t.rich('disconnect', { link: linkTo('/connections') })}</li>
        <li>{t.rich('delete', { link: linkTo('/settings/delete') })}</li>
      </ul>
    </Card>
  )
}

function Ask() {
  const t = useWords('privacy')
  const { privacy, support } = linksElsewhere()
  return (
    <Card title={t('ask')}>
      <div className="grid gap-3 py-3 text-small">
        <p>{support ? t.rich('askSupport', { link: linkTo(support) }) : t('askNobody')}</p>
        {privacy ? <p>{t.rich('policy', { link: linkTo(privacy) })}</p> : null}
      </div>
    </Card>
  )
}

function linkTo(href: string) {
  return (chunks: ReactNode) => (
    <a href={href} className="link">
      {chunks}
    </a>
  )
}
