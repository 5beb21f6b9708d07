import { type EventName, eventTypes } from '../google/risc/events.ts'
import { type Html, html } from '../pages.ts'
import type { Person } from '../people.ts'
import type { State } from '../state.ts'
import { actionButton, button, card, form, selectField } from './fields.ts'
import { appName, type PanelPage } from './page.ts'

type Button = { label: string; event: EventName; reason?: string; tokenBy?: string; tone?: string }

/** What Google can say of somebody, in the order in which it gets worse. */
const BUTTONS: Button[] = [
  { label: 'End every session', event: 'sessions-revoked' },
  { label: 'End the app’s access', event: 'tokens-revoked' },
  { label: 'End one refresh token, by its hash', event: 'token-revoked' },
  { label: 'End one, by its first characters', event: 'token-revoked', tokenBy: 'prefix' },
  { label: 'Ask for a new password', event: 'account-credential-change-required' },
  { label: 'Disable: hijacked', event: 'account-disabled', reason: 'hijacking', tone: 'danger' },
  { label: 'Disable: made in bulk', event: 'account-disabled', reason: 'bulk-account', tone: 'danger' },
  { label: 'Disable without a reason', event: 'account-disabled', tone: 'danger' },
  { label: 'Enable again', event: 'account-enabled', tone: 'main' },
  { label: 'The account is gone', event: 'account-purged', tone: 'danger' },
]

/** How an event can be wrong, or odd, for tests of whoever takes it. */
export const eventVariants: Readonly<Record<string, { label: string; changes: object }>> = {
  twice: { label: 'Right, and sent twice at once', changes: { times: 2 } },
  hundred: { label: 'Right, and sent a hundred times at once', changes: { times: 100 } },
  late: { label: 'Right, and an hour late', changes: { ago: 3600 } },
  claims: {
    label: 'Right, with the claims of an id_token as subject',
    changes: { subjectType: 'id_token_claims' },
  },
  foreign: { label: 'Signed with a key that is not published', changes: { signature: 'foreign' } },
  unsigned: { label: 'Not signed', changes: { signature: 'none' } },
  secret: { label: 'Signed with the client’s secret (HS256)', changes: { signature: 'secret' } },
  audience: { label: 'For another app', changes: { claims: { aud: 'another-app' } } },
  issuer: { label: 'From another issuer', changes: { claims: { iss: 'https://issuer.example/' } } },
  type: { label: 'Of another type (typ)', changes: { header: { typ: 'at+jwt' } } },
  key: { label: 'By a key that nobody knows (kid)', changes: { header: { kid: 'nobody' } } },
  content: { label: 'With another content type', changes: { contentType: 'application/jwt' } },
}

/** What Google tells the app by itself. */
export const eventsPage: PanelPage = {
  title: 'Security events',
  lead: 'What Google tells the app of somebody by itself (Cross-Account Protection). One click sends it, and says what the app answered.',
  show: (state) => html`
    <div class="stack">${state.people.list().map((person) => personCard(person))}</div>
    ${card('Wrong or odd ones', oddForm(state))}
    ${card('Where they go', describeStream(state))}`,
  actions: {
    send: {
      command: 'POST /control/security-events',
      inputs: (fields) => [
        {
          event: fields.get('event'),
          account: fields.get('account') ?? '',
          ...(fields.get('reason') ? { reason: fields.get('reason') } : {}),
          ...(fields.get('tokenBy') ? { tokenBy: fields.get('tokenBy') } : {}),
        },
      ],
      said: (fields, answers) => `${fields.get('event')} was sent. ${describeAnswers(answers)}`,
    },
    odd: {
      command: 'POST /control/security-events',
      inputs: (fields) => {
        const word = eventVariants[fields.get('how') ?? '']
        if (!word) throw new Error('that is not on the list')
        return [{ event: fields.get('event'), account: fields.get('who') ?? '', ...word.changes }]
      },
      said: (fields, answers) =>
        `${eventVariants[fields.get('how') ?? '']?.label}: ${fields.get('event')}. ${describeAnswers(answers)}`,
    },
    key: {
      command: 'POST /control/risc/service-accounts',
      inputs: () => [undefined],
      said: (_fields, [key]) => `GOOGLE_SERVICE_ACCOUNT='${JSON.stringify(key)}'`,
    },
  },
}

/** Somebody may have two accounts, and the same name in both. */
function callOf({ name, email }: Person): string {
  return name ? `${name}, ${email}` : email
}

function personCard(person: Person): Html {
  const { sub } = person
  const who = callOf(person)
  const of = `of ${who}`
  return card(
    who,
    html`<div class="buttons">${BUTTONS.map(({ label, event, reason = '', tokenBy = '', tone = '' }) =>
      actionButton(
        'events/send',
        label,
        { account: sub, event, reason, ...(tokenBy && { tokenBy }) },
        { of, tone },
      ),
    )}</div>`,
    { id: `events-${sub}` },
  )
}

function oddForm({ people }: State): Html {
  return form(
    'events/odd',
    html`<div class="fields">
      ${selectField(
        { name: 'event', label: 'Event' },
        Object.keys(eventTypes).map((event) => [event, event] as const),
      )}
      ${selectField(
        { name: 'who', label: 'Of' },
        people.list().map((person) => [person.sub, callOf(person)] as const),
      )}
      ${selectField(
        { name: 'how', label: 'How' },
        Object.entries(eventVariants).map(([id, { label }]) => [id, label] as const),
      )}
    </div><p>${button('Send')}</p>`,
  )
}

function describeStream(state: State): Html {
  const stream = state.google.risc.stream()
  const where = stream
    ? html`<p>The stream is ${stream.status}, goes to <code>${stream.url}</code>, and has ${String(stream.events.length)} kinds of events.</p>`
    : html`<p>${appName(state)} has registered no stream: events go to <code>/api/security-events</code> where it is.</p>`
  return html`${where}
    <p class="soft">To try <code>npm run risc</code>, make a service account, and give its key to the app in the environment.</p>
    <div class="buttons">${actionButton('events/send', 'Send a verification', { event: 'verification' })}
    ${actionButton('events/key', 'Make a service account')}</div>`
}

/** Of many answers, how often each came. */
function describeAnswers([sent]: unknown[]): string {
  const { answers } = { answers: [] as { status: number; body: unknown }[], ...Object(sent) }
  if (answers.length === 0) return 'Nobody was told: the stream does not send it.'
  const said = answers.map(({ status, body }: { status: number; body: unknown }) =>
    status === 0 ? 'nothing at all' : `${status}${body ? ` ${JSON.stringify(body)}` : ''}`,
  )
  const counts = [...new Set(said)].map(
    (one) =>
      `${one}${said.length > 1 ? ` (${said.filter((other: string) => other === one).length} times)` : ''}`,
  )
  return `The app answered ${counts.join(', ')}.`
}
