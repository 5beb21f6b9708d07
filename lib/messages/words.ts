import { createTranslator } from 'use-intl/core'
import { ar } from '#lib/messages/ar'
import { de } from '#lib/messages/de'
import { en } from '#lib/messages/en'
import { ja } from '#lib/messages/ja'
import { joinShort } from '#lib/messages/joiners'
import { type Language, languages } from '#lib/messages/languages'
import type { Translation } from '#lib/messages/translation'

type English = typeof en

/** What a text is about: a file of each language. */
export type Subject = keyof English

/** Every text, by language and subject. Mail programs break lines by rules of their own, and some show a joiner. */
export const catalogues: Record<Language, Translation<English>> = {
  en,
  de: { ...joinShort(de), mail: de.mail },
  ja,
  ar,
}

/**
 * The texts of one subject in one language. `t('key', values)` is plain text; `t.rich` has a function for each tag and
 * makes React nodes; `t.markup` makes HTML. Keys, and the values that each one needs, are checked by the compiler.
 */
export type Words<S extends Subject> = ReturnType<typeof createTranslator<English[S]>>

/** There are as many as there are files: each is made once, and knows the texts that it has read already. */
const made = new Map<string, unknown>()

/** The texts of one subject in one language. */
export function wordsIn<S extends Subject>(language: Language, subject: S): Words<S> {
  const key = `${language} ${subject}`
  const found = made.get(key) ?? makeWords(language, subject)
  made.set(key, found)
  return found as Words<S>
}

type Values = Record<string, unknown>
type Translate = (key: string, values?: Values) => unknown
type AnyWords = Translate & { rich: Translate; markup: Translate; raw: (key: string) => unknown }

function makeWords(language: Language, subject: Subject): AnyWords {
  // Numbers in the digits that everything else on a page has, such as an address.
  const locale = `${language}-u-nu-latn`
  const own = createTranslator({ locale, messages: catalogues[language][subject] }) as unknown as AnyWords
  const isolating =
    (translate: Translate): Translate =>
    (key, values) =>
      translate(key, values && isolateEach(values, language))
  return Object.assign(isolating(own), {
    rich: isolating(own.rich),
    markup: isolating(own.markup),
    raw: own.raw,
  })
}

function isolateEach(values: Values, language: Language): Values {
  const isolated: Values = {}
  for (const [name, value] of Object.entries(values))
    isolated[name] = typeof value === 'string' ? isolate(value, language) : value
  return isolated
}

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Of Unicode Standard Annex 9, section 2.4.1. */
export const FIRST_STRONG = '\u2068'
const POP = '\u2069'
const DIRECTED = { ltr: '\u2066', rtl: '\u2067' }

/**
 * A name or an address within a sentence that may run the other way: between FSI and PDI (Unicode Standard Annex 9,
 * section 2.4.1), so that it keeps its own order and leaves that of the sentence alone. Where both run the same way it
 * stays as it is. A text that has such a name in it already is of ours, and runs as its language does: FSI passes over what is
 * isolated, and would not find that out. Because of it no text selects by a value: a case is a key of its own.
 */
export function isolate(text: string, language: Language): string {
  const { direction } = languages[language]
  if (text.includes(FIRST_STRONG)) return `${DIRECTED[direction]}${text}${POP}`
  const foreign = direction === 'rtl' || RIGHT_TO_LEFT.test(text)
  return foreign && text !== '' ? `${FIRST_STRONG}${text}${POP}` : text
}

const lists = new Map<string, Intl.ListFormat>()

/** "Google, Facebook or X" (`disjunction`), "Ada, Bob" (`unit`), in the manner of a language. */
export function joinList(language: Language, items: readonly string[], type: Intl.ListFormatType): string {
  const key = `${language} ${type}`
  const found = lists.get(key) ?? new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type })
  lists.set(key, found)
  const list = found.format(items.map((item) => isolate(item, language)))
  return language === 'ja' ? list.replace(BEFORE_LATIN, ' ') : list
}

/** Where Japanese sets a word in Latin letters apart, and `Intl` does not: 「またはX」. */
const BEFORE_LATIN = /(?<=\p{Script=Hiragana})(?=\p{Script=Latin})/gu

/** What stands between two sentences. The full stop of Japanese has the room in it. */
export function gapOf(language: Language): string {
  return language === 'ja' ? '' : ' '
}

/** Sentences, one after the other; those that are empty are left out. */
export function joinSentences(language: Language, ...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(gapOf(language))
}

/** A text that stands within a sentence as the beginning of one. */
export function startSentence(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

/** A form of each region that anybody names: as many are kept as there may be at once. */
const numbers = new Map<string, Intl.NumberFormat>()
const MOST_NUMBERS = 200

/** A number as a region writes it, in the digits that everything else on a page has. */
export function writeNumber(value: number, locale: string): string {
  const found = numbers.get(locale) ?? new Intl.NumberFormat(`${locale}-u-nu-latn`)
  if (numbers.size >= MOST_NUMBERS) numbers.clear()
  numbers.set(locale, found)
  return found.format(value)
}
