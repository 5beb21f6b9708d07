import { type Language, languageIds, languages } from '#lib/messages/languages'
import { pages } from '#lib/pages'
import { DESKTOP, examine, PHONE } from '#tests/support/accessibility'
import { findStumbles } from '#tests/support/keyboard'
import { findMishaps } from '#tests/support/layout'
import { prepare, show, states, type Who } from '#tests/support/states'
import { expect, test } from '#tests/support/test'
import { findForeignTexts } from '#tests/support/words'

test.use({ allowedErrors: [/status of (4|5)\d\d|was not found on the server/] })

const looks = [
  { viewport: PHONE, colorScheme: 'dark' },
  { viewport: DESKTOP, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: DESKTOP, colorScheme: 'dark' },
] as const

test('every page has a state that shows it', () => {
  const shown = Object.values(states).flatMap((all) => all.flatMap(({ page }) => page ?? []))
  expect(shown.toSorted()).toEqual(pages.map(({ path }) => path).toSorted())
})

test('a text in another language is found, and a name is none', async ({ page }) => {
  await page.setContent(
    '<title>Sessions</title><p>Sign out</p><p>Abmelden</p><bdi>Sign Inc.</bdi><a title="Sign out" href="/">Google</a>',
  )
  expect(await findForeignTexts(page, 'de')).toEqual(['Sessions', 'Sign out', 'Sign out'])
  expect(await findForeignTexts(page, 'ja')).toEqual(['Sessions', 'Sign out', 'Abmelden', 'Sign out'])
  expect(await findForeignTexts(page, 'en')).toEqual([])
})

test('what is torn at the end of a line is found, and what the Tab key stumbles over', async ({ page }) => {
  await page.setContent(
    `<a href="#main">Skip</a> <button tabindex="1">First</button> <a href="/" style="outline: none">No ring</a>
     <button style="position: fixed; left: -900px">Away</button> <button></button>
     <main id="main"><p style="width: 4ch">Ihre E-Mail, Ihr X-\u2060Konto</p>
     <p style="width: 9ch; overflow-wrap: anywhere">ada@king.example</p>
     <button style="width: 20ch"><svg width="9" height="9"></svg> Connect a Facebook account</button>
     <div dir="rtl"><p dir="auto" style="max-width: 9ch">A post</p></div></main>`,
  )
  expect(await findMishaps(page)).toEqual([
    'torn at the end of a line: E-Mail',
    'torn at the end of a line: @king.example',
    'on two lines: Connect a Facebook account',
    'begins in the middle: A post',
  ])
  expect(await findStumbles(page)).toEqual([
    'something comes before the way to the content: First',
    'Tab goes back: Skip',
    'its focus has no ring: No ring',
    'nobody sees it: Away',
    'it has no name: <button></button>',
  ])
})

/**
 * Each page in each language, and in turn on a phone and a desktop, light and dark; every other state once, in one language after
 * the other. `npm run look` sees each state in all of them.
 */
for (const who of Object.keys(states) as Who[]) {
  test(`what ${who} sees is accessible in each theme and width, and wholly in the language of the page`, async ({
    page,
    means: hand,
  }) => {
    test.setTimeout(300_000)
    await prepare[who](hand)
    for (const [number, state] of states[who].entries()) {
      const inTurn = <T>(items: readonly T[], offset = 0) => items[(number + offset) % items.length] as T
      const spoken: readonly Language[] = state.page ? languageIds : [inTurn(languageIds)]
      await state.before?.(hand)
      for (const [offset, language] of spoken.entries()) {
        const { viewport, colorScheme } = inTurn(looks, offset + Math.floor(number / languageIds.length))
        const where = `${state.name} in ${language}, ${colorScheme}, ${viewport.width} pixels wide`
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await show(hand, state, language)
        await expect(page.locator('html')).toHaveAttribute('dir', languages[language].direction)
        expect.soft(await examine(page), where).toEqual([])
        expect.soft(await findForeignTexts(page, language), where).toEqual([])
        expect.soft(await findMishaps(page), where).toEqual([])
      }
      await state.after?.(hand)
    }
  })
}
