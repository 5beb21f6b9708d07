import { createHash } from 'node:crypto'
import { html } from './layout.ts'
import type { Person } from './people.ts'

/** A square SVG portrait: the person's initials on a colour of their own. */
export function drawPortrait({ sub, name }: Person): string {
  const hue = createHash('sha256').update(sub).digest().readUInt16BE(0) % 360
  const words = name.split(' ')
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '')
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<rect width="96" height="96" fill="hsl(${hue} 45% 35%)"/>
<circle cx="80" cy="12" r="32" fill="hsl(${(hue + 60) % 360} 55% 45%)"/>
<text x="48" y="60" font-family="Georgia, serif" font-size="36" fill="#fff" text-anchor="middle">${initials.join('')}</text>
</svg>
`.markup
}
