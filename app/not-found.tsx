import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'

export const metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <ProblemCard
      title="There is no page at this address"
      text="It may have moved, or the link may be cut. Nothing is wrong with your account."
    >
      <LinkButton href="/" variant="primary">
        Go to the start page
      </LinkButton>
    </ProblemCard>
  )
}
