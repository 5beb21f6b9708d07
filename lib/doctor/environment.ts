import 'server-only'
import { describeDatabase } from '#lib/database-url'
import { type Check, count, type Finding, failure, ok, warning } from '#lib/doctor/check'
import { type SetUp, variableId } from '#lib/doctor/set-up'
import { type Env, FEWEST_CHARACTERS, GOOGLE_ISSUER } from '#lib/env-schema'
import type { ProviderId } from '#lib/provider-ids'

/** The other variables share one check. One of a provider that is not set up has none, unless something is wrong with it. */
type Variable = {
  [Name in keyof Env]-?: {
    name: Name
    advice: string
    provider?: ProviderId
    /** What to say of a value that `lib/env-schema.ts` has accepted. */
    look: (value: NonNullable<Env[Name]>, values: Partial<Env>) => Finding
  }
}[keyof Env]

const GOOGLE_CLIENT = /^\d+(-[a-z0-9]+)?\.apps\.googleusercontent\.com$/
const GOOGLE_SECRET = /^GOCSPX-[\w-]{28}$/

/** Facebook's and X's are seen to be like that, which nobody promises. */
const FACEBOOK_ID = /^\d{15,16}$/
const FACEBOOK_SECRET = /^[0-9a-f]{32}$/
const X_ID = /:1:ci$/

const COPY =
  'Copy it from Google’s console: Google Auth Platform, Clients, your client of the type “Web application”.'
const COPY_FACEBOOK = 'Copy it from Facebook’s console: your app, App settings, Basic.'
const COPY_X = 'Copy it from X’s console: your app, Keys and tokens, OAuth 2.0. It is not the API key.'
const NEW_SECRET = 'Make one with "openssl rand -base64 33", and give it to every server process.'

const variables: Variable[] = [
  {
    name: 'DATABASE_URL',
    advice:
      'Set it to postgresql://USER:PASSWORD@HOST:5432/NAME, and percent-encode in user and password what is no letter or digit.',
    look: (url) => ok(describeDatabase(url)),
  },
  {
    name: 'AUTH_URL',
    advice: 'Set it to the origin that people have in their address bar, such as https://app.example.com.',
    look: ok,
  },
  { name: 'AUTH_SECRET', advice: NEW_SECRET, look: lookAtSecret },
  { name: 'AUTH_GOOGLE_ID', provider: 'google', advice: COPY, look: lookAtClient },
  { name: 'AUTH_GOOGLE_SECRET', provider: 'google', advice: COPY, look: lookAtClientSecret },
  {
    name: 'AUTH_GOOGLE_ISSUER',
    provider: 'google',
    advice: `Leave it out for Google. For another provider, name its issuer, and set ALLOW_CUSTOM_ISSUER=1.`,
    look: ok,
  },
  { name: 'AUTH_FACEBOOK_ID', provider: 'facebook', advice: COPY_FACEBOOK, look: lookAtFacebookId },
  { name: 'AUTH_FACEBOOK_SECRET', provider: 'facebook', advice: COPY_FACEBOOK, look: lookAtFacebookSecret },
  { name: 'AUTH_TWITTER_ID', provider: 'twitter', advice: COPY_X, look: lookAtXId },
  { name: 'AUTH_TWITTER_SECRET', provider: 'twitter', advice: COPY_X, look: () => ok('set') },
  {
    name: 'TOKEN_ENCRYPTION_KEYS',
    advice: 'Make one with "npm run keys:new", and keep a copy: without it the stored tokens are lost.',
    look: ([first, ...others]) =>
      ok(
        `${first.id} seals${others.length > 0 ? `, ${count(others.length, 'other opens', 'others open')}` : ''}`,
      ),
  },
]

/** One check for each variable that has its own advice. */
export const variableChecks: Check<SetUp>[] = variables.map(({ name, provider, advice, look }) => ({
  id: variableId(name),
  group: 'Environment',
  title: name,
  applies: ({ problems, isSetUp }) =>
    provider === undefined || isSetUp(provider) || problems.some((problem) => problem.name === name),
  examine({ problems, setting, values }) {
    const wrong = problems.find((problem) => problem.name === name)
    if (wrong) return failure(`${name} ${wrong.problem}`, advice)
    return (look as (value: unknown, values: Partial<Env>) => Finding)(setting(name), values)
  },
}))

export const otherSettings: Check<SetUp> = {
  id: 'other-settings',
  group: 'Environment',
  title: 'Other settings',
  examine({ problems }) {
    const wrong = problems.filter(({ name }) => !variables.some((variable) => variable.name === name))
    if (wrong.length === 0) return ok('well-formed, or left to their defaults')
    const said = wrong.map(({ name, problem }) => `${name} ${problem}`).join('; ')
    return failure(said, '.env.example explains every variable; each of these may be left out.')
  },
}

/** Typed by hand, it would be far from random; nobody can measure that, but a few different characters say enough. */
function lookAtSecret(secret: string): Finding {
  const different = new Set(secret).size
  if (different >= FEWEST_CHARACTERS) return ok('long enough, and not the example')
  return warning(`AUTH_SECRET has only ${different} different characters`, NEW_SECRET)
}

function lookAtClient(id: string, { AUTH_GOOGLE_ISSUER }: Partial<Env>): Finding {
  if (AUTH_GOOGLE_ISSUER !== GOOGLE_ISSUER || GOOGLE_CLIENT.test(id)) return ok(id)
  if (id.startsWith('GOCSPX-')) return failure('AUTH_GOOGLE_ID looks like a client secret', COPY)
  return failure('AUTH_GOOGLE_ID does not look like 1234567890-abc.apps.googleusercontent.com', COPY)
}

function lookAtClientSecret(secret: string, { AUTH_GOOGLE_ISSUER }: Partial<Env>): Finding {
  if (AUTH_GOOGLE_ISSUER !== GOOGLE_ISSUER || GOOGLE_SECRET.test(secret)) return ok('set')
  return warning('AUTH_GOOGLE_SECRET does not look like GOCSPX- and 28 characters', COPY)
}

function lookAtFacebookId(id: string, { FACEBOOK_URL }: Partial<Env>): Finding {
  if (FACEBOOK_URL !== undefined || FACEBOOK_ID.test(id)) return ok(id)
  if (FACEBOOK_SECRET.test(id)) return warning('AUTH_FACEBOOK_ID looks like an app secret', COPY_FACEBOOK)
  return warning('AUTH_FACEBOOK_ID does not look like an app id, of 15 or 16 digits', COPY_FACEBOOK)
}

function lookAtFacebookSecret(secret: string, { FACEBOOK_URL }: Partial<Env>): Finding {
  if (FACEBOOK_URL !== undefined || FACEBOOK_SECRET.test(secret)) return ok('set')
  return warning('AUTH_FACEBOOK_SECRET does not look like 32 digits from 0 to f', COPY_FACEBOOK)
}

/** The usual mistake is the API key, which is an app's name in OAuth 1.0a. */
function lookAtXId(id: string, { X_URL }: Partial<Env>): Finding {
  if (X_URL !== undefined || X_ID.test(Buffer.from(id, 'base64url').toString('latin1'))) return ok(id)
  return warning('AUTH_TWITTER_ID does not look like an OAuth 2.0 client id, but like an API key', COPY_X)
}
