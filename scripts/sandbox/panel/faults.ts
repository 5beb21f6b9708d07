import type { ProviderId } from '../clients.ts'
import { type Endpoint, endpoints } from '../endpoints.ts'
import { html } from '../pages.ts'
import type { State } from '../state.ts'
import { actionButton, button, card, form, type Option, selectField, textField } from './fields.ts'
import { count, describeSeconds, type PanelPage } from './page.ts'
import { endpointWords, faultWords, idTokenWords, providerNames } from './words.ts'

/** How long a fault is there. */
export const lasts: Readonly<Record<string, { label: string; limit: { times?: number; seconds?: number } }>> =
  {
    once: { label: 'the next request', limit: { times: 1 } },
    three: { label: 'the next three requests', limit: { times: 3 } },
    seconds: { label: 'ten seconds', limit: { seconds: 10 } },
    minute: { label: 'a minute', limit: { seconds: 60 } },
    always: { label: 'until all is well again', limit: { times: 1_000_000 } },
  }

const tamperCommand = {
  google: 'POST /control/id-tokens',
  facebook: 'POST /control/facebook/id-tokens',
} as const
const keyCommand = { google: 'POST /control/keys', facebook: 'POST /control/facebook/keys' } as const
type Signing = keyof typeof tamperCommand

/** Faults of endpoints, and wrong id_tokens. */
export const faultsPage: PanelPage = {
  title: 'Faults',
  lead: 'Make a provider slow, away or odd, and see what the app makes of it.',
  show: (state) => html`
    ${card('New fault', newFault())}
    ${card('Faults that wait', html`<div id="waiting" data-live>${waitingFaults(state)}</div>`)}
    <div class="columns">${card('Wrong id_tokens', wrongIdTokens())}${card('Signing keys', signingKeys())}</div>`,
  actions: {
    add: {
      command: 'POST /control/faults',
      inputs: (form) => {
        const { make } = pick(faultWords, form.get('what'))
        const { limit } = pick(lasts, form.get('lasts'))
        const seconds = readSeconds(form.get('seconds'))
        return endpointsAt(form.get('where') ?? '').map((endpoint) => ({
          endpoint,
          ...make(seconds),
          ...limit,
        }))
      },
      said: (form) =>
        `${describePlace(form.get('where') ?? '')}: ${lowerFirst(pick(faultWords, form.get('what')).label)}, for ${pick(lasts, form.get('lasts')).label}.`,
    },
    clear: {
      command: 'DELETE /control/faults',
      inputs: () => [undefined],
      said: () => 'No fault waits any more.',
    },
    well: {
      command: 'POST /control/well',
      inputs: () => [undefined],
      said: () =>
        'All is well again: no fault, the usual rules, the real time. People and what they allowed are as they were.',
    },
    'google-token': tamper('google'),
    'facebook-token': tamper('facebook'),
    'google-key': newKey('google'),
    'facebook-key': newKey('facebook'),
  },
}

function newFault() {
  const places = Object.entries(providerNames).map(([id, name]): Option => [id, `All of ${name}`])
  const groups = Object.entries(providerNames).map(([id, name]): [string, Option[]] => [
    name,
    endpoints
      .filter((endpoint) => endpointWords[endpoint].provider === id)
      .map((endpoint): Option => [endpoint, `${name}: ${endpointWords[endpoint].label}`]),
  ])
  const where = {
    'A whole provider': [...places, ['all', 'All three'] as const],
    ...Object.fromEntries(groups),
  }
  const what = Object.entries(faultWords).map(([id, { label }]): Option => [id, label])
  const limits = Object.entries(lasts).map(([id, { label }]): Option => [id, label])
  return form(
    'faults/add',
    html`<div class="fields">
      ${selectField({ name: 'where', label: 'Where' }, where, 'google')}
      ${selectField({ name: 'what', label: 'What it does' }, what, 'slow')}
      ${textField({ name: 'seconds', label: 'Seconds', hint: 'How late, or when to come again.' }, '6', {
        type: 'number',
        least: '1',
        most: '3600',
        required: true,
      })}
      ${selectField({ name: 'lasts', label: 'For' }, limits, 'minute')}
    </div>
    <p class="hint">All providers share one port here, so none of them can refuse a connection alone. To close it
    without an answer comes to the same.</p>
    <p>${button('Add this fault', { tone: 'main' })}</p>`,
  )
}

