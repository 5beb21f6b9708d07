'use client'

import { unstable_rethrow, usePathname } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import type { ProblemTexts } from '../describe-error.ts'
import { Problem } from '../problem.tsx'

type Props = { texts: ProblemTexts; children: ReactNode }

/**
 * Shows, in the place of a page, that it broke; the frame around it stays, and another page begins anew. Next's own
 * boundary carries a page of its other router along.
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
    return caught ? <Problem error={caught.error} texts={this.props.texts} /> : this.props.children
  }
}
