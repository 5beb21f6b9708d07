import { readFile } from 'node:fs/promises'
import type { Context, Next } from 'koa'
import { type CommandName, commands, describe, isOwnName } from '../control.ts'
import { readForm } from '../pages.ts'
import type { State } from '../state.ts'
import { accessPage } from './access.ts'
import { clockPage } from './clock.ts'
import { eventsPage } from './events.ts'
import { faultsPage } from './faults.ts'
import { framePage } from './frame.ts'
import { mailHtml, mailsPage } from './mails.ts'
import { type Action, type Notice, PANEL_PATH, type PanelPage } from './page.ts'
import { peoplePage } from './people.ts'
import { requestsPage } from './requests.ts'
import { rulesPage } from './rules.ts'
import { isScene, type Order, type Scene, scenes } from './scenes.ts'
import { startPage } from './start.ts'

/** By the first part of their path behind it; the start has none. */
export const panelPages = {
  start: startPage,
  people: peoplePage,
  access: accessPage,
  events: eventsPage,
  faults: faultsPage,
  rules: rulesPage,
  clock: clockPage,
  mails: mailsPage,
  requests: requestsPage,
} as const satisfies Record<string, PanelPage>

type PageName = keyof typeof panelPages

const root = new URL('../../../', import.meta.url)
const files: Record<string, { type: string; at: URL }> = {
  'panel.css': { type: 'text/css', at: new URL('panel.css', import.meta.url) },
  'panel.js': { type: 'text/javascript', at: new URL('panel.js', import.meta.url) },
  'theme.css': { type: 'text/css', at: new URL('app/theme.css', root) },
  'icon.svg': { type: 'image/svg+xml', at: new URL('app/icon.svg', root) },
  'typeface.woff2': {
    type: 'font/woff2',
    at: new URL(
      'node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2',
      root,
    ),
  },
}

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; img-src * data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** What a mail may do in its frame: look as it looks, and have its links opened in another tab, as a mail program does. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"

const NOTICES_KEPT = 50

/** The panel of a sandbox: what the control API does, in a browser on this computer, by forms. */
export function createPanel(state: State) {
  const notices = new Map<string, Notice>()
  let lastNotice = 0

  function keepNotice(notice: Notice): string {
    lastNotice += 1
    notices.set(String(lastNotice), notice)
    notices.delete(String(lastNotice - NOTICES_KEPT))
    return String(lastNotice)
  }

  function showPage(ctx: Context, name: PageName, rest: string): boolean {
    const page: PanelPage = panelPages[name]
    const content = rest === '' || page.parts ? page.show(state, rest) : null
    if (!content) return false
    const notice = notices.get(new URLSearchParams(ctx.querystring).get('said') ?? '')
    const pages = Object.entries(panelPages).map(([path, { title }]) => [pathOf(path), title] as const)
    ctx.type = 'text/html; charset=utf-8'
    ctx.set('Content-Security-Policy', POLICY)
    ctx.body = framePage(
      { state, pages, current: pathOf(name), title: page.title, lead: page.lead, notice },
      content,
    )
    return true
  }

  /** Does what a form stands for, and goes on to the page that says so. */
  async function act(ctx: Context, name: string, action: string): Promise<boolean> {
    const form = await readForm(ctx)
    const work = name === 'scenes' ? sceneNamed(action) : actionNamed(name, action)
    if (!work) return false
    const notice = await work(form).catch(
      (error: unknown): Notice => ({ tone: 'danger', text: describe(error) }),
    )
    const back = form.get('back') ?? ''
    const page = /^[\w%.@|/-]+$/.test(back) ? back : pathOf(name === 'scenes' ? 'start' : name)
    ctx.status = 303
    ctx.redirect(`${PANEL_PATH}${page && `/${page}`}?said=${keepNotice(notice)}`)
    return true
  }

  function actionNamed(name: string, id: string): ((form: URLSearchParams) => Promise<Notice>) | undefined {
    const actions: PanelPage['actions'] = isPage(name) ? panelPages[name].actions : {}
    const action: Action | undefined = Object.hasOwn(actions, id) ? actions[id] : undefined
    if (!action) return undefined
    const { command, inputs, said } = action
    return async (form) => {
      const answers = await order(inputs(form, state).map((input): Order => [command, input]))
      return { tone: 'good', text: said(form, answers) }
    }
  }

  function sceneNamed(id: string): (() => Promise<Notice>) | undefined {
    if (!isScene(id)) return undefined
    const { title, text, orders, nobody, open }: Scene = scenes[id]
    if (!orders) return undefined
    return async () => {
      const wanted = orders(state)
      if (nobody && wanted.length === 0)
        return { tone: 'danger', text: nobody, open: { path: '/sign-in', label: 'Sign in' } }
      await order(wanted)
      return { tone: 'good', text: `${title}: ${text}`, open }
    }
  }

  async function order(orders: readonly Order[]): Promise<unknown[]> {
    const answers: unknown[] = []
    for (const [command, input] of orders) answers.push(await run(command, input))
    return answers
  }

  function run(command: CommandName, input: unknown): unknown {
    return commands[command](state, input)
  }

  async function answer(ctx: Context): Promise<boolean> {
    const [name = '', ...rest] = ctx.path.slice(PANEL_PATH.length + 1).split('/')
    if (ctx.method === 'POST') return act(ctx, name, rest.join('/'))
    const file = Object.hasOwn(files, name) && rest.length === 0 ? files[name] : undefined
    if (file) return sendFile(ctx, file)
    const mail = name === 'mails' && rest[1] === 'html' ? mailHtml(state, rest[0] ?? '') : undefined
    if (mail !== undefined) return sendMail(ctx, mail)
    if (name === '') return showPage(ctx, 'start', '')
    return isPage(name) && showPage(ctx, name, rest.join('/'))
  }

  /** Answers what is under /panel and passes everything else on. */
  return async function answerPanel(ctx: Context, next: Next): Promise<void> {
    if (ctx.path !== PANEL_PATH && !ctx.path.startsWith(`${PANEL_PATH}/`)) return next()
    ctx.set({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'same-origin',
    })
    if (!isFromHere(ctx)) {
      ctx.status = 403
      ctx.body = 'The panel is for this computer’s own address, and its forms for its own pages.'
    } else if (!(await answer(ctx))) {
      ctx.status = 404
      ctx.body = 'There is no such page of the panel.'
    }
  }
}

// A page of somebody else reaches us under their name, or with their Origin: browsers send one with every form.
function isFromHere(ctx: Context): boolean {
  if (!isOwnName(ctx)) return false
  if (ctx.method === 'GET' || ctx.method === 'HEAD') return true
  return ctx.method === 'POST' && ctx.get('origin') === `http://${ctx.host}`
}

/** Tailwind's block for variables is to a browser what `:root` is, and its layers would lose against it. */
function plainTheme(css: string): string {
  return css.replaceAll('@theme {', ':root {').replaceAll('@layer theme {', '@media all {')
}

async function sendFile(ctx: Context, { type, at }: { type: string; at: URL }): Promise<boolean> {
  const bytes = await readFile(at)
  ctx.type = type
  ctx.body = at.pathname.endsWith('theme.css') ? plainTheme(bytes.toString('utf8')) : bytes
  return true
}

function sendMail(ctx: Context, mail: string): boolean {
  ctx.type = 'text/html; charset=utf-8'
  ctx.set('Content-Security-Policy', MAIL_POLICY)
  ctx.body = mail
  return true
}

function isPage(name: string): name is PageName {
  return Object.hasOwn(panelPages, name)
}

function pathOf(name: string): string {
  return name === 'start' ? '' : name
}
