import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { forgetFacebookAccount } from './facebook/dialog.ts'
import { forgetAccounts, rememberedAccounts } from './google/oauth/accounts.ts'
import { html, page, sendPage } from './pages.ts'
import type { Person } from './people.ts'
import type { State } from './state.ts'
import { forgetXAccount } from './x/authorize.ts'

/** The sandbox's own pages: its home, signing out there, and portraits. False when the address is none of them. */
export function answerHome(state: State, ctx: Context): boolean {
  if (ctx.path === '/') {
    sendPage(ctx, 200, homePage(state.people.list(), rememberedAccounts(state, ctx)))
    return true
  }
  if (ctx.path === '/sign-out' && ctx.method === 'POST') {
    forgetAccounts(ctx)
    forgetXAccount(ctx)
    forgetFacebookAccount(ctx)
    ctx.status = 303
    ctx.redirect('/')
    return true
  }
  const [, sub = ''] = /^\/photos\/(.+)\.svg$/.exec(ctx.path) ?? []
  const person = state.people.find(decodeURIComponent(sub))
  if (!person) return false
  ctx.type = 'image/svg+xml'
  ctx.set('Cache-Control', 'public, max-age=3600')
  ctx.body = drawPortrait(person)
  return true
}

/** For developers who open the sandbox's address. */
function homePage(people: Person[], remembered: string[]): string {
  return page(
    'Welcome',
    html`<h1>This is the sandbox</h1>
      <p>Apps on this computer sign people in here as they would at Google, at Facebook and at X.</p>
      <p><a href="/panel">The panel</a> changes what happens here: people, access, faults, the clock.</p>
      <h2>Accounts</h2>
      <ul class="plain">${people.map(
        ({ name, email, sub, facebook, x }) =>
          html`<li>${name}, ${email}${remembered.includes(sub) && ' (signed in here)'}${
            facebook && html`<br><span class="soft">Facebook: ${facebook.email ?? 'by telephone'}</span>`
          }${x && html`<br><span class="soft">X: @${x.username}</span>`}</li>`,
      )}</ul>
      <form method="post" action="/sign-out" class="actions"><button>Sign out of all accounts</button></form>`,
    'Google, Facebook and X',
  )
}

/** A square SVG portrait: the person's initials on a colour of their own. */
export function drawPortrait({ sub, name, email }: Person): string {
  const hue = createHash('sha256').update(sub).digest().readUInt16BE(0) % 360
  const names = (name || email).split(' ')
  const initials = [names[0], names.length > 1 ? names.at(-1) : ''].map((part) => [...(part ?? '')][0] ?? '')
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<rect width="96" height="96" fill="hsl(${hue} 45% 35%)"/>
<circle cx="80" cy="12" r="32" fill="hsl(${(hue + 60) % 360} 55% 45%)"/>
<text x="48" y="60" font-family="Georgia, serif" font-size="36" fill="#fff" text-anchor="middle">${initials.join('')}</text>
</svg>
`.markup
}
