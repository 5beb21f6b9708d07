'use client'

import { unstable_rethrow, usePathname } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import { Button } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { describeError } from './describe-error.ts'

type Props = {
  /** Whether it stands around the frame of the pages too. */
  alone?: boolean
  children: ReactNode
}

/**
 * Shows, in the place of what it is around, that it broke: what breaks in the pages, and in the forms of their frame. Another
 * page begins anew. `error.tsx` would be none for the frame, and that of Next's which is carries a page of the other router.
 */
export function CatchProblems(props: Props) {
  return <Boundary {...props} path={usePathname()} />
}

type BoundaryProps = Props & { path: string }
type State = { path: string; caught: { error: unknown } | null }

class Boundary extends Component<BoundaryProps, State> {
  override state: State = { path: this.props.path, caught: null }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    unstable_rethrow(error)
    return { caught: { error } }
  }

  static getDerivedStateFromProps({ path }: BoundaryProps, state: State): State | null {
    return path === state.path ? null : { path, caught: null }
  }

  override render() {
    const { caught } = this.state
    const { alone, children } = this.props
    if (!caught) return children
    return alone ? (
      <main className="flex min-h-dvh flex-col">
        <Problem error={caught.error} />
      </main>
    ) : (
      <Problem error={caught.error} />
    )
  }
}

/** A defect: the cause is in the server's log under the same digest, and nothing of it is shown. Or an older page. */
function Problem({ error }: { error: unknown }) {
  const { title, message, reference, action } = describeError(error)
  return (
    <ProblemCard title={title} text={message} {...(reference && { reference })}>
      <Button variant="primary" onClick={() => window.location.reload()}>
        {action === 'retry' ? 'Try again' : 'Load the page again'}
      </Button>
    </ProblemCard>
  )
}
