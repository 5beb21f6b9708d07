import type { Page } from '@playwright/test'
import { brand } from '#lib/brand'
import type { Language } from '#lib/messages/languages'
import { catalogues } from '#lib/messages/words'

/** What stays as it is in every language: names of products and of what they speak. */
const NAMES = new RegExp(
  `\\b(?:${brand.name}|Google|Facebook|Drive|Workspace|PostgreSQL|JSON|PKCE|OAuth|MIT|PDF|OpenID|Cookie|Chrome|Headless|Firefox|Safari|Microsoft Edge|Windows|Android|iOS|iPadOS|Linux|state|nonce|id_token|UTC|GMT|IP|[KMGTP]B|localhost)\\b`,
  'g',
)

const WORD = /[A-Za-z]{2,}/g

/**
 * The texts of a page in a language that it does not speak: those that have a word in Latin letters where that language has
 * none, and those that have a word of the English catalogue that is none of its own. Names and addresses, which are isolated, do
 * not count, and neither does what is said to be in another language.
 */
export async function findForeignTexts(page: Page, language: Language): Promise<string[]> {
  if (language === 'en') return []
  const [english, own] = [wordsOf('en'), wordsOf(language)]
  const hasLatinLetters = new Intl.Locale(language).maximize().script === 'Latn'
  const isForeign = (word: string) => !hasLatinLetters || (english.has(word) && !own.has(word))
  const texts = await page.evaluate(readTexts)
  return texts.filter((text) => {
    const bare = text
      .replace(/\u2068[^\u2069]*\u2069/g, '')
      .replace(/^Mozilla\/.*/, '')
      .replace(/\S+[@/.]\w\S*/g, '')
      // Of an address of IPv6, which may break after each colon.
      .replace(/\b[\da-f]{1,4}:/g, '')
      .replace(NAMES, '')
    return bare.match(WORD)?.some((word) => isForeign(word.toLowerCase())) ?? false
  })
}

function wordsOf(language: Language): Set<string> {
  const text = JSON.stringify(catalogues[language]).replace(/"\w+":/g, ' ')
  return new Set(text.toLowerCase().match(WORD))
}

/** What the page shows, reads out and has in its title. Runs in the page. */
function readTexts(): string[] {
  const aside =
    'bdi, [dir=auto], code, pre, time, script, style, noscript, [lang]:not(html), [dir=ltr], [data-initial]'
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = [document.title]
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest(aside)) found.push(node.textContent ?? '')
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    if (!element.closest(aside))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '')
  return found.map((text) => text.trim())
}
