import type { ProviderId } from '../clients.ts'
import { type CommandName, grantsAt } from '../control.ts'
import { type Endpoint, endpoints } from '../endpoints.ts'
import type { State } from '../state.ts'
import { endpointWords, faultWords } from './words.ts'

/** One command of the control API with its input. */
export type Order = readonly [command: CommandName, input?: unknown]

export type Scene = {
  group: 'Access' | 'A provider in trouble' | 'Signing in' | 'People and their things'
  title: string
  text: string
  /** What is ordered; left out where there is nothing to set up. */
  orders?: (state: State) => readonly Order[]
  /** What is said when it turns out that nothing is ordered, for want of somebody that it could be about. */
  nobody?: string
  /** The page of the app that shows it. */
  open: { path: string; label: string }
}

const MINUTE = 60
const ada = '104857600000000000001'

const DRIVE = 'https://www.googleapis.com/auth/drive.metadata.readonly'
const drive = { path: '/drive', label: 'Open Drive' }
const posts = { path: '/posts', label: 'Open Posts' }
const connections = { path: '/connections', label: 'Open Connections' }
const signIn = { path: '/sign-in', label: 'Sign in' }

const nobodyAt = (name: string) =>
  `Nobody has signed in with ${name} yet: do that first, and set it up again.`

