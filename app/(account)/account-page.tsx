import type { ReactNode } from 'react'
import { Page } from '#components/shell/page'
import { PageSession } from '#components/shell/page-session'
import { UpLink } from '#components/shell/up-link'
import { Notice, type Tone } from '#components/ui/notice'
import { NoticeBanner } from '#components/ui/notice-banner'
import { PageButton } from '#components/ui/page-button'
import { requireViewer, takeNotice } from '#lib/auth/viewer'
import { type Failure, translateFailure } from '#lib/errors'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { type AccountPagePath, findParent } from '#lib/pages'
import type { Viewer } from '#lib/viewer'
import { loadPage } from '#lib/web/load-page'
import { addressOf } from '#lib/web/page-address'
import { readValues } from '#lib/web/storable'
import { getReader } from '#lib/web/words'
import { FailureCard } from '../failure-card.tsx'
import { noticeMessage } from './notice-messages.ts'

type Params<Path extends AccountPagePath> = Awaited<PageProps<Path>['params']>
type Query = Awaited<PageProps<AccountPagePath>['searchParams']>

/** What a page is asked for: by whom, what its dynamic segments and its query say, and the address to come back to. */
export type PageRequest<Path extends AccountPagePath = AccountPagePath> = {
  viewer: Viewer
  /** Decoded: `{ id: '7' }` for `/invoices/[id]`. Anybody may write anything there. */
  params: Params<Path>
  query: Query
  address: ReturnType<typeof addressOf>
  /** Of whoever asks: `wordsIn(language, subject)` has the texts. */
  language: Language
}

/**
 * A page for people who are signed in: sends others to sign in and back, loads, says what was just done, and says, with
 * the right status, what could not be loaded.
 *
 * @param path as `lib/pages.ts` lists it
 */
export function accountPage<const Path extends AccountPagePath, Data>(
  path: Path,
  load: (request: PageRequest<Path>) => Promise<Data>,
  show: (data: Data, request: PageRequest<Path>) => ReactNode,
) {
  const parent = findParent(path)
  return async function AccountPage(props: PageProps<Path>) {
    const query = readValues(await props.searchParams)
    const params = readValues(decode(await props.params))
    const address = addressOf(path, query, params)
    const page = await loadPage(address, async () => {
      const viewer = await requireViewer(address)
      const { language } = await getReader()
      const request = { viewer, params, query, address, language }
      return { request, data: await load(request), notice: await takeNotice(viewer) }
    })
    if (page.kind === 'failed') {
      const { language } = await getReader()
      const t = wordsIn(language, 'pages')
      return (
        <FailureCard failure={translateFailure(page.failure, language)} language={language}>
          {mayHelp(page.failure) ? (
            <PageButton href={address} variant="primary">
              {t('tryAgain')}
            </PageButton>
          ) : (
            <PageButton href="/dashboard">{t('toOverview')}</PageButton>
          )}
        </FailureCard>
      )
    }
    const { data, notice, request } = page.data
    const t = wordsIn(request.language, 'pages')
    return (
      <Page>
        <PageSession session={request.viewer.sessionId} />
        {notice ? <Done {...noticeMessage(notice, request.language)} /> : null}
        {parent ? <UpLink href={parent.path}>{t('backTo', { page: t(parent.label) })}</UpLink> : null}
        {show(data, request)}
      </Page>
    )
  }
}

function Done({ text, ...message }: { tone: Tone; title: string; text?: string }) {
  return (
    <NoticeBanner>
      <Notice {...message}>{text}</Notice>
    </NoticeBanner>
  )
}

/** Whether trying again can help: not where an operator has to do something first. What broke on our side may be over. */
export function mayHelp({ action, code }: Failure): boolean {
  return action !== 'operator' || code === 'unknown' || code === 'provider_misunderstood'
}

/** Next hands over what stands in the address. */
function decode<Values extends Record<string, string | string[]>>(params: Values): Values {
  const plain = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(decodeURIComponent) : decodeURIComponent(value),
  ])
  return Object.fromEntries(plain)
}
