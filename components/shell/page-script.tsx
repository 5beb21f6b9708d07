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

/** The cookies that tell the server how the reader reads before it knows who they are: where they are, and in which language. */
type ReaderCookies = {
  /** The names of both. */
  zone: string
  language: string
  /** The language that whoever is signed in has chosen; empty for none, and null while nobody is: then it stays. */
  chosen: string | null
  secure: boolean
}

/**
 * What every page does without React: notes the reader's time zone and language, marks a link with `data-pending` once it was clicked, and
 * has buttons with `data-leaves` send their form to another site once. What was pressed counts as under way for eight
 * seconds, should the browser never leave the page; coming back with the Back button ends that.
 */
export function runPage({ zone, language, chosen, secure }: ReaderCookies): void {
  const keep = (name: string, value: string, usual: string) => {
    const known = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? usual
    if (value === known) return
    const year = value ? 365 * 24 * 60 * 60 : 0
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax${secure ? '; Secure' : ''}`
  }
  keep(zone, new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', 'UTC')
  if (chosen !== null) keep(language, chosen, '')
  const mark = (link: Element, pending: boolean) => link.toggleAttribute('data-pending', pending)
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
    if (!link || link.origin !== location.origin || link.hash || link.target || link.download) return
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    // A `PageLink` stays in the page, and says so itself.
    setTimeout(() => {
      if (event.defaultPrevented) return
      mark(link, true)
      setTimeout(mark, 8_000, link, false)
    })
  })
  const show = (button: Element, leaving: boolean) => {
    button.setAttribute('aria-busy', String(leaving))
    button.setAttribute('aria-disabled', String(leaving))
  }
  document.addEventListener('submit', (event) => {
    const button = event.submitter
    if (!button?.hasAttribute('data-leaves')) return
    if (button.getAttribute('aria-busy') === 'true') return event.preventDefault()
    show(button, true)
    setTimeout(show, 8_000, button, false)
  })
  window.addEventListener('pageshow', () => {
    for (const button of document.querySelectorAll('[data-leaves]')) show(button, false)
    for (const link of document.querySelectorAll('[data-pending]')) mark(link, false)
  })
}
