import type { SeenRequest } from '../endpoints.ts'
import { html } from '../pages.ts'
import type { State } from '../state.ts'
import { actionButton, card } from './fields.ts'
import { count, type PanelPage } from './page.ts'
import { endpointWords, providerNames } from './words.ts'

/** What was asked of the providers. */
export const requestsPage: PanelPage = {
  title: 'Requests',
  lead: 'What the app and browsers have asked of the providers, the newest first. Codes, tokens and all that may be a secret are left out.',
  show: (state) => card('Latest requests', html`<div id="requests" data-live>${requestTable(state)}</div>`),
  actions: {
    count: {
      command: 'DELETE /control/counts',
      inputs: () => [undefined],
      said: () => 'Counted from nothing again.',
    },
  },
}

const SHOWN = 100

function requestTable({ log }: State) {
  const requests = log.requests().slice(0, SHOWN)
  const total = Object.values(log.counts()).reduce((sum, one) => sum + one, 0)
  if (requests.length === 0)
    return html`<p class="soft">None yet. Sign in to the app, and they come here by themselves.</p>`
  return html`<div class="apart"><p class="soft">${count(total, 'request')} counted.</p>${actionButton('requests/count', 'Count from nothing')}</div>
    <div class="scroll" role="region" aria-label="Requests" tabindex="0"><table>
    <thead><tr><th scope="col">Time</th><th scope="col">Asked of</th><th scope="col">Request</th>
      <th scope="col">Status</th><th scope="col" class="number">Took</th></tr></thead>
    <tbody>${requests.map(requestRow)}</tbody></table></div>`
}

function requestRow({ at, endpoint, method, path, status, milliseconds, fault }: SeenRequest) {
  const { provider, label, asks } = endpointWords[endpoint]
  const mark = status === null || status >= 400 ? 'bad' : ''
  return html`<tr><td><time datetime="${at}">${new Date(at).toLocaleTimeString('en-GB')}</time></td>
    <td class="whom"><strong>${providerNames[provider]}</strong><br><span class="soft">${label}, by the ${asks}</span></td>
    <td><code>${method} ${path}</code></td>
    <td class="${mark}">${status ?? 'No answer'}${fault && html`<br><span class="soft">a fault</span>`}</td>
    <td class="number">${milliseconds === null ? '–' : `${milliseconds} ms`}</td></tr>`
}
