import { filesOf } from '../google/drive/files.ts'
import { type Html, html } from '../pages.ts'
import type { Person } from '../people.ts'
import type { State } from '../state.ts'
import { postsOf } from '../x/posts.ts'
import { actionButton, button, card, checkField, form, textField } from './fields.ts'
import { count, type PanelPage } from './page.ts'

/** Who has accounts at the providers. */
export const peoplePage: PanelPage = {
  title: 'People',
  lead: 'Who can sign in, and what the providers know of them. No app hears of a change before it asks again.',
  parts: true,
  show: (state, rest) => {
    if (rest === '') return html`${listPeople(state)}${card('Add somebody', addForm())}`
    const person = state.people.find(decodeURIComponent(rest))
    return person ? showPerson(person) : null
  },
  actions: {
    add: {
      command: 'POST /control/people',
      inputs: (form, { people }) => [newPerson(form, people.list())],
      said: (form) => `${form.get('email')} has an account now.`,
    },
    google: {
      command: 'PATCH /control/people',
      inputs: (form, { people }) => [
        {
          sub: form.get('sub'),
          name: form.get('name') ?? '',
          // What was made of the name before does not belong to another one.
          given_name: undefined,
          family_name: undefined,
          email: form.get('email'),
          email_verified: form.get('verified') === 'on',
          hd: form.get('hd') || null,
          picture:
            form.get('picture') === 'on' ? (people.find(form.get('sub') ?? '')?.picture ?? undefined) : null,
          files: form.get('files') ? Number(form.get('files')) : undefined,
        },
      ],
      said: () => 'Google knows it. The app hears of it at the next sign-in.',
    },
    facebook: {
      command: 'PATCH /control/people',
      inputs: (form) => [
        {
          sub: form.get('sub'),
          facebook:
            form.get('has-facebook') === 'on'
              ? { id: form.get('facebook-id'), email: form.get('facebook-email') || null }
              : null,
        },
      ],
      said: () => 'Facebook knows it.',
    },
    x: {
      command: 'PATCH /control/people',
      inputs: (form) => [
        {
          sub: form.get('sub'),
          x:
            form.get('has-x') === 'on'
              ? {
                  id: form.get('x-id'),
                  username: form.get('username'),
                  confirmed_email: form.get('x-email') || null,
                  protected: form.get('protected') === 'on',
                  verified: form.get('x-verified') === 'on',
                  suspended: form.get('suspended') === 'on',
                  ...(form.get('posts') ? { posts: Number(form.get('posts')) } : {}),
                }
              : null,
        },
      ],
      said: () => 'X knows it.',
    },
    delete: {
      command: 'DELETE /control/people',
      inputs: (form) => [{ sub: form.get('sub') }],
      said: () => 'The accounts are gone at all providers, and all access that they gave.',
    },
  },
}

function listPeople({ people }: State): Html {
  return html`<ul class="people">${people.list().map(
    (person) => html`<li class="card person">${portrait(person)}
      <div><h2>${person.name || 'No name'}</h2>
        <p>${person.email} ${badges(person)}</p>
        <p class="soft">${accountsOf(person).join(' · ')}</p></div>
      <a class="button" href="/panel/people/${encodeURIComponent(person.sub)}">Change<span class="aside"> ${person.name || person.email}</span></a></li>`,
  )}</ul>`
}

function badges({ email_verified, hd }: Person): Html {
  return html`${!email_verified && html`<span class="badge">not verified</span> `}${hd && html`<span class="badge">Workspace ${hd}</span>`}`
}

function accountsOf(person: Person): string[] {
  const { facebook, x } = person
  return [
    `Google: ${count(person.files ?? filesOf(person).length, 'file')}`,
    ...(facebook ? [`Facebook: ${facebook.email ?? 'by telephone'}`] : []),
    ...(x
      ? [
          `X: @${x.username}, ${count(postsOf(x).length, 'post')}${x.suspended ? ', suspended' : ''}${x.protected ? ', protected' : ''}`,
        ]
      : []),
  ]
}

function portrait({ sub, picture, name, email }: Person): Html {
  if (picture === null)
    return html`<span class="portrait" aria-hidden="true">${[...(name || email)][0]}</span>`
  return html`<img class="portrait" src="${picture ?? `/photos/${encodeURIComponent(sub)}.svg`}" alt="" width="48" height="48">`
}

function addForm(): Html {
  return form(
    'people/add',
    html`<div class="fields">
      ${textField({ name: 'name', label: 'Name', hint: 'Empty for an account without one.' })}
      ${textField({ name: 'email', label: 'Email address' }, '', { type: 'email', required: true })}
      ${textField({ name: 'hd', label: 'Workspace domain', hint: 'Empty for a private account.' })}
      ${textField({ name: 'username', label: 'Handle at X', hint: 'Without the @. Empty for no account there.' })}
    </div>
    ${checkField({ name: 'verified', label: 'Google has verified the address' }, true)}
    ${checkField({ name: 'facebook', label: 'Has an account at Facebook with the same address' }, false)}
    <p>${button('Add', { tone: 'main' })}</p>`,
  )
}

