import type { Route } from 'next'
import type { ReactNode } from 'react'
import { NoticeBanner } from '#components/notice-banner'
import { Page } from '#components/page'
import { PageSession } from '#components/page-session'
import { requireViewer, takeNotice } from '#lib/auth/viewer'
import type { Viewer } from '#lib/viewer'
import { addressOf, loadPage } from '#lib/web/load-page'
import { noticeWords } from './notice-words.ts'
import { PageFailure } from './page-failure.tsx'

type Query = Record<string, string | string[] | undefined>

/** What a page is asked for: by whom, with which query, and under which address it is come back to. */
export type PageRequest = { viewer: Viewer; query: Query; address: string }

/**
 * A page for people who are signed in: sends others to sign in and back, loads, says what was just done, and says in
 * words, with the right status, what could not be loaded.
 */
export function accountPage<T>(
  path: Route,
  load: (request: PageRequest) => Promise<T>,
  show: (data: T, request: PageRequest) => ReactNode,
) {
  return async function AccountPage({ searchParams }: { searchParams: Promise<Query> }) {
    const query = await searchParams
    const address = addressOf(path, query)
    const page = await loadPage(address, async () => {
      const viewer = await requireViewer(address)
      const request = { viewer, query, address }
      return { request, data: await load(request), notice: await takeNotice(viewer) }
    })
    if (page.kind === 'failed') return <PageFailure failure={page.failure} address={address} />
    const { data, notice, request } = page.data
    return (
      <Page>
        <PageSession session={request.viewer.sessionId} />
        {notice ? <NoticeBanner {...noticeWords(notice)} /> : null}
        {show(data, request)}
      </Page>
    )
  }
}