/** States of the app that are hard to come by, each set up by one click. */
export const scenes = {
  'google-ended': {
    group: 'Access',
    title: 'Google has ended access',
    text: 'Everybody has removed the app in their Google Account. The app finds out when it asks next.',
    orders: (state) => endAll(state, 'google'),
    nobody: nobodyAt('Google'),
    open: drive,
  },
  'x-ended': {
    group: 'Access',
    title: 'X has ended access',
    text: 'Everybody has removed the app in the settings of X.',
    orders: (state) => endAll(state, 'twitter'),
    nobody: nobodyAt('X'),
    open: posts,
  },
  'facebook-removed': {
    group: 'Access',
    title: 'The app is removed at Facebook',
    text: 'Facebook tells the app about everybody who has it, and what came of them ends here too.',
    orders: ({ facebook }) =>
      facebook.grants().map(({ sub }) => ['POST /control/facebook/deauthorize', { account: sub }]),
    nobody: nobodyAt('Facebook'),
    open: connections,
  },
  'drive-permission': {
    group: 'Access',
    title: 'Drive without permission',
    text: 'The box for Drive was unticked in the Google Account. Everything else stays.',
    orders: (state) =>
      grantsAt(state, 'google')
        .filter(({ scopes }) => scopes.includes(DRIVE))
        .map(({ sub }) => ['DELETE /control/grants', { account: sub, scope: DRIVE }]),
    nobody: 'Nobody has allowed Drive yet: open it in the app and allow it, then set this up again.',
    open: drive,
  },
  'token-expired': {
    group: 'Access',
    title: 'Every access token has expired',
    text: 'The app has to refresh before it can list anything. Nobody should notice.',
    orders: (state) =>
      (['google', 'facebook', 'twitter'] as const).flatMap((provider) =>
        grantsAt(state, provider).map(
          ({ sub }): Order => ['DELETE /control/access-tokens', { account: sub, provider }],
        ),
      ),
    nobody: 'Nobody has signed in yet: do that first, and set it up again.',
    open: drive,
  },
  'week-later': {
    group: 'Access',
    title: 'An app in testing, a week later',
    text: 'Google ends what it gave to an app in testing after seven days. Allow Drive anew first; then the clock at Google moves a week on.',
    orders: () => [
      ['PATCH /control/settings', { testing: true }],
      ['PUT /control/clock', { offsetSeconds: 7 * 86_400 + MINUTE }],
    ],
    open: drive,
  },
  'google-away': {
    group: 'A provider in trouble',
    title: 'Google is away for a minute',
    text: 'It closes every connection without an answer.',
    orders: () => failAll('google', 'away', MINUTE),
    open: drive,
  },
  'x-away': {
    group: 'A provider in trouble',
    title: 'X is away for a minute',
    text: 'It closes every connection without an answer.',
    orders: () => failAll('twitter', 'away', MINUTE),
    open: posts,
  },
  'google-slow': {
    group: 'A provider in trouble',
    title: 'Google is slow for a minute',
    text: 'Each answer is true, and comes six seconds late.',
    orders: () => failAll('google', 'slow', MINUTE),
    open: drive,
  },
  'drive-limited': {
    group: 'A provider in trouble',
    title: 'Too many requests to Drive',
    text: 'Drive answers 429 for a minute, and says when to come again.',
    orders: () => [['POST /control/faults', { endpoint: 'drive', ...fault('limited', 30), seconds: MINUTE }]],
    open: drive,
  },
  'drive-odd': {
    group: 'A provider in trouble',
    title: 'Drive talks nonsense',
    text: 'The next answer is JSON that breaks off.',
    orders: () => [['POST /control/faults', { endpoint: 'drive', ...fault('malformed', 0), times: 1 }]],
    open: drive,
  },
  'x-unpaid': {
    group: 'A provider in trouble',
    title: 'No credits left at X',
    text: 'X reads nothing for an operator who has not paid.',
    orders: () => [['PATCH /control/x/settings', { credits: 0 }]],
    open: posts,
  },
  'token-down': {
    group: 'Signing in',
    title: 'Google is away between its screens and the app',
    text: 'The next sign-in comes back with a code that cannot be exchanged.',
    orders: () => [['POST /control/faults', { endpoint: 'token', ...fault('away', 0), times: 3 }]],
    open: signIn,
  },
  'code-expired': {
    group: 'Signing in',
    title: 'The code has expired',
    text: 'Codes are good for a second, and the answer of the token endpoint takes two.',
    orders: () => [
      ['PATCH /control/settings', { codeSeconds: 1 }],
      ['POST /control/faults', { endpoint: 'token', delayMs: 2000 }],
    ],
    open: signIn,
  },
  'wrong-signature': {
    group: 'Signing in',
    title: 'An id_token with a wrong signature',
    text: 'The next sign-in with Google brings one that is signed with an unknown key.',
    orders: () => [['POST /control/id-tokens', { signature: 'foreign' }]],
    open: signIn,
  },
  'wrong-audience': {
    group: 'Signing in',
    title: 'An id_token for another app',
    text: 'The next sign-in with Google brings one that is not for this app.',
    orders: () => [['POST /control/id-tokens', { claims: { aud: 'another-app', azp: 'another-app' } }]],
    open: signIn,
  },
  'facebook-development': {
    group: 'Signing in',
    title: 'The app is in development at Facebook',
    text: 'Facebook turns away everybody without a role, on a page that does not lead back.',
    orders: () => [['PATCH /control/facebook/settings', { developmentMode: true, roles: [] }]],
    open: signIn,
  },
  'new-browser': {
    group: 'Signing in',
    title: 'A sign-in with a browser that is new',
    text: 'Nothing to set up: open the app in a private window, and sign in as somebody who has an account. The mail about it comes to Mails.',
    open: signIn,
  },
  'two-accounts': {
    group: 'People and their things',
    title: 'Two Google accounts',
    text: 'Ada gets a second one at work. Connect it to the first.',
    orders: () => [
      [
        'POST /control/people',
        {
          sub: '104857600000000000101',
          email: 'ada@analytical.example',
          name: 'Ada Lovelace',
          hd: 'analytical.example',
        },
      ],
    ],
    open: connections,
  },
  'no-name': {
    group: 'People and their things',
    title: 'An account without a name',
    text: 'Somebody with an address, no name and no picture. Sign in as nameless@gmail.example.',
    orders: () => [
      [
        'POST /control/people',
        { sub: '104857600000000000102', email: 'nameless@gmail.example', name: '', picture: null },
      ],
    ],
    open: signIn,
  },
  'long-name': {
    group: 'People and their things',
    title: 'Names that are hard to show',
    text: 'A very long one, and one that is written from right to left. Sign in as either.',
    orders: () => [
      [
        'POST /control/people',
        {
          sub: '104857600000000000103',
          email: `${'very-long-address-'.repeat(3)}here@gmail.example`,
          name: 'Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh-Cholmondeley the Third of Somewhere',
        },
      ],
      [
        'POST /control/people',
        { sub: '104857600000000000104', email: 'layla@gmail.example', name: 'ليلى عبد الرحمن القحطاني' },
      ],
    ],
    open: signIn,
  },
  'many-files': {
    group: 'People and their things',
    title: '10,000 files',
    text: 'Ada’s Drive is full.',
    orders: () => [['PATCH /control/people', { sub: ada, files: 10_000 }]],
    open: drive,
  },
  'no-files': {
    group: 'People and their things',
    title: 'Nothing in Drive, nothing posted',
    text: 'Ada has no file, and has never posted.',
    orders: () => [['PATCH /control/people', { sub: ada, files: 0, x: { posts: 0 } }]],
    open: drive,
  },
  'x-suspended': {
    group: 'People and their things',
    title: 'Suspended at X',
    text: 'Ada’s account at X is suspended: nothing of it can be read.',
    orders: () => [['PATCH /control/people', { sub: ada, x: { suspended: true } }]],
    open: posts,
  },
  usual: {
    group: 'People and their things',
    title: 'Ada as before',
    text: 'A few hundred files, 45 posts, not suspended.',
    orders: () => [
      ['PATCH /control/people', { sub: ada, files: undefined, x: { posts: 45, suspended: false } }],
    ],
    open: drive,
  },
} as const satisfies Record<string, Scene>

function endAll(state: State, provider: ProviderId): Order[] {
  return grantsAt(state, provider).map(({ sub }) => ['DELETE /control/grants', { account: sub, provider }])
}

function failAll(provider: ProviderId, what: string, seconds: number): Order[] {
  return endpoints
    .filter(
      (endpoint) => endpointWords[endpoint].provider === provider && endpointWords[endpoint].asks === 'app',
    )
    .map((endpoint: Endpoint) => ['POST /control/faults', { endpoint, ...fault(what, 6), seconds }])
}

function fault(what: string, seconds: number): object {
  return faultWords[what]?.make(seconds) ?? {}
}

/** Whether a name is that of a scene. */
export function isScene(name: string): name is keyof typeof scenes {
  return Object.hasOwn(scenes, name)
}