function waitingFaults({ faults }: State) {
  const waiting = faults.list()
  if (waiting.length === 0)
    return html`<p class="soft">None. Every request is answered as the provider would.</p>`
  return html`<ul class="rows">${waiting.map(({ endpoint, times, seconds, ...fault }) => {
    const { provider, label } = endpointWords[endpoint]
    const left = [
      ...(times !== null ? [`${count(times, 'request')}`] : []),
      ...(seconds !== null ? [describeSeconds(seconds)] : []),
    ]
    return html`<li><strong>${providerNames[provider]}: ${label}</strong>
      <span>${describeFault(fault)}</span> <span class="soft">${left.join(', ')} left</span></li>`
  })}</ul><p>${actionButton('faults/clear', 'End these faults')}</p>`
}

type Shown = Omit<ReturnType<State['faults']['list']>[number], 'endpoint' | 'times' | 'seconds'>

/** Whatever it is, also what a test has set up. */
function describeFault({ hang, cut, when, status, delayMs, headers, body }: Shown): string {
  const answer = hang
    ? 'never answers'
    : cut
      ? 'closes the connection'
      : status !== undefined || body !== undefined
        ? `answers ${status ?? 200}`
        : 'answers truly'
  const again = headers['retry-after'] && `come again in ${headers['retry-after']} s`
  const parts = [
    answer,
    delayMs > 0 && `after ${delayMs / 1000} s`,
    when === 'after' && 'when it is done',
    again,
  ]
  return parts.filter(Boolean).join(', ')
}

function wrongIdTokens() {
  const options = Object.entries(idTokenWords).map(([id, { label }]): Option => [id, label])
  const forms = (Object.keys(tamperCommand) as Signing[]).map((id) =>
    form(
      `faults/${id}-token`,
      html`${selectField({ name: `what-${id}`, label: `The next id_token of ${providerNames[id]}` }, options)}
        <p>${button('Make it wrong', { of: `at ${providerNames[id]}` })}</p>`,
    ),
  )
  return html`<p class="soft">Who signs in next meets it. X gives none.</p>${forms}`
}

function signingKeys() {
  return html`<p class="soft">What comes is signed with a new key. The old ones stay published, as at the providers.</p>
    <div class="buttons">${(Object.keys(keyCommand) as Signing[]).map((id) =>
      actionButton(`faults/${id}-key`, `New key at ${providerNames[id]}`),
    )}</div>`
}

function tamper(id: Signing): PanelPage['actions'][string] {
  return {
    command: tamperCommand[id],
    inputs: (form) => [pick(idTokenWords, form.get(`what-${id}`)).make()],
    said: (form) =>
      `The next id_token of ${providerNames[id]} is wrong: it ${lowerFirst(pick(idTokenWords, form.get(`what-${id}`)).label)}.`,
  }
}

function newKey(id: Signing): PanelPage['actions'][string] {
  return {
    command: keyCommand[id],
    inputs: () => [undefined],
    said: () => `${providerNames[id]} signs with a new key.`,
  }
}

function endpointsAt(where: string): Endpoint[] {
  return endpoints.filter(
    (endpoint) => where === 'all' || where === endpoint || endpointWords[endpoint].provider === where,
  )
}

function describePlace(where: string): string {
  if (where === 'all') return 'All providers'
  const provider = providerNames[where as ProviderId]
  if (provider) return provider
  const words = endpointWords[where as Endpoint]
  return `${providerNames[words.provider]}, ${words.label}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function pick<T>(table: Readonly<Record<string, T>>, name: string | null): T {
  const found = name !== null && Object.hasOwn(table, name) ? table[name] : undefined
  if (!found) throw new Error('that is not on the list')
  return found
}

function readSeconds(text: string | null): number {
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600) return seconds
  throw new Error('seconds are a whole number from 1 to 3600')
}
