import type { ReactNode } from 'react'
import { CheckIcon, InfoIcon, ProblemIcon, WarningIcon } from './icons.tsx'

export type Tone = 'info' | 'good' | 'warning' | 'problem'

type Props = { tone?: Tone; title: string; children?: ReactNode }

const looks = {
  info: { Icon: InfoIcon, colour: 'text-ink' },
  good: { Icon: CheckIcon, colour: 'text-good' },
  warning: { Icon: WarningIcon, colour: 'text-warning' },
  problem: { Icon: ProblemIcon, colour: 'text-danger' },
} as const satisfies Record<Tone, object>

/** Something to know. What was just done is said by `NoticeBanner`, which also has the focus. */
export function Notice({ tone = 'info', title, children }: Props) {
  const { Icon, colour } = looks[tone]
  return (
    <div
      className={`flex gap-3 rounded-control border border-transparent bg-sunken px-4 py-3 text-small ${colour}`}
    >
      <Icon className="mt-0.5 size-5" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  )
}
