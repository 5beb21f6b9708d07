import { redirect } from 'next/navigation'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { findViewerForHeader } from '#lib/auth/viewer'
import { wordsIn } from '#lib/messages/words'
import { getWords } from '#lib/web/words'
import { describeOpenPage, OpenPage } from '../open-page.tsx'

export const generateMetadata = () => describeOpenPage((language) => wordsIn(language, 'farewell')('goodbye'))

export default async function GoodbyePage() {
  if (await findViewerForHeader()) redirect('/dashboard')
  const t = await getWords('farewell')
  return (
    <OpenPage>
      <PageSession session={null} />
      <ProblemCard
        title={t('deleted')}
        text={
          <>
            <p>{t('deletedText')}</p>
            <p className="mt-3">{t('thanks')}</p>
          </>
        }
      >
        <LinkButton href="/">{(await getWords('pages'))('start')}</LinkButton>
      </ProblemCard>
    </OpenPage>
  )
}
