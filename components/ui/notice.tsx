import type { ReactNode } from 'react'
import { CheckIcon, InfoIcon, ProblemIcon, WarningIcon } from './icons.tsx'

export type Tone = 'info' | 'good' | 'warning' | 'problem'

const looks = {
  info: { Icon: InfoIcon, colour: 'text-ink' },
  good: { Icon: CheckIcon, colour: 'text-good' },
  warning: { Icon: WarningIcon, colour: 'text-warning' },
  problem: { Icon: ProblemIcon, colour: 'text-danger' },
} as const satisfies Record<Tone, object>

type NoticeProps = { tone?: Tone; title: string; children?: ReactNode }

/** Something to know. What was just done is said by `NoticeBanner`, which also has the focus. */
export function Notice({ tone = 'info', title, children }: NoticeProps) {
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

type StatusProps = {
  tone: Tone
  title: ReactNode
  /** Why, and what it means. */
  text?: ReactNode
  /** The form that mends it. */
  children?: ReactNode
}

/** How one thing stands, said in short, and what can be done about it. */
export function Status({ tone, title, text, children }: StatusProps) {
  const { Icon, colour } = looks[tone]
  return (
    <>
      <p className={`flex gap-1.5 font-semibold ${colour}`}>
        <span className="flex h-lh items-center">
          <Icon className="size-4.5" />
        </span>
        <span>{title}</span>
      </p>
      {text ? <p className="mt-0.5 max-w-prose">{text}</p> : null}
      {children ? <div className="mt-3">{children}</div> : null}
    </>
  )
}
