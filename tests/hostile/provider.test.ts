import { expect } from '@playwright/test'
import { providerIds } from '#lib/provider-ids'
import { test } from '#tests/support/lying-stack'
import { createRawBrowser } from '#tests/support/raw-browser'
import { handOf, readCases, runCase } from './provider/run.ts'

// One application for all of them, and one process that is cold until the last case that needs it so.
test.describe.configure({ mode: 'default' })

for (const [name, one] of await readCases())
  for (const provider of one.of)
    test(`${name} of ${provider}`, { tag: [one.tag].flat() }, async ({ lied, coldUrl }) => {
      await runCase(one, provider, { lied, appUrl: lied.appUrl, coldUrl })
    })

test('a provider that tells the truth finds nothing wrong with what it is asked, and its tokens are in no log', {
  tag: ['@R2', '@R4', '@R40', '@R111'],
}, async ({ lied }) => {
  const { liar } = lied
  liar.lie({})
  const [browser, hand] = [createRawBrowser(lied), handOf({ lied, appUrl: lied.appUrl })]
  const before = liar.complaints().length
  for (const provider of providerIds) await hand.signIn(browser, provider, hand.newSubject())
  expect(liar.complaints().slice(before)).toEqual([])
  expect(liar.issued().filter((secret) => lied.logs().includes(secret))).toEqual([])
  expect(lied.logs()).not.toContain('"code":"unknown"')
})
