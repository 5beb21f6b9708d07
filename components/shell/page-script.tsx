import type { WithTemporal } from '../ui/write-time.ts'

type Props = {
  /** Of the policy of the page (Content Security Policy Level 3, section 6.7.2.3). */
  nonce: string | undefined
  /** Written by `scriptOf`. */
  text: string
}

/** A script that runs where it stands, once, as soon as the page is read: before React, and on pages that have no component of it. */
export function PageScript({ nonce, text }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, called with JSON
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: text }} />
}

/**
 * A call of a function as the text of a script. The function must use nothing from outside of itself.
 *
 * @param input plain values; written so that nothing in them ends the script
 */
export function scriptOf<Input>(run: (input: Input) => unknown, input: Input): string {
  return `(${run})(${JSON.stringify(input).replaceAll('<', '\\u003c')})`
}

type Input = {
  /** Of the cookies that tell the server how the reader reads before it knows who they are. */
  names: Record<'zone' | 'language' | 'theme', string>
  /** For which a browser keeps them. */
  seconds: number
  /** The colour of the browser around the page. */
  paper: Record<'light' | 'dark', string>
  /** The language that whoever is signed in has chosen; empty for none, and null while nobody is: then it stays. */
  chosen: string | null
  secure: boolean
}

/**
 * What every page does without React, so that it is done before React is there: notes the reader's time zone, by which the
 * server also knows that this browser runs scripts, and their language; carries out the choice of a theme; and says at once
 * that a click was heard. A link has
 * `data-pending` while the page that it leads to is on its way, and a button `aria-busy` while its form is. A button with
 * `data-leaves` sends its form once. What was pressed counts as under way for eight seconds, should the browser never leave the
 * page, for two when a file is to come, and what React sends until React says that it is over; coming back with the Back button ends
 * it too.
 */
export function runPage({ names, seconds, paper, chosen, secure }: Input): void {
  const writeCookie = (name: string, value: string) => {
    const known = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? ''
    if (value === known) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${name}=${value}; Path=/; Max-Age=${value ? seconds : 0}; SameSite=Lax${secure ? '; Secure' : ''}`
  }
  // The first `Intl` of a page costs a phone more than the rest of this script together.
  const { Temporal } = globalThis as WithTemporal
  const zone = Temporal?.Now.timeZoneId() ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  writeCookie(names.zone, zone || 'UTC')
  if (chosen !== null) writeCookie(names.language, chosen)
  const mark = (link: Element, pending: boolean) => link.toggleAttribute('data-pending', pending)
  const show = (button: Element, busy: boolean) => {
    button.setAttribute('aria-busy', String(busy))
    button.setAttribute('aria-disabled', String(busy))
  }
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
    if (!link || !/^https?:$/.test(link.protocol) || link.hash || link.target || link.download) return
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    // A `PageLink` stays in the page, and says so itself.
    setTimeout(() => {
      if (event.defaultPrevented) return
      mark(link, true)
      setTimeout(mark, 8_000, link, false)
    })
  })
  const choose = (theme: string, buttons: NodeListOf<HTMLButtonElement>) => {
    writeCookie(names.theme, theme === 'system' ? '' : theme)
    document.documentElement.dataset.theme = theme
    for (const button of buttons) button.ariaPressed = String(button.value === theme)
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      const own = meta.media.includes('dark') ? 'dark' : 'light'
      meta.content = paper[theme === 'light' || theme === 'dark' ? theme : own]
    }
  }
  document.addEventListener('submit', (event) => {
    const { submitter: button, target: form } = event
    if (!button || !(form instanceof HTMLFormElement) || form.method === 'dialog') return
    if (form.hasAttribute('data-theme-form') && button instanceof HTMLButtonElement) {
      event.preventDefault()
      return choose(button.value, form.querySelectorAll('button'))
    }
    const leaves = button.hasAttribute('data-leaves')
    if (leaves && button.getAttribute('aria-busy') === 'true') return event.preventDefault()
    // One that can look busy is shown so at once: when React is not there yet, it keeps the form until it is.
    if (button.hasAttribute('aria-busy')) show(button, true)
    setTimeout(() => {
      if (event.defaultPrevented && !leaves) return
      show(button, true)
      setTimeout(show, button.dataset.leaves === 'file' ? 2_000 : 8_000, button, false)
    })
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    for (const button of document.querySelectorAll('[aria-busy=true]')) show(button, false)
    for (const link of document.querySelectorAll('[data-pending]')) mark(link, false)
  })
}
