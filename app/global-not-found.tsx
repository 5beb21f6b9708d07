import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { getWords } from '#lib/web/words'
import RootLayout from './layout.tsx'
import { OpenPage } from './open-page.tsx'

export async function generateMetadata() {
  return { title: `${(await getWords('pages'))('missingTitle')} – ${brand.name}` }
}

export default async function NotFound() {
  const viewer = await findViewerForHeader()
  const t = await getWords('pages')
  return (
    <RootLayout>
      <OpenPage>
        <PageSession session={viewer?.sessionId ?? null} />
        <ProblemCard title={t('missing')} text={t('missingText')}>
          <LinkButton href="/" variant="primary">
            {t('start')}
          </LinkButton>
        </ProblemCard>
      </OpenPage>
    </RootLayout>
  )
}