/** Numbers of accounts are as long as the providers', and follow the highest that there is. */
function newPerson(form: URLSearchParams, people: Person[]): object {
  const highest = people.reduce(
    (most, { sub }) => (/^\d{15,21}$/.test(sub) && BigInt(sub) > most ? BigInt(sub) : most),
    104857600000000000000n,
  )
  const sub = String(highest + 1n)
  const [email, username] = [form.get('email') ?? '', form.get('username')?.replace(/^@/, '')]
  if (people.some((person) => person.email === email)) throw new Error(`${email} has an account already`)
  return {
    sub,
    name: form.get('name') ?? '',
    email,
    email_verified: form.get('verified') === 'on',
    hd: form.get('hd') || null,
    ...(form.get('facebook') === 'on' ? { facebook: { id: `1221${sub.slice(-14)}`, email } } : {}),
    ...(username ? { x: { id: `15${sub.slice(-17)}`, username, confirmed_email: email } } : {}),
  }
}

function showPerson(person: Person): Html {
  const back = `people/${encodeURIComponent(person.sub)}`
  const sub = html`<input type="hidden" name="sub" value="${person.sub}">`
  return html`<p><a href="/panel/people">All people</a></p>
    <div class="person">${portrait(person)}<div><p class="big">${person.name || 'No name'}</p><p>${person.email} ${badges(person)}</p></div></div>
    <div class="columns">
    ${card('At Google', form('people/google', html`${sub}${googleFields(person)}<p>${button('Keep', { of: 'what Google knows', tone: 'main' })}</p>`, { back }))}
    ${card('At Facebook', form('people/facebook', html`${sub}${facebookFields(person)}<p>${button('Keep', { of: 'what Facebook knows', tone: 'main' })}</p>`, { back }))}
    ${card('At X', form('people/x', html`${sub}${xFields(person)}<p>${button('Keep', { of: 'what X knows', tone: 'main' })}</p>`, { back }))}
    ${card('In short', samples(person))}
    ${card(
      'Delete',
      html`<p>The accounts at all three providers go, and all access that they gave. The app is not told, as at the providers.</p>
        ${actionButton('people/delete', 'Delete these accounts', { sub: person.sub }, { tone: 'danger' })}`,
    )}</div>`
}

function googleFields({ name, email, email_verified, hd, picture, files }: Person): Html {
  return html`${textField({ name: 'name', label: 'Name', hint: 'Empty for an account without one.' }, name)}
    ${textField({ name: 'email', label: 'Email address' }, email, { type: 'email', required: true })}
    ${checkField({ name: 'verified', label: 'The address is verified' }, email_verified)}
    ${textField({ name: 'hd', label: 'Workspace domain', hint: 'Empty for a private account.' }, hd ?? '')}
    ${checkField({ name: 'picture', label: 'Has a picture' }, picture !== null)}
    ${textField({ name: 'files', label: 'Files in Drive', hint: 'Empty for a few hundred.' }, files === undefined ? '' : String(files), { type: 'number', least: '0', most: '20000' })}`
}

function facebookFields({ sub, facebook }: Person): Html {
  return html`${checkField({ name: 'has-facebook', label: 'Has an account' }, Boolean(facebook))}
    ${textField({ name: 'facebook-id', label: 'Number there' }, facebook?.id ?? `1221${sub.slice(-14)}`, { required: true })}
    ${textField({ name: 'facebook-email', label: 'Email address there', hint: 'Empty for who signed up by telephone.' }, facebook?.email ?? '', { type: 'email' })}`
}

function xFields({ sub, x }: Person): Html {
  const posts = typeof x?.posts === 'number' ? String(x.posts) : ''
  return html`${checkField({ name: 'has-x', label: 'Has an account there' }, Boolean(x))}
    ${textField({ name: 'x-id', label: 'Number at X' }, x?.id ?? `15${sub.slice(-17)}`, { required: true })}
    ${textField({ name: 'username', label: 'Handle', hint: 'Without the @.' }, x?.username ?? `user${sub.slice(-6)}`, { required: true })}
    ${textField({ name: 'x-email', label: 'Confirmed address', hint: 'Empty for none.' }, x?.confirmed_email ?? '', { type: 'email' })}
    ${textField({ name: 'posts', label: 'Posts' }, posts, { type: 'number', least: '0', most: '3200' })}
    ${checkField({ name: 'protected', label: 'Posts are protected' }, x?.protected ?? false)}
    ${checkField({ name: 'x-verified', label: 'Verified by X' }, x?.verified ?? false)}
    ${checkField({ name: 'suspended', label: 'Suspended' }, x?.suspended ?? false)}`
}

const SAMPLE = 5

/** The newest of what there is to list. */
function samples(person: Person): Html {
  const files = filesOf(person)
    .filter(({ trashed }) => !trashed)
    .toSorted((one, other) => other.modifiedTime.localeCompare(one.modifiedTime))
  const posts = person.x ? postsOf(person.x) : []
  return html`<h3>Newest files</h3>${plainList(files.slice(0, SAMPLE).map(({ name }) => name))}
    <h3>Newest posts</h3>${plainList(posts.slice(0, SAMPLE).map(({ text }) => text))}`
}

function plainList(lines: string[]): Html {
  if (lines.length === 0) return html`<p class="soft">None.</p>`
  return html`<ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}
