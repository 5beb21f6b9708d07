import 'server-only'
import { brand } from '#lib/brand'
import type { MailContent } from '#lib/mail/content'
import { FIRST_STRONG } from '#lib/messages/words'
import { ink, paper } from '#lib/paper'

/** The colours of app/theme.css that a mail needs: it cannot read a style sheet. */
const light = {
  paper: paper.light,
  card: '#ffffff',
  ink: ink.light,
  muted: '#4d5c54',
  line: '#d5dbd3',
  primary: '#0d4a39',
  onPrimary: '#ffffff',
}
const dark = {
  paper: paper.dark,
  card: '#141f1a',
  ink: ink.dark,
  muted: '#a2b2a9',
  line: '#26342d',
  primary: '#93d6b8',
  onPrimary: '#06231a',
}

const FONT = `-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif`

/** Programs that know no style sheet show the light one; those that turn colours over by themselves find nothing white on white. */
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:${light.primary}}
@media (max-width:480px){.card{padding:24px 20px!important}.name{display:block!important;padding:10px 0 0!important}.value{display:block!important;padding-top:0!important;border-top:0!important}.button{display:block!important}}
@media (prefers-color-scheme:dark){
body,.paper{background:${dark.paper}!important}
.card{background:${dark.card}!important;border-color:${dark.line}!important}
.ink{color:${dark.ink}!important}.muted{color:${dark.muted}!important}
.row{border-color:${dark.line}!important}
.button{background:${dark.primary}!important;color:${dark.onPrimary}!important}
a{color:${dark.primary}}
}`

/**
 * The HTML of a mail, as mail programs show it: tables for the layout, styles on each element for those that drop a style sheet,
 * nothing that is loaded from anywhere, and a dark form (caniemail.com: `prefers-color-scheme`). Every text is escaped: names
 * and browsers are what somebody chose.
 */
export function writeHtml(content: MailContent): string {
  const { language, direction, subject, title, paragraphs, facts, advice, action, footer } = content
  const start = direction === 'rtl' ? 'right' : 'left'
  const text = `margin:0 0 16px;font:16px/1.6 ${FONT};color:${light.ink};text-align:${start}`
  const small = `margin:0 0 8px;font:13px/1.6 ${FONT};color:${light.muted};text-align:${start}`
  const body = `
<p class="ink" style="margin:0 0 24px;font:700 18px/1.3 ${FONT};color:${light.ink};text-align:${start}">${escapeHtml(brand.name)}</p>
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="background:${light.card};border:1px solid ${light.line};border-radius:6px;padding:32px"><tr><td>
<h1 class="ink" style="margin:0 0 12px;font:700 24px/1.25 ${FONT};color:${light.ink};text-align:${start};word-break:auto-phrase">${escapeHtml(title)}</h1>
${paragraphs.map((one) => `<p class="ink" style="${text}">${escapeHtml(one)}</p>`).join('\n')}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px">
${facts.map(([name, value]) => factRow(name, value, direction)).join('\n')}
</table>
${advice.map((one) => `<p class="ink" style="${text}">${escapeHtml(one)}</p>`).join('\n')}
${action ? button(action) : ''}
</td></tr></table>
<div style="padding:20px 0 0">
${footer.map(({ text: said, href }) => `<p class="muted" style="${small}">${escapeHtml(said)}${href ? ` <a href="${escapeHtml(href)}">${escapeHtml(href)}</a>` : ''}</p>`).join('\n')}
</div>`
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0;padding:0;background:${light.paper}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(paragraphs[0] ?? '')}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:${light.paper}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td dir="${direction}">${body}
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

/** A value runs as its letters do; one of ours, which has names within it, as the mail does. */
function factRow(name: string, value: string, direction: MailContent['direction']): string {
  const start = direction === 'rtl' ? 'right' : 'left'
  const own = value.includes(FIRST_STRONG) ? direction : 'auto'
  const gap = start === 'right' ? '10px 0 10px 16px' : '10px 16px 10px 0'
  const cell = `border-top:1px solid ${light.line};vertical-align:top;text-align:${start};font:15px/1.5 ${FONT}`
  return `<tr><td class="row name muted" style="${cell};padding:${gap};color:${light.muted};white-space:nowrap">${escapeHtml(name)}</td><td class="row value ink" width="100%" style="${cell};padding:10px 0;color:${light.ink};word-break:break-word"><bdi dir="${own}">${escapeHtml(value)}</bdi></td></tr>`
}

function button({ label, href }: { label: string; href: string }): string {
  return `<a class="button" href="${escapeHtml(href)}" style="display:inline-block;padding:13px 24px;border-radius:4px;background:${light.primary};color:${light.onPrimary};font:600 16px/1.2 ${FONT};text-align:center;text-decoration:none">${escapeHtml(label)}</a>`
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
