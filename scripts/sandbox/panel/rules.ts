import { type Html, html } from '../pages.ts'
import type { State } from '../state.ts'
import { button, card, checkField, form, selectField, textField } from './fields.ts'
import type { PanelPage } from './page.ts'
import { facebookRules, googleRules, type Rule, xRules } from './words.ts'

type Rules = Readonly<Record<string, Rule>>

/** What a provider lets apps do, and what is not known for certain of it. */
export const rulesPage: PanelPage = {
  title: 'Rules',
  lead: 'How each provider treats the app. What differs from the usual is marked.',
  show: ({ google, facebook, x }) => html`<div class="columns">
    ${ruleCard('google', 'Google', googleRules, google)}
    ${ruleCard('facebook', 'Facebook', facebookRules, facebook)}
    ${ruleCard('x', 'X', xRules, x)}</div>`,
  actions: {
    google: {
      command: 'PATCH /control/settings',
      inputs: (form) => [readRules('google', googleRules, form)],
      said: () => 'Google goes by these rules now.',
    },
    facebook: {
      command: 'PATCH /control/facebook/settings',
      inputs: (form) => [readRules('facebook', facebookRules, form)],
      said: () => 'Facebook goes by these rules now.',
    },
    x: {
      command: 'PATCH /control/x/settings',
      inputs: (form) => [readRules('x', xRules, form)],
      said: () => 'X goes by these rules now.',
    },
  },
}

type Ruled = Pick<State['google'] | State['facebook'] | State['x'], 'settings' | 'usual'>

function ruleCard(id: string, name: string, rules: Rules, { settings, usual }: Ruled): Html {
  const [now, before] = [{ ...settings }, { ...usual }] as Record<string, unknown>[]
  const fields = Object.entries(rules).map(([rule, words]) => {
    const changed = write(now?.[rule]) !== write(before?.[rule])
    return html`<div${changed && html` class="changed"`}>${ruleField(`${id}-${rule}`, words, now?.[rule], changed)}</div>`
  })
  return card(
    name,
    form(
      `rules/${id}`,
      html`${fields}<p>${button('Keep these rules', { of: `of ${name}`, tone: 'main' })}</p>`,
    ),
  )
}

function ruleField(name: string, rule: Rule, value: unknown, changed: boolean): Html {
  const { kind, empty } = rule
  const label = `${rule.label}${kind === 'seconds' ? ' (seconds)' : ''}${changed ? ' – not the usual' : ''}`
  const hint = rule.hint ?? (empty && `${empty}.`)
  const words = { name, label, ...(hint && { hint }) }
  if (kind === 'check') return checkField(words, value === true)
  if (typeof kind !== 'string') return selectField(words, Object.entries(kind), write(value))
  const isNumber = kind === 'seconds' || kind === 'number'
  return textField(words, write(value), isNumber ? { type: 'number', least: '0', required: !empty } : {})
}

function write(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object') return String(value)
  return Object.values(value).join(' ')
}

function readRules(id: string, rules: Rules, form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rules).map(([rule, words]) => [
      rule,
      read(words, form.get(`${id}-${rule}`)?.trim() ?? ''),
    ]),
  )
}

function read({ kind, label, empty }: Rule, text: string): unknown {
  if (kind === 'check') return text === 'on'
  if (kind === 'list')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  if (text === '' && empty) return null
  if (kind === 'seconds' || kind === 'number') return Number(text)
  if (kind !== 'refusal') return text
  const [, code, message] = /^(\d+)\s+(.+)$/.exec(text) ?? []
  if (!code) throw new Error(`${label}: a code and a sentence`)
  return { code: Number(code), message }
}
