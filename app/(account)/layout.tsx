import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { SiteNav } from '#components/shell/site-nav'
import { ReaderPlace } from '#components/ui/reader-place'
import { findViewerForHeader } from '#lib/auth/viewer'
import { enabledProviders } from '#lib/env'
import { wordsIn } from '#lib/messages/words'
import { getReader } from '#lib/web/words'
import { Frame } from '../frame.tsx'
import { listNavigation } from '../navigation.ts'
import { describeSite } from '../open-page.tsx'
import { problemTexts } from '../problem-texts.ts'
import { findPlace } from '../reader.ts'
import { CatchProblems } from './catch-problems.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { description: describeSite((await getReader()).language) }
}

/** Around the pages of people who are signed in: it stays while they come and go. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewerForHeader()
  const { language } = await getReader()
  const t = wordsIn(language, 'shell')
  return (
    <Frame
      viewer={viewer}
      nav={
        viewer ? (
          <SiteNav
            label={t('navigation')}
            items={listNavigation(viewer.providers, enabledProviders(), language)}
          />
        ) : null
      }
    >
      <CatchProblems texts={problemTexts(language)}>
        <ReaderPlace reader={await findPlace()}>{children}</ReaderPlace>
      </CatchProblems>
    </Frame>
  )
}
