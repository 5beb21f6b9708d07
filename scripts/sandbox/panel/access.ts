import { type ProviderId, providerIds, type SandboxGrant } from '../clients.ts'
import { grantsAt } from '../control.ts'
import { countLive } from '../google/oauth/grants.ts'
import { isSignInScope } from '../google/oauth/scopes.ts'
import { type Html, html } from '../pages.ts'
import type { State } from '../state.ts'
import { actionButton, card } from './fields.ts'
import { appName, count, type PanelPage } from './page.ts'
import { providerNames } from './words.ts'

/** Who lets the app do what. */
export const accessPage: PanelPage = {
  title: 'Access',
  lead: 'What people have allowed the app at each provider. End it here as they would there: the app hears of it when it asks next.',
  show: (state) =>
    html`<div id="grants" data-live>${providerIds.map((provider) => providerGrants(state, provider))}</div>`,
  actions: {
    end: {
      command: 'DELETE /control/grants',
      inputs: (form) => [{ account: form.get('account'), provider: form.get('provider') ?? undefined }],
      said: () => 'The access has ended, with every token under it.',
    },
    scope: {
      command: 'DELETE /control/grants',
      inputs: (form) => [{ account: form.get('account'), scope: form.get('scope') }],
      said: () => 'The permission is gone. The tokens stay, and the next refresh comes back with less.',
    },
    expire: {
      command: 'DELETE /control/access-tokens',
      inputs: (form) => [{ account: form.get('account'), provider: form.get('provider') ?? undefined }],
      said: () => 'The access token has expired. The app has to refresh it, or to ask again.',
    },
    deauthorize: {
      command: 'POST /control/facebook/deauthorize',
      inputs: (form) => [{ account: form.get('account') }],
      said: (_form, answers) => `The app was removed at Facebook and told so. ${describeAnswer(answers)}`,
    },
    'delete-data': {
      command: 'POST /control/facebook/delete-data',
      inputs: (form) => [{ account: form.get('account') }],
      said: (_form, answers) =>
        `The app was asked by Facebook to delete what it knows. ${describeAnswer(answers)}`,
    },
  },
}

function describeAnswer([answer]: unknown[]): string {
  const { status, body } = { status: 0, body: '', ...(typeof answer === 'object' ? answer : {}) }
  return `It answered ${status}${body ? `: ${JSON.stringify(body)}` : ''}.`
}

function providerGrants(state: State, provider: ProviderId): Html {
  const grants = grantsAt(state, provider)
  const name = providerNames[provider]
  const none = html`<p class="soft">Nobody has signed in with ${name} yet, or all access has ended.</p>`
  return card(
    name,
    grants.length === 0
      ? none
      : html`<ul class="rows">${grants.map((grant) => grantRow(state, provider, grant))}</ul>`,
    {
      id: `at-${provider}`,
    },
  )
}

function grantRow(state: State, provider: ProviderId, { id, sub, scopes }: SandboxGrant): Html {
  const person = state.people.find(sub)
  const who = person ? person.name || person.email : sub
  const values = { account: sub, provider }
  const { access, refresh } = liveTokens(state, provider, id)
  return html`<li><p><strong>${who}</strong> <span class="soft">${person?.email}</span></p>
    <p class="soft">${appName(state)} holds ${count(access, 'access token')} and ${count(refresh, 'refresh token')} that are good.</p>
    <ul class="scopes">${scopes.map(
      (scope) =>
        html`<li><code>${scope}</code>${
          provider === 'google' &&
          !isSignInScope(scope) &&
          actionButton('access/scope', 'Remove this permission', { account: sub, scope }, { of: `of ${who}` })
        }</li>`,
    )}</ul>
    <div class="buttons">
      ${actionButton('access/end', 'End access', values, { of: `of ${who} at ${providerNames[provider]}`, tone: 'danger' })}
      ${access > 0 && actionButton('access/expire', 'Let the access token expire', values, { of: `of ${who}` })}
      ${
        provider === 'facebook' &&
        html`${actionButton('access/deauthorize', 'Remove the app, and tell it', { account: sub }, { of: `for ${who}` })}
        ${actionButton('access/delete-data', 'Ask it to delete their data', { account: sub }, { of: `for ${who}` })}`
      }</div></li>`
}

function liveTokens({ google, facebook, x }: State, provider: ProviderId, id: string) {
  if (provider === 'google')
    return {
      access: countLive(google.records, id, 'AccessToken'),
      refresh: countLive(google.records, id, 'RefreshToken'),
    }
  if (provider === 'facebook') return { access: facebook.liveTokens(id).length, refresh: 0 }
  const kinds = x.liveTokens(id).map(({ kind }) => kind)
  return {
    access: kinds.filter((kind) => kind === 'access_token').length,
    refresh: kinds.filter((kind) => kind === 'refresh_token').length,
  }
}
