import { brand } from '#lib/brand'
import { type Language, languages } from '#lib/messages/languages'
import { ink, paper } from '#lib/paper'
import type { Theme } from '#lib/theme'

type PlainPage = {
  language: Language
  title: string
  /** What is in `<main>`, as HTML. */
  main: string
  nonce: string | undefined
  theme: Theme
  /** More than every such page has, as HTML. */
  head?: string
  /** More than every such page has, as CSS. */
  style?: string
}

/** A page without script, picture and style sheet, for where Next is not to render one. */
export function writePlainPage({
  language,
  title,
  main,
  nonce = '',
  theme,
  head = '',
  style = '',
}: PlainPage): string {
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${escapeHtml(title)} – ${escapeHtml(brand.name)}</title>
<style nonce="${nonce}">${colours[theme]}${STYLE}${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`
}

const inLight = `:root { color-scheme: light; background: ${paper.light}; color: ${ink.light} }`
const inDark = `:root { color-scheme: dark; background: ${paper.dark}; color: ${ink.dark} }`

const colours = {
  light: inLight,
  dark: inDark,
  system: `${inLight}\n@media (prefers-color-scheme: dark) { ${inDark} }`,
} as const satisfies Record<Theme, string>

const STYLE = `
:root { font: 1.0625rem/1.65 system-ui, sans-serif }
main { max-width: 36rem; margin: 20vh auto 0; padding: 0 1.25rem }
h1 { font-size: 1.75rem; line-height: 1.15; text-wrap: balance; word-break: auto-phrase }
a { color: inherit }
code { display: inline-block; overflow-wrap: anywhere; user-select: all }
`

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
