import type { ReactNode } from 'react'
import { Page, UpLink } from '#components/shell/page'
import { PageSession } from '#components/shell/page-session'
import { Notice, type Tone } from '#components/ui/notice'
import { NoticeBanner } from '#components/ui/notice-banner'
import { PageButton } from '#components/ui/page-button'
import { ProblemCard } from '#components/ui/problem-card'
import { requireViewer, takeNotice } from '#lib/auth/viewer'
import type { Failure } from '#lib/errors'
import { type AccountPagePath, findParent } from '#lib/pages'
import type { Viewer } from '#lib/viewer'
import { loadPage } from '#lib/web/load-page'
import { addressOf } from '#lib/web/page-address'
import { readValues } from '#lib/web/storable'
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
      const request = { viewer, params, query, address }
      return { request, data: await load(request), notice: await takeNotice(viewer) }
    })
    if (page.kind === 'failed') {
      const { title, message, reference } = page.failure
      return (
        <ProblemCard title={title} text={message} reference={reference}>
          {mayHelp(page.failure) ? (
            <PageButton href={address} variant="primary">
              Try again
            </PageButton>
          ) : (
            <PageButton href="/dashboard">Go to your overview</PageButton>
          )}
        </ProblemCard>
      )
    }
    const { data, notice, request } = page.data
    return (
      <Page>
        <PageSession session={request.viewer.sessionId} />
        {notice ? <Done {...noticeMessage(notice)} /> : null}
        {parent ? <UpLink href={parent.path}>Back to {parent.label}</UpLink> : null}
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
