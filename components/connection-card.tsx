import { type ReactNode, useId } from 'react'
import { Avatar } from './avatar.tsx'
import { Badge } from './badge.tsx'

type Props = {
  /** What a link to this card ends with. */
  anchor: string
  name: string | null
  email: string
  image: string | null
  /** Whether this very session was signed in with it. */
  current: boolean
  /** Each a `LocalTime`. */
  connectedAt: ReactNode
  lastUsedAt: ReactNode
  /** How the access stands: an `AccessValue`. */
  access: ReactNode
  permissions: ReactNode
  footer: ReactNode
}

/** A Google account, what it lets us do, and how to end that. */
export function ConnectionCard({
  anchor,
  name,
  email,
  image,
  current,
  permissions,
  footer,
  ...facts
}: Props) {
  const id = useId()
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className="min-w-0 break-inside-avoid rounded-panel border border-line bg-card"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-b px-5 py-4 sm:px-6">
        <Avatar name={name} email={email} image={image} />
        <div className="min-w-0 grow basis-44">
          <h2 id={id} className="wrap-anywhere font-semibold text-subtitle">
            <bdi>{email}</bdi>
          </h2>
          {name ? (
            <p dir="auto" className="wrap-anywhere text-muted text-small">
              {name}
            </p>
          ) : null}
        </div>
        {current ? <Badge>This session</Badge> : null}
      </header>
      <div className="@container divide-y divide-line px-5 py-2 sm:px-6">
        <Facts {...facts} />
        {permissions}
      </div>
      <footer className="border-line border-t px-5 py-4 text-muted text-small sm:px-6">{footer}</footer>
    </section>
  )
}

function Facts({ connectedAt, lastUsedAt, access }: Pick<Props, 'connectedAt' | 'lastUsedAt' | 'access'>) {
  return (
    <dl className="grid gap-x-8 gap-y-3 py-4 text-small @xl:grid-cols-[auto_auto_minmax(0,1fr)] @xl:gap-x-14">
      <Fact term="Connected since">{connectedAt}</Fact>
      <Fact term="Last used">{lastUsedAt}</Fact>
      <Fact term="Access">{access}</Fact>
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
