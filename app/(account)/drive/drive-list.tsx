import type { Route } from 'next'
import { LinkButton } from '#components/button'
import { ArrowIcon, RetryIcon } from '#components/icons'
import { LinkProgress } from '#components/link-progress'
import { Notice } from '#components/notice'
import { PageLinks } from '#components/page-links'
import { ResultsRegion } from '#components/results-region'
import { SearchForm } from '#components/search-form'
import { StatePanel } from '#components/state-panel'
import type { FilePage } from '#lib/drive/list'
import { DEFAULT_SORT, type FileQuery, LONGEST_SEARCH } from '#lib/drive/query'
import { driveAddress } from './drive-address.ts'
import { DriveFiles } from './drive-files.tsx'
import { describeGap, type Gap, type Listed, summarize } from './drive-words.ts'

type Props = {
  list: Listed
  asked: FileQuery
  /** This page, to ask for it again. */
  address: string
}

/** The search, and below it what it found, or why there is nothing. */
export function DriveList({ list, asked, address }: Props) {
  const all = driveAddress({ sort: asked.sort })
  const gap = describeGap(list, asked, { address, all })
  const summary = gap ? `${gap.title}.` : list.kind === 'ready' ? summarize(list, asked) : ''
  return (
    <>
      <SearchForm
        action="/drive"
        label="Search by name"
        value={asked.q}
        maxLength={LONGEST_SEARCH}
        fields={asked.sort === DEFAULT_SORT ? {} : { sort: asked.sort }}
        clearHref={all}
      />
      <ResultsRegion
        label="Files"
        summary={summary}
        summaryVisible={!gap}
        shown={`${list.kind} ${Object.values(asked)}`}
      >
        {gap ? <NothingToShow {...gap} again={list.kind === 'unavailable'} /> : null}
        {list.kind === 'ready' ? <Found list={list} asked={asked} /> : null}
      </ResultsRegion>
    </>
  )
}

function NothingToShow({ title, text, way, again }: Gap & { again: boolean }) {
  return (
    <StatePanel title={title} text={text}>
      {way ? (
        <LinkButton href={way.href as Route} variant="primary">
          {way.label}
          <LinkProgress>
            {again ? <RetryIcon className="size-4" /> : <ArrowIcon className="-rotate-90 size-4" />}
          </LinkProgress>
        </LinkButton>
      ) : null}
    </StatePanel>
  )
}

/** The links are new ones on each page: the one that was followed is gone, so that the focus goes to the files. */
function Found({ list, asked }: { list: FilePage; asked: FileQuery }) {
  const { files, place, nextPage } = list
  return (
    <>
      {place === 'restarted' ? (
        <Notice title="That page is no longer there, so this is the first one">
          Google keeps the place in a list only for a while.
        </Notice>
      ) : null}
      {files.length > 0 ? <DriveFiles files={files} asked={asked} /> : null}
      <PageLinks
        key={asked.page}
        first={place === 'later' ? driveAddress({ ...asked, page: '' }) : null}
        next={nextPage ? driveAddress({ ...asked, page: nextPage }) : null}
      />
    </>
  )
}
