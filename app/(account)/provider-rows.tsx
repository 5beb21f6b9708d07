import type { Route } from 'next'
import { cookies } from 'next/headers'
import { type ReactNode, Suspense } from 'react'
import { RetryIcon } from '#components/ui/icons'
import { KeepFocus } from '#components/ui/keep-focus'
import { LinkProgress } from '#components/ui/link-progress'
import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { ResultsRegion } from '#components/ui/results-region'
import { translateFailure } from '#lib/errors'
import { type Asked, askProvider } from '#lib/grants/call-api'
import { wordsIn } from '#lib/messages/words'
import { settleStatus } from '#lib/request/context'
import { cookieName } from '#lib/sessions/cookie'
import { loadPage, type PageLoad } from '#lib/web/load-page'
import { getReader, useWords } from '#lib/web/words'
import { mayHelp } from './account-page.tsx'

/** Rows that a provider is asked for, and whether the page may arrive before they are there. */
export type Rows<T> = { asked: Asked<T>; streams: boolean }

/** In the query of a page that is to come as a whole. */
const WHOLE = 'whole'

/**
 * Asks a provider for the rows of a page. React puts late rows into their place by a script: a browser that has not shown
 * yet that it runs any, by the cookie that every page of ours writes, gets a page that is whole, with the status that it
 * then has. For the others, what is decided before the provider is asked has its status too.
 */
export async function askForRows<T>(
  query: Record<string, unknown>,
  start: (onWait: () => void) => Promise<T>,
): Promise<Rows<T>> {
  const asked = await askProvider(start)
  const streams = query[WHOLE] === undefined && (await cookies()).has(cookieName('zone'))
  if (asked.kind === 'asking' && streams) settleStatus()
  if (asked.kind === 'known' || streams) return { asked, streams }
  return { asked: { kind: 'known', answer: await asked.answer }, streams }
}

/** What was found, in a sentence, and whether that is to be seen or only heard. */
export type Summary = { text: string; visible: boolean }

type Props<T> = {
  rows: Rows<T>
  /** Of the region that they are in. */
  label: string
  /** Names what was asked for: another text, and something else is shown. */
  shown: string
  /** Of this page, to try again. */
  address: Route
  summarize: (answer: T) => Summary
  /** What is said, and what stands in their place, while they are on their way. */
  waiting: string
  skeleton: ReactNode
  children: (answer: T) => ReactNode
}

/** Rows of a provider: at once, or in the place of a skeleton as soon as it answers. */
export function ProviderRows<T extends { kind: string }>(props: Props<T>) {
  const { rows, label, address, waiting, skeleton } = props
  const { summary, content } = partsOf(props)
  if (!rows.streams)
    return (
      <ResultsRegion label={label} summary={summary}>
        {content}
      </ResultsRegion>
    )
  return (
    <ResultsRegion
      label={label}
      tall={rows.asked.kind === 'asking'}
      summary={<Suspense fallback={<Said text={waiting} visible />}>{summary}</Suspense>}
    >
      <Suspense
        fallback={
          <>
            <noscript>
              <meta httpEquiv="refresh" content={`0; url=${wholeAddress(address)}`} />
            </noscript>
            {skeleton}
          </>
        }
      >
        {content}
      </Suspense>
    </ResultsRegion>
  )
}

/** What was found, in a sentence and as rows; neither is there before the other. */
function partsOf<T extends { kind: string }>(props: Props<T>) {
  const { asked } = props.rows
  if (asked.kind === 'known')
    return {
      summary: <Said {...props.summarize(asked.answer)} />,
      content: <Shown {...props} answer={asked.answer} />,
    }
  const answer = loadPage(props.address, () => asked.answer)
  return {
    summary: <SaidLater {...props} answer={answer} />,
    content: <ShownLater {...props} answer={answer} />,
  }
}

/** For a browser that has run scripts before, and runs none now. */
function wholeAddress(address: Route): string {
  return `${address}${address.includes('?') ? '&' : '?'}${WHOLE}=1`
}

function Said({ text, visible }: Summary) {
  return <span className={visible ? '' : 'sr-only'}>{text}</span>
}

/** The links among them are new ones each time: the one that was followed is gone, and the focus comes here. */
function Shown<T extends { kind: string }>({ shown, answer, children }: Props<T> & { answer: T }) {
  return (
    <>
      <KeepFocus shown={`${answer.kind} ${shown}`} />
      {children(answer)}
    </>
  )
}

type LaterProps<T> = Props<T> & { answer: Promise<PageLoad<T>> }

async function SaidLater<T>({ answer, summarize }: LaterProps<T>) {
  const page = await answer
  const { language } = await getReader()
  const summary =
    page.kind === 'loaded'
      ? summarize(page.data)
      : { text: translateFailure(page.failure, language).title, visible: false }
  return <Said {...summary} />
}

/** Once rows were promised, what fails is said in their place. */
async function ShownLater<T extends { kind: string }>({ answer, ...props }: LaterProps<T>) {
  const page = await answer
  if (page.kind === 'loaded') return <Shown {...props} answer={page.data} />
  const { language } = await getReader()
  const { title, message, reference } = translateFailure(page.failure, language)
  return (
    <>
      <KeepFocus shown={`failed ${props.shown}`} />
      <StatePanel
        title={title}
        text={
          <>
            <p>{message}</p>
            <p className="mt-4 text-caption">
              {wordsIn(language, 'problem')('reference')}{' '}
              <code className="wrap-anywhere select-all font-mono text-ink">{reference}</code>
            </p>
          </>
        }
      >
        {mayHelp(page.failure) ? <TryAgain address={props.address} /> : null}
      </StatePanel>
    </>
  )
}

/** The same page again. */
export function TryAgain({ address }: { address: Route }) {
  return (
    <PageButton href={address} variant="primary">
      {useWords('pages')('tryAgain')}
      <LinkProgress>
        <RetryIcon className="size-4" />
      </LinkProgress>
    </PageButton>
  )
}
