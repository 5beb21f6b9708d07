import 'server-only'
import { describeDatabase } from '#lib/database-url'
import { type Check, count, type Finding, failure, ok, warning } from '#lib/doctor/check'
import { type SetUp, variableId } from '#lib/doctor/set-up'
import { type Env, GOOGLE_ISSUER } from '#lib/env-schema'

/** The other variables share one check. */
type Variable = {
  [Name in keyof Env]-?: {
    name: Name
    advice: string
    /** What to say of a value that `lib/env-schema.ts` has accepted. */
    look: (value: NonNullable<Env[Name]>, values: Partial<Env>) => Finding
  }
}[keyof Env]

const GOOGLE_CLIENT = /^\d+(-[a-z0-9]+)?\.apps\.googleusercontent\.com$/
const GOOGLE_SECRET = /^GOCSPX-[\w-]{28}$/
const FEWEST_CHARACTERS = 8

const COPY =
  'Copy it from Google’s console: Google Auth Platform, Clients, your client of the type “Web application”.'
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
  { name: 'AUTH_GOOGLE_ID', advice: COPY, look: lookAtClient },
  { name: 'AUTH_GOOGLE_SECRET', advice: COPY, look: lookAtClientSecret },
  {
    name: 'AUTH_GOOGLE_ISSUER',
    advice: `Leave it out for Google. For another provider, name its issuer, and set ALLOW_CUSTOM_ISSUER=1.`,
    look: ok,
  },
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
export const variableChecks: Check<SetUp>[] = variables.map(({ name, advice, look }) => ({
  id: variableId(name),
  group: 'Environment',
  title: name,
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
