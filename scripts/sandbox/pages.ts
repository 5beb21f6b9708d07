import { type Html, html, page } from './layout.ts'
import type { Person } from './people.ts'
import { scopeTable } from './scopes.ts'

type Screen = { action: string; clientName: string }

/** "Choose an account": one button an account, the signed-in ones first. */
export function accountPage({ action, clientName }: Screen, people: Person[], remembered: string[]): string {
  const signedIn = people.filter(({ sub }) => remembered.includes(sub))
  const others = people.filter(({ sub }) => !remembered.includes(sub))
  return page(
    'Choose an account',
    html`<h1>Choose an account</h1>
      <p class="soft">to continue to <strong>${clientName}</strong></p>
      <form method="post" action="${action}/account">
        <ul>${signedIn.map((person) => accountButton(person, 'Signed in'))}${others.map((person) => accountButton(person))}</ul>
      </form>
      ${cancelForm(action)}`,
  )
}

/** "Sign in to …": what a first sign-in shows when the app asks for nothing beyond it. */
export function confirmPage({ action, clientName }: Screen, person: Person): string {
  return page(
    `Sign in to ${clientName}`,
    html`<h1>Sign in to ${clientName}</h1>
      <p class="soft">${person.email}</p>
      <p>By continuing, the sandbox will share your name, e-mail address and profile picture with
      <strong>${clientName}</strong>.</p>
      <form method="post" action="${action}/consent">${decisionButtons(action, person)}</form>`,
  )
}

/** "… wants access": one tick box, empty, for each scope that the app does not have yet. */
export function consentPage(
  { action, clientName }: Screen,
  person: Person,
  { open, held }: { open: string[]; held: string[] },
): string {
  return page(
    `${clientName} wants access`,
    html`<h1>${clientName} wants access to your account</h1>
      <p class="soft">${person.email}</p>
      <form method="post" action="${action}/consent">
        ${
          open.length > 0 &&
          html`<h2 id="choices">Select what ${clientName} can access</h2>
        <div role="group" aria-labelledby="choices">${open.map(scopeBox)}</div>`
        }
        <h2>${clientName} ${held.length > 0 ? 'already has some access' : 'will also know'}</h2>
        <ul class="plain"><li>Your name, e-mail address and profile picture</li>
        ${held.map((scope) => html`<li>${scopeTable[scope]}</li>`)}</ul>
        ${decisionButtons(action, person)}
      </form>`,
  )
}

/** A page that ends the journey. `code` is what Google calls the failure. */
export function problemPage(problem: { title: string; text: string; code: string; detail?: string }): string {
  return page(
    problem.title,
    html`<h1>${problem.title}</h1><p>${problem.text}</p>
      <p class="soft">${problem.code}</p>${problem.detail && html`<p><code>${problem.detail}</code></p>`}`,
  )
}

/** The front door, for developers who open the sandbox's address. */
export function welcomePage(people: Person[], remembered: string[]): string {
  return page(
    'Welcome',
    html`<h1>This is the Google sandbox</h1>
      <p>Apps on this computer sign people in here as they would at Google.</p>
      <h2>Accounts</h2>
      <ul class="plain">${people.map(
        ({ name, email, sub }) =>
          html`<li>${name}, ${email}${remembered.includes(sub) && ' (signed in here)'}</li>`,
      )}</ul>
      <form method="post" action="/sign-out" class="actions"><button>Sign out of all accounts</button></form>`,
  )
}

function accountButton({ sub, name, email, picture, hd }: Person, note = ''): Html {
  const image =
    picture === null
      ? html`<span class="initial" aria-hidden="true">${[...name][0]}</span>`
      : html`<img src="${picture ?? `/photos/${sub}.svg`}" alt="">`
  return html`<li><button class="account" name="account" value="${sub}">${image}
    <span class="who"><span>${name}</span> <span class="soft">${email}</span></span>
    <span class="soft">${note || (hd && 'Workspace')}</span></button></li>`
}

function scopeBox(scope: string): Html {
  return html`<label class="choice"><input type="checkbox" name="scope" value="${scope}">
    <span>${scopeTable[scope]}</span></label>`
}

function decisionButtons(action: string, person: Person): Html {
  return html`<input type="hidden" name="account" value="${person.sub}">
    <div class="actions"><button class="main">Continue</button>
    <button formaction="${action}/cancel">Cancel</button></div>`
}

function cancelForm(action: string): Html {
  return html`<form method="post" action="${action}/cancel" class="actions"><button>Cancel</button></form>`
}
