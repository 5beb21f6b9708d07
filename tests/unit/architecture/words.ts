import { layerOf, type Sources, withoutComments } from '#scripts/test/sources'

/** After a tag, or before a closing one. What has a sign of code in it is code. */
const TEXT =
  /(?<![=-])>([^<>{}()=;|&]*[A-Za-z]{2}[^<>{}()=;|&]*)[<{]|[>}]([^<>{}()=;|&]*[A-Za-z]{2}[^<>{}()=;|&]*)<\//g

/** What is read out, or shown when somebody asks. */
const ATTRIBUTE =
  /\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label|text|caption|summary|hint|cancel|waiting)="([^"]*\p{L}{2}[^"]*)"/gu

/** What begins or goes on like code. */
const CODE = /^[,.]|:|\b(?:export|const|return|case)\b/

/** A name of a product, which is the same in every language. */
const NAMES = /^Google Drive$/

/** A literal of more than one word that begins like a sentence, unless it is thrown at a developer. */
const SENTENCE = /(?<!Error\()(['"`])([A-Z][a-z’']* [^'"`\n]*[a-z][^'"`\n]*)\1/g

/** Words in a page or a component: each is in a catalogue of `lib/messages`. */
export function findTypedWords(sources: Sources): string[] {
  return [...sources]
    .filter(([path]) => ['app', 'components'].includes(layerOf(path)))
    .filter(([path]) => !path.endsWith('/route.ts'))
    .flatMap(([path, source]) => {
      const code = withoutComments(source)
      const inTags = path.endsWith('.tsx')
        ? wordsOf(code.matchAll(TEXT)).filter((text) => !CODE.test(text))
        : []
      const inAttributes = path.endsWith('.tsx') ? wordsOf(code.matchAll(ATTRIBUTE)) : []
      const words = [...inTags, ...inAttributes, ...wordsOf(code.matchAll(SENTENCE))]
      return [...new Set(words.filter((word) => !NAMES.test(word)))].map(
        (word) => `${path} says "${word}": lib/messages has the words`,
      )
    })
}

const wordsOf = (matches: Iterable<RegExpMatchArray>) =>
  [...matches].map((match) => match.slice(1).findLast(Boolean)?.trim() ?? '')

/** Classes that name a side of the page, which another script has at the other one. */
const SIDE =
  /(?<![\w-])(?:[^\s"'`]*:)?-?(?:(?:m|p|scroll-m|scroll-p)[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|float-(?:left|right))-[\w.[\]/-]+|(?<![\w-])(?:[^\s"'`]*:)?text-(?:left|right)(?![\w-])/g

export function findSides(sources: Sources): string[] {
  return [...sources]
    .filter(([path]) => ['app', 'components'].includes(layerOf(path)) && path.endsWith('.tsx'))
    .flatMap(([path, source]) =>
      [...withoutComments(source).matchAll(SIDE)].map(
        ([name]) => `${path} has ${name}: name the start or the end, not a side`,
      ),
    )
}
