import type { ReactNode } from 'react'
import { CheckIcon, ProblemIcon } from '#components/ui/icons'
import { Card } from '#components/ui/panel'
import { useWords } from '#lib/web/words'

type Props = {
  title: string
  /** What it is for, and whom it is about. */
  text: ReactNode
  /** What it lets us see, and what will never happen. */
  seen: readonly string[]
  never: readonly string[]
  /** How it ends, and what else to know. */
  footer: ReactNode
  /** The form that asks for it. */
  children: ReactNode
}

/** What a permission opens and what it does not, before anybody is asked for it. */
export function PermissionCard({ title, text, seen, never, footer, children }: Props) {
  const t = useWords('permissions')
  return (
    <Card title={title} footer={footer}>
      <p className="max-w-prose py-3">{text}</p>
      <div className="grid gap-x-10 gap-y-4 py-3 @xl:grid-cols-2">
        <Points title={t('seen')} points={seen}>
          <CheckIcon className="mt-0.5 size-5 text-good" />
        </Points>
        <Points title={t('never')} points={never}>
          <ProblemIcon className="mt-0.5 size-5 text-muted" />
        </Points>
      </div>
      <div className="pt-3 pb-5">{children}</div>
    </Card>
  )
}

type PointsProps = { title: string; points: readonly string[]; children: ReactNode }

function Points({ title, points, children }: PointsProps) {
  return (
    <div>
      <h3 className="font-semibold text-small">{title}</h3>
      <ul className="mt-2 grid gap-2 text-small">
        {points.map((point) => (
          <li key={point} className="flex gap-2.5">
            {children}
            <span className="min-w-0">{point}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
