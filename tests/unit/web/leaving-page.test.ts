import { expect, test } from '@playwright/test'
import type { Intent } from '#lib/auth/intents'
import { paper } from '#lib/paper'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { leavingPage } from '#lib/web/leaving-page'
import { themeCookie } from '#lib/web/theme'

function textFor(provider: ProviderId, kind: Intent['kind']): Promise<string> {
  const intent = { kind, provider } as Intent
  return leavingPage({ address: 'https://provider.test/authorize', intent }, new Headers()).text()
}

for (const provider of providerIds) {
  test(`the page on the way to ${providerNames[provider]} names it, and promises no more than it does`, async () => {
    const name = providerNames[provider]
    expect(await textFor(provider, 'sign-in')).toContain(
      `<p>${name} asks who you are, and brings you back signed in.`,
    )
    const confirm = await textFor(provider, 'confirm')
    const asks = confirm.includes(`<p>${name} asks whether it is you, and brings you back.`)
    expect(asks).toBe(provider !== 'twitter')
    if (!asks) expect(confirm).toContain(`<p>${name} brings you back, and that is enough.`)
  })
}

test('it has the theme that was chosen, and the system’s where none was', async () => {
  const intent = { kind: 'sign-in', provider: 'google' } as Intent
  const pageWith = (cookie: string) =>
    leavingPage({ address: 'https://provider.test/', intent }, new Headers({ cookie })).text()
  for (const theme of ['light', 'dark'] as const) {
    const page = await pageWith(`a=b; ${themeCookie()}=${theme}`)
    expect(page).toContain(`:root { color-scheme: ${theme}; background: ${paper[theme]}`)
    expect(page).not.toContain('prefers-color-scheme')
  }
  for (const cookie of ['', `${themeCookie()}=pink`, `not-${themeCookie()}=dark`])
    expect(await pageWith(cookie)).toContain('@media (prefers-color-scheme: dark)')
})

test('the page on the way speaks the language of the browser, in its direction, and nothing in it is HTML by accident', async () => {
  const intent = { kind: 'sign-in', provider: 'google' } as Intent
  const headers = new Headers({ 'accept-language': 'ar' })
  const html = await leavingPage({ address: 'https://provider.test/?a=1&b="2"', intent }, headers).text()
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('href="https://provider.test/?a=1&#38;b=&#34;2&#34;"')
  expect(html).not.toContain('brings you back')
})
