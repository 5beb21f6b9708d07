import { fileURLToPath } from 'node:url'
import { languageIds } from '#lib/messages/languages'
import { DESKTOP, examine } from '#tests/support/accessibility'
import { findStumbles } from '#tests/support/keyboard'
import { findMishaps } from '#tests/support/layout'
import { prepare, show, states, type Who } from '#tests/support/states'
import { expect, test } from '#tests/support/test'
import { findForeignTexts } from '#tests/support/words'

const PICTURES = fileURLToPath(new URL('../../test-results/look/', import.meta.url))
const viewports = { phone: { width: 390, height: 844 }, desktop: DESKTOP }

test.use({ allowedErrors: [/status of (4|5)\d\d|was not found on the server/] })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    for (const who of Object.keys(states) as Who[]) {
      for (const language of languageIds) {
        test(`what ${who} sees in ${language}`, async ({ page, means: hand }) => {
          test.setTimeout(1_800_000)
          await prepare[who](hand)
          for (const state of states[who]) {
            if (!javaScriptEnabled && state.press) continue
            await state.before?.(hand)
            await page.setViewportSize(DESKTOP)
            await show(hand, state, language)
            expect.soft(await findForeignTexts(page, language), state.name).toEqual([])
            for (const [device, viewport] of Object.entries(viewports)) {
              await page.setViewportSize(viewport)
              for (const colorScheme of ['light', 'dark'] as const) {
                await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
                const name = `${state.name}${javaScriptEnabled ? '' : '-plain'}-${language}-${device}-${colorScheme}`
                if (javaScriptEnabled) expect.soft(await examine(page), name).toEqual([])
                expect.soft(await findMishaps(page), name).toEqual([])
                // What fades in, such as the page that leads to a provider, has done so.
                await page.screenshot({
                  path: `${PICTURES}${name}.png`,
                  fullPage: !state.press,
                  animations: 'disabled',
                })
              }
            }
            // Last: where the focus has been, a row stays scrolled.
            if (!state.press) expect.soft(await findStumbles(page), state.name).toEqual([])
            await state.after?.(hand)
          }
        })
      }
    }
  })
}
