import type { ReactNode } from 'react'
import { CheckIcon, ProblemIcon, WarningIcon } from './icons.tsx'

const looks = {
  good: { Icon: CheckIcon, colour: 'text-good' },
  warning: { Icon: WarningIcon, colour: 'text-warning' },
  problem: { Icon: ProblemIcon, colour: 'text-danger' },
} as const

type Props = {
  tone: keyof typeof looks
  title: string
  /** Why, and what it means. */
  text?: ReactNode
  /** The form that mends it. */
  children?: ReactNode
}

/** How something stands, in two or three words, and what can be done about it. */
export function AccessValue({ tone, title, text, children }: Props) {
  const { Icon, colour } = looks[tone]
  return (
    <>
      <p className={`flex items-center gap-1.5 font-semibold ${colour}`}>
        <Icon className="size-4.5" />
        {title}
      </p>
      {text ? <p className="mt-0.5 max-w-prose">{text}</p> : null}
      {children ? <div className="mt-3">{children}</div> : null}
    </>
  )
}
