import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar'
import { VerifiedBadge } from '#components/ui/badge'
import { Breakable } from '#components/ui/breakable'
import { CheckIcon, InfoIcon, ProblemIcon, WarningIcon } from '#components/ui/icons'
import { Panel } from '#components/ui/panel'

type ProfileProps = {
  name: string | null
  email: string | null
  /** What to call somebody without a name. */
  label: string
  image: string | null
  /** "Verified by Google", where a provider asserts that the address is theirs. */
  verified: string | null
  /** What else there is to say of the account, each in a few words. */
  facts: readonly ReactNode[]
}

/** Who is signed in: the head of the overview. */
export function ProfileHero({ name, email, label, image, verified, facts }: ProfileProps) {
  return (
    <header className="flex items-center gap-4 sm:gap-6">
      <span className="rounded-full border-2 border-door-brass p-0.75 leading-none">
        <Avatar name={name} label={label} image={image} />
      </span>
      <div className="min-w-0">
        <h1 className="wrap-anywhere font-bold text-title">
          <bdi>{name ?? label}</bdi>
        </h1>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-4 text-muted text-small">
          {email === null ? null : <bdi className="wrap-anywhere min-w-0 text-ink">{email}</bdi>}
          {verified ? <VerifiedBadge>{verified}</VerifiedBadge> : null}
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
            <span key={index}>{fact}</span>
          ))}
        </p>
      </div>
    </header>
  )
}

const looks = {
  problem: { Icon: ProblemIcon, colour: 'text-danger' },
  warning: { Icon: WarningIcon, colour: 'text-warning' },
  advice: { Icon: InfoIcon, colour: 'text-muted' },
} as const

export type FindingItem = {
  id: string
  tone: keyof typeof looks
  title: string
  text: ReactNode
  /** What mends it: buttons, links and forms. */
  action: ReactNode
}

type StateProps = {
  /** "All is well", or how many things are not. */
  title: string
  well: boolean
  text: ReactNode
  items: readonly FindingItem[]
}

/** How the account stands at one glance, and what mends each thing that could stand better. */
export function AccountState({ title, well, text, items }: StateProps) {
  return (
    <Panel as="section" aria-labelledby="state">
      <div className="flex items-center gap-4 px-5 py-5 sm:px-6">
        <span
          className={`grid size-11 shrink-0 place-items-center rounded-full bg-sunken ${well ? 'text-good' : 'text-warning'}`}
        >
          {well ? <CheckIcon className="size-6" /> : <WarningIcon className="size-6" />}
        </span>
        <div className="min-w-0">
          <h2 id="state" className="font-semibold text-subtitle">
            {title}
          </h2>
          <p className="text-muted text-small">{text}</p>
        </div>
      </div>
      {items.length > 0 ? (
        <ul className="divide-y divide-line border-line border-t">
          {items.map((item) => (
            <FindingRow key={item.id} {...item} />
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}

function FindingRow({ tone, title, text, action }: FindingItem) {
  const { Icon, colour } = looks[tone]
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <span className={`grid w-11 place-items-center self-start pt-0.5 ${colour}`}>
        <Icon />
      </span>
      <div className="min-w-0">
        <h3 className="wrap-anywhere font-semibold">
          <Breakable text={title} />
        </h3>
        <div className="wrap-anywhere max-w-prose text-muted text-small">{text}</div>
      </div>
      {action ? <div className="col-start-2 flex flex-wrap gap-3 md:col-start-3">{action}</div> : null}
    </li>
  )
}

export type Line = {
  id: string
  icon: ReactNode
  title: ReactNode
  /** Beside the title: that it is this very session's. */
  badge?: ReactNode
  text: ReactNode
}

/** Lines of a card of the overview: a sign, what it is, and how it stands. */
export function LineList({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map(({ id, icon, title, badge, text }) => (
        <li key={id} className="flex items-start gap-4 py-2.5">
          <span className="grid w-8 shrink-0 place-items-center pt-1 text-muted">{icon}</span>
          <div className="min-w-0 grow">
            <div className="flex flex-wrap items-center gap-x-3">
              <h3 className="wrap-anywhere line-clamp-3 font-medium text-small">{title}</h3>
              {badge}
            </div>
            <p className="wrap-anywhere text-muted text-small">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
