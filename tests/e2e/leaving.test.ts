import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { chooseAtGoogle, hydrated } from '#tests/support/pages'
import { CLIENT_ID, startIssuer } from '#tests/support/providers'
import { expect, test } from '#tests/support/test'

const button = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Sign in with Google' })

async function startSite(answer: RequestListener): Promise<{ origin: string; close: () => void }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a provider may redirect on to hosts that nobody can list, with and without JavaScript', {
  tag: '@R102',
}, async ({ browser, stack }) => {
  const issuer = await startIssuer()
  let nonce = ''
  const company = await startSite(({ url = '' }, response) => {
    const query = new URL(url, 'http://company').searchParams
    const answer = new URLSearchParams({ state: query.get('state') ?? '', code: 'code' })
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(
      `<title>Company</title><a href="${query.get('redirect_uri')}?${answer.toString().replace('&', '&amp;')}">Enter</a>`,
    )
  })
  const broker = await startSite(({ url = '' }, response) => {
    response.writeHead(302, { location: company.origin + url }).end()
  })
  issuer.answer('/authorize', ({ url = '' }, response) => {
    nonce = new URL(url, issuer.url).searchParams.get('nonce') ?? ''
    response.writeHead(302, { location: broker.origin + url }).end()
  })
  issuer.answer('/token', async (_request, response) => {
    const tokens = {
      access_token: 'access',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid email profile',
      id_token: await issuer.sign({ nonce }),
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(tokens))
  })
  await stack.restartApp({ AUTH_GOOGLE_ISSUER: issuer.url, AUTH_GOOGLE_ID: CLIENT_ID })
  try {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ baseURL: stack.appUrl, javaScriptEnabled })
      const blocked: string[] = []
      context.on('console', (message) => message.type() === 'error' && blocked.push(message.text()))
      const page = await context.newPage()
      await page.goto('/sign-in?returnTo=/sessions')
      await button(page).click()
      await page.getByRole('link', { name: 'Enter' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/sessions`)
      expect(blocked.filter((text) => /Content Security Policy|form-action/.test(text))).toEqual([])
      await context.close()
    }
  } finally {
    await stack.restartApp()
    for (const site of [company, broker]) site.close()
    await issuer.close()
  }
})

test('the way to Google leaves no trace: Back leads to the page of the button, and Google is not told of it', {
  tag: '@R38',
}, async ({ page, person, stack }) => {
  const atGoogle = page.waitForRequest((request) => request.url().startsWith(`${stack.issuer}/o/oauth2/`))
  await page.goto('/')
  await page.goto('/sign-in?returnTo=/sessions')
  await button(page).click()
  expect((await (await atGoogle).allHeaders()).referer).toBeUndefined()
  await page.getByRole('button', { name: person.email }).waitFor()
  await page.goBack()
  await expect(page).toHaveURL('/sign-in?returnTo=/sessions')
  await expect(button(page)).toHaveAttribute('aria-busy', 'false')
  await page.goBack()
  await expect(page).toHaveURL('/')
  await page.goForward()
  await expect(page).toHaveURL('/sign-in?returnTo=/sessions')
  // Next writes to the history when it takes over a page, which can break off a step in it.
  await hydrated(page)
  await page.goForward()
  await chooseAtGoogle(page, person)
  await expect(page).toHaveURL('/sessions')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('where Google does not answer at once, the page says where one is going, and has a link', async ({
      page,
      google,
      person,
    }) => {
      // No content: the browser stays where it is, and shows what it shows while it waits.
      await google.failNext('authorize', { status: 204 })
      await page.goto('/sign-in')
      await button(page).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('On to Google')
      await expect(page).toHaveTitle('On to Google – Latchkey')
      await expect(page.getByText('Google asks who you are, and brings you back signed in.')).toBeVisible()
      await expect.poll(async () => (await google.counts()).authorize).toBe(1)
      await page.keyboard.press('Tab')
      await expect(page.getByRole('link', { name: 'go on to Google' })).toBeFocused()
      await page.keyboard.press('Enter')
      await chooseAtGoogle(page, person)
      await expect(page).toHaveURL('/dashboard')
    })
  })
}
