import { type Html, html } from '../pages.ts'
import { actionButton, card } from './fields.ts'
import { appOrigin, type PanelPage } from './page.ts'
import { type Scene, scenes } from './scenes.ts'

/** States of the app at a click, and the way back to a sandbox as new. */
export const startPage: PanelPage = {
  title: 'States of the app',
  lead: 'Set up what seldom happens, then open the page that shows it.',
  show: (state) => html`${[...Map.groupBy(Object.entries<Scene>(scenes), ([, { group }]) => group)].map(
    ([group, some]) => html`<h2 class="group">${group}</h2>
      <ul class="scenes">${some.map(([id, scene]) => sceneCard(id, scene, appOrigin(state)))}</ul>`,
  )}
  ${card(
    'As new',
    html`<p>Only the first people are there, nobody has allowed anything, nothing was asked, and no mail has come. The app keeps
      what it has: for it, all access has ended.</p>${actionButton('start/reset', 'Make the sandbox as new', {}, { tone: 'danger' })}`,
  )}`,
  actions: {
    reset: {
      command: 'POST /control/reset',
      inputs: () => [undefined],
      said: () => 'The sandbox is as new.',
    },
  },
}

function sceneCard(id: string, { title, text, orders, open }: Scene, origin: string | null): Html {
  const link = origin && html`<a class="button" href="${origin}${open.path}">${open.label}</a>`
  return html`<li class="card"><h3>${title}</h3><p>${text}</p>
    ${orders ? actionButton(`scenes/${id}`, 'Set up', {}, { of: title }) : html`<div>${link}</div>`}</li>`
}
