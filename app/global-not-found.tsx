import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import RootLayout from './layout.tsx'
import { OpenPage } from './open-page.tsx'

export const metadata = { title: `Page not found – ${brand.name}` }

export default async function NotFound() {
  const viewer = await findViewerForHeader()
  return (
    <RootLayout>
      <OpenPage>
        <PageSession session={viewer?.sessionId ?? null} />
        <ProblemCard
          title="There is no page at this address"
          text="It may have moved, or the link may be cut. Nothing is wrong with your account."
        >
          <LinkButton href="/" variant="primary">
            Go to the start page
          </LinkButton>
        </ProblemCard>
      </OpenPage>
    </RootLayout>
  )
}
