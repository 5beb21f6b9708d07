import type { ReactNode } from 'react'
import { ConfirmDialog } from '#components/ui/dialog'
import { SubmitButton } from '#components/ui/submit-button'
import { profileOf } from '#lib/auth/profile'
import { brand } from '#lib/brand'
import { isUsable, listConfirming } from '#lib/connections/confirm'
import type { Connection } from '#lib/connections/list'
import type { Language } from '#lib/messages/languages'
import { gapOf, joinList, wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { useReader, useWords, type Words } from '#lib/web/words'
import { ConfirmForms, describeConfirming } from '../confirm/confirm-forms.tsx'
import { nameAccount, nameLabel } from '../names.ts'
import { disconnect } from './actions.ts'
import { disconnectAddress } from './disconnect-address.ts'

type Props = {
  connection: Connection
  /** Every connection of theirs, the oldest first. */
  all: readonly Connection[]
  recent: boolean
  asking: boolean
}

/** What the provider lists whatever is turned off here, and the button that ends what can be ended here. */
export function Disconnect(props: Props) {
  const { connection, all } = props
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const { manageUrl } = providerOf(connection.provider)
  const others = all.filter((other) => other !== connection)
  const last = !others.some(isUsable)
  const link = (chunks: ReactNode) => (
    <a className="link text-ink" href={manageUrl}>
      {chunks}
    </a>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-[minmax(0,1fr)_auto] md:items-center md:gap-x-8 md:[&>dialog]:col-span-full">
      <p className="max-w-prose">
        {t.rich('lists', { provider: providerNames[connection.provider], link })}
        {gapOf(language)}
        {last ? describeLast(connection, t) : describeEnd(connection, t)}
      </p>
      {last ? null : <Ask {...props} others={others} />}
    </div>
  )
}

type T = Words<'connections'>

function describeLast(connection: Connection, t: T): string {
  return t(isUsable(connection) ? 'lastUsable' : 'last')
}

function describeEnd({ provider }: Connection, t: T): string {
  return endsAll(provider) ? t('endsAll') : t('endsHere', { brand: brand.name })
}

function endsAll(provider: Connection['provider']): boolean {
  return providerOf(provider).revocation.endsAll
}

type AskProps = Props & { others: readonly Connection[] }

function Ask({ connection, all, others, recent, asking }: AskProps) {
  const { id, provider } = connection
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const account = nameLabel(connection.label, [provider], language)
  return (
    <ConfirmDialog
      label={
        <span>
          {t.rich('disconnectHidden', {
            account,
            hidden: (chunks) => <span className="sr-only">{chunks}</span>,
          })}
        </span>
      }
      variant="danger"
      title={t('ask', { account })}
      text={<Consequences {...{ connection, all, others, recent }} />}
      cancel={t('keep')}
      page={`/connections#${id}`}
      step={id}
      open={asking}
    >
      {recent ? (
        <DisconnectForm account={id} />
      ) : (
        <ConfirmForms choices={listConfirming(all)} returnTo={disconnectAddress(id)} />
      )}
    </ConfirmDialog>
  )
}

function Consequences({ connection, all, others, recent }: Omit<AskProps, 'asking'>) {
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const named = { brand: brand.name, provider: providerNames[connection.provider] }
  const left = others.filter(isUsable).map((one) => nameAccount(one.label, one.provider, language))
  return (
    <ul className="grid list-disc gap-1.5 ps-5">
      <li>{t(endsAll(connection.provider) ? 'accessEnds' : 'accessEndsHere', named)}</li>
      <li>{t('left', { accounts: joinList(language, left, 'conjunction') })}</li>
      <li>{t(connection.current ? 'browsersButThis' : 'browsers')}</li>
      {describeProfile(all, others, language).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {recent ? null : <li>{describeConfirming('first', listConfirming(all), language)}</li>}
    </ul>
  )
}

/** What becomes of their name, picture and address here. */
function describeProfile(
  all: readonly Connection[],
  others: readonly Connection[],
  language: Language,
): string[] {
  const t = wordsIn(language, 'connections')
  const [now, next] = [all, others].map((some) => profileOf(some.map(toAccount)))
  const oldest = all[0] === others[0] ? null : others[0]
  const account = oldest ? nameLabel(oldest.label, [oldest.provider], language) : ''
  const moved = now?.email !== next?.email
  if (oldest && moved && next?.email === oldest.email && next?.email) return [t('profileAll', { account })]
  return [
    ...(oldest ? [t('profile', { account })] : []),
    ...(moved ? [next?.email ? t('email', { email: next.email }) : t('noEmail')] : []),
  ]
}

function toAccount({ name, image, email, emailVerified, lastUsedAt }: Connection) {
  return { name, image, email, emailVerified, lastSignInAt: lastUsedAt }
}

function DisconnectForm({ account }: { account: string }) {
  return (
    <form action={disconnect}>
      <input type="hidden" name="account" value={account} />
      <SubmitButton variant="danger">{useWords('connections')('disconnect')}</SubmitButton>
    </form>
  )
}
