import 'server-only'
import type { MailContent } from '#lib/mail/content'

/** Characters of a line: mail programs break longer ones by themselves, and some do not. */
const WIDTH = 76

/** The text of a mail, for programs and people who read no HTML. */
export function writeText({ title, paragraphs, facts, advice, action, footer }: MailContent): string {
  const lines = [
    title,
    ...paragraphs.map(fold),
    facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...advice.map(fold),
    ...(action ? [`${action.label}:\n${action.href}`] : []),
    '-- ',
    ...footer.map(({ text, href }) => [fold(text), href].filter(Boolean).join('\n')),
  ]
  return `${lines.join('\n\n').replace('-- \n\n', '-- \n')}\n`
}

/** Breaks a paragraph between words. What has none is left as it is. */
function fold(paragraph: string): string {
  const lines: string[] = ['']
  for (const word of paragraph.split(' ')) {
    const last = lines.length - 1
    const line = lines[last] ?? ''
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(word)
    else lines[last] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
