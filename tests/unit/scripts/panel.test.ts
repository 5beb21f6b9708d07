import { expect, test } from '@playwright/test'
import { commands } from '#scripts/sandbox/control'
import { endpoints } from '#scripts/sandbox/endpoints'
import { facebookSettingsSchema } from '#scripts/sandbox/facebook/state'
import { faultSchema } from '#scripts/sandbox/faults'
import { tamperingSchema } from '#scripts/sandbox/google/oauth/id-tokens'
import { settingsSchema } from '#scripts/sandbox/google/state'
import { panelPages } from '#scripts/sandbox/panel/answer'
import { lasts } from '#scripts/sandbox/panel/faults'
import type { Action, PanelPage } from '#scripts/sandbox/panel/page'
import {
  endpointWords,
  facebookRules,
  faultWords,
  googleRules,
  idTokenWords,
  xRules,
} from '#scripts/sandbox/panel/words'
import { xSettingsSchema } from '#scripts/sandbox/x/state'

const pages: Record<string, PanelPage> = panelPages
const actions: Action[] = Object.values(pages).flatMap((page) => Object.values(page.actions))

test('whatever the control API can change, a form of the panel changes', () => {
  const offered = new Set<string>(actions.map(({ command }) => command))
  const missing = Object.keys(commands).filter((name) => !name.startsWith('GET ') && !offered.has(name))
  expect(missing).toEqual([])
})

test('every field that a fault can have is used by one of the panel’s words for faults', () => {
  const made = Object.values(faultWords).map(({ make }) => make(6))
  for (const fault of made)
    expect(() => faultSchema.strict().parse({ endpoint: 'token', ...fault })).not.toThrow()
  const used = [...made, ...Object.values(lasts).map(({ limit }) => limit), { endpoint: '' }].flatMap(
    Object.keys,
  )
  expect([...new Set(used)].sort()).toEqual(Object.keys(faultSchema.shape).sort())
})

test('every endpoint has words of its own', () => {
  expect(Object.keys(endpointWords).sort()).toEqual([...endpoints].sort())
  const labels = Object.values(endpointWords).map(({ provider, label }) => `${provider}: ${label}`)
  expect(new Set(labels).size).toBe(endpoints.length)
})

test('every way in which an id_token can be wrong has words', () => {
  const made = Object.values(idTokenWords).map(({ make }) => tamperingSchema.strict().parse(make()))
  const signatures = tamperingSchema.shape.signature.unwrap().options
  expect([...new Set(made.map(({ signature }) => signature))].sort()).toEqual([...signatures].sort())
})

for (const { name, rules, schema } of [
  { name: 'Google', rules: googleRules, schema: settingsSchema },
  { name: 'Facebook', rules: facebookRules, schema: facebookSettingsSchema },
  { name: 'X', rules: xRules, schema: xSettingsSchema },
]) {
  test(`every setting of ${name} is on the page of rules`, () => {
    expect(Object.keys(rules).sort()).toEqual(Object.keys(schema.shape).sort())
  })
}
