/** Of Unicode Standard Annex 14: no line breaks before or after it, and nobody sees it. */
const WORD_JOINER = '\u2060'

/** A letter by itself, or the name of a provider, and the hyphen after it: "E-Mail", "X-Konto". */
const SHORT = /(?<![\p{L}\p{N}])(\p{L}|\{provider\})-(?=\p{L})/gu

/**
 * Texts in which no line ends after the hyphen of a word that begins with one letter, at any depth. The hyphen that is one
 * character with this (U+2011) is in few typefaces, and a search for "E-Mail" would not find it.
 */
export function joinShort<Texts extends object>(texts: Texts): Texts {
  const joined = Object.entries(texts).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.replace(SHORT, `$1-${WORD_JOINER}`) : joinShort(value),
  ])
  return Object.fromEntries(joined)
}
