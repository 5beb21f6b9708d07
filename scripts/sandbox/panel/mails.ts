import type { SandboxMail } from '../mail.ts'
import { type Html, html } from '../pages.ts'
import type { State } from '../state.ts'
import { actionButton, card } from './fields.ts'
import { count, type PanelPage } from './page.ts'

/** What the app has sent by mail. */
export const mailsPage: PanelPage = {
  title: 'Mails',
  lead: 'Every mail that the app sends while you develop ends here, and nowhere else.',
  parts: true,
  show: (state, rest) => {
    if (rest === '')
      return card('Inbox of everybody', html`<div id="mails" data-live>${listMails(state)}</div>`)
    const mail = findMail(state, rest)
    return mail ? showMail(mail) : null
  },
  actions: {
    clear: {
      command: 'DELETE /control/mails',
      inputs: () => [undefined],
      said: () => 'All mails are deleted.',
    },
  },
}

/** A mail as HTML, for its frame, whose links open elsewhere; undefined when there is none. */
export function mailHtml(state: State, id: string): string | undefined {
  const content = findMail(state, id)?.html
  return content ? content.replace(/^(?:[\s\S]*?<head>)?/i, '$&<base target="_blank">') : undefined
}

function findMail({ mails }: State, id: string): SandboxMail | undefined {
  return mails.list().find((mail) => String(mail.id) === id)
}

function listMails({ mails }: State): Html {
  const list = mails.list()
  if (list.length === 0)
    return html`<p class="soft">None yet. Do something that the app tells people about by mail, such as signing in with a browser that is new.</p>`
  return html`<div class="apart"><p class="soft">${count(list.length, 'mail')}, the newest first.</p>${actionButton('mails/clear', 'Delete all mails')}</div>
    <ul class="rows">${list.map(
      (
        mail,
      ) => html`<li><p><a href="/panel/mails/${mail.id}"><strong>${mail.subject || 'No subject'}</strong></a></p>
        <p class="soft">To ${writeAddresses(mail)}, ${writeTime(mail.at)}</p></li>`,
    )}</ul>`
}

function showMail(mail: SandboxMail): Html {
  const { id, subject, from, at, text, html: content, headers } = mail
  return html`<p><a href="/panel/mails">All mails</a></p>
    <p class="big">${subject || 'No subject'}</p>
    <p class="soft">From ${from.name} ${from.address} to ${writeAddresses(mail)}, ${writeTime(at)}</p>
    ${
      content
        ? card(
            'As HTML',
            html`<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/panel/mails/${id}/html"></iframe>
          <p class="hint">A link opens in another tab.</p>`,
          )
        : card('As HTML', html`<p class="soft">It has no HTML.</p>`)
    }
    ${card('As text', text ? html`<pre>${text}</pre>` : html`<p class="soft">It has no text.</p>`)}
    ${card('Headers', html`<pre>${headers.map(({ key, value }) => `${key}: ${value}\n`)}</pre>`)}`
}

function writeAddresses({ to }: SandboxMail): string {
  return to.map(({ address }) => address).join(', ')
}

function writeTime(at: string): string {
  return new Date(at).toLocaleString('en-GB')
}
