import type { BrowserContext } from '@playwright/test'
import { pages } from '#lib/pages'
import { givePermission, hydrated } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

/** The page about a deletion that nobody has asked for. */
test.use({ allowedErrors: [/status of 404/] })

type Pressed = { control: string; answer: string | null; ms: number }

/**
 * Presses every link and every button that is to be seen on a page, and on what these open, one after the other. Runs in the
 * page, whose network says nothing: each has to answer by itself.
 *
 * @returns what was to be seen of each within two frames of its event, and after how many milliseconds
 */
async function pressAll(): Promise<Pressed[]> {
  const nextFrame = () => new Promise<number>(requestAnimationFrame)
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const hasBar = () => getComputedStyle(document.body, '::before').content !== 'none'
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()} ${(element.textContent || element.ariaLabel || '').replace(/\s+/g, ' ').trim()}`
  /** Whatever else of a page changes by being pressed: what is open, where one is, and how it looks. */
  const state = () => [
    document.querySelectorAll('dialog[open], details[open], :popover-open').length,
    location.href,
    document.activeElement?.id,
    document.documentElement.dataset.theme,
  ]
  const pressed: Pressed[] = []
  const done = new Set<Element>()
  for (;;) {
    for (const box of document.querySelectorAll<HTMLInputElement>('input[required]')) box.checked = true
    const open = document.querySelector('dialog[open]')
    const controls = [...(open ?? document).querySelectorAll<HTMLElement>('a[href], button, summary')]
    const waiting = controls.filter((control) => !done.has(control) && isSeen(control))
    // What a question leads to before what takes it away.
    const control = open ? waiting.at(-1) : waiting[0]
    if (!control) return pressed
    done.add(control)
    const before = state()
    let at = 0
    window.addEventListener('click', ({ timeStamp }) => (at = timeStamp), { capture: true, once: true })
    control.click()
    // A slow machine may draw before it comes to what the page put off for after the event.
    await new Promise((resolve) => setTimeout(resolve))
    let answer: string | null = null
    for (let frame = 0; frame < 2 && !answer; frame++) {
      await nextFrame()
      if (control.hasAttribute('data-pending') && hasBar()) answer = 'pending'
      else if (control.ariaBusy === 'true' && hasBar()) answer = 'busy'
      else if (control.ariaPressed === 'true') answer = 'pressed'
      else if (state().some((value, part) => value !== before[part])) answer = 'changed'
    }
    pressed.push({ control: nameOf(control), answer, ms: Math.round(performance.now() - at) })
  }
}

type Scripts = 'React is there' | 'React is not there yet'

/** Opens a page in a tab of its own, on a slow machine, and presses all that is on it while nothing that it asks for comes. */
async function pressAllOn(context: BrowserContext, path: string, scripts: Scripts): Promise<Pressed[]> {
  const page = await context.newPage()
  const machine = await context.newCDPSession(page)
  await machine.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const late = scripts === 'React is not there yet'
  if (late) await page.route('**/_next/static/**/*.js', () => {})
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('h1').waitFor()
  if (late) await page.waitForFunction(() => document.readyState !== 'loading')
  else await hydrated(page)
  await page.route('**', () => {})
  const pressed = await page.evaluate(pressAll)
  await page.close()
  return pressed
}

/** Every page, and what has to be in its address. */
const addresses = pages.map(({ path, account }) => ({
  path: path.replace('[code]', 'a'.repeat(32)).replace('/confirm', '/confirm?returnTo=/settings'),
  account,
}))

for (const scripts of ['React is there', 'React is not there yet'] as const) {
  test(`every link and every button of every page says within two frames that it was heard, when ${scripts}`, async ({
    page,
    context,
    person,
    friend,
    openPosts,
    connectAccount,
    elsewhere,
    age,
  }) => {
    test.setTimeout(240_000)
    await elsewhere()
    await openPosts(page, '/dashboard')
    await connectAccount(page, person, 'google')
    await connectAccount(page, friend, 'google')
    await page.goto('/drive')
    await givePermission(page)
    await expect(page.getByRole('table')).toBeVisible()
    await age(person)
    await page.close()
    const all: (Pressed & { path: string })[] = []
    const press = async (path: string) => {
      const pressed = await pressAllOn(context, path, scripts)
      expect(pressed.length, path).toBeGreaterThan(2)
      all.push(...pressed.map((one) => ({ path, ...one })))
    }
    for (const { path } of addresses) await press(path)
    await context.clearCookies()
    for (const { path, account } of addresses) if (!account) await press(path)
    const slowest = Math.max(...all.map(({ ms }) => ms))
    const description = `${all.length} links and buttons, the slowest after ${slowest} ms`
    test.info().annotations.push({ type: 'pressed', description })
    expect(all.filter(({ answer }) => answer === null)).toEqual([])
    expect(all.length).toBeGreaterThan(100)
  })
}
