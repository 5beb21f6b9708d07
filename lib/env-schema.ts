import { z } from 'zod'
import { findDatabaseUrlProblem, passwordsOf, saysWhetherEncrypted } from '#lib/database-url'
import { type KeyRing, parseKeyRing } from '#lib/key-ring'
import { findSmtpUrlProblem, readMailbox } from '#lib/mail-settings'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { findServiceAccountProblem, privateKeysOf } from '#lib/service-account'

export const GOOGLE_ISSUER = 'https://accounts.google.com'
const RISC_URL = 'https://risc.googleapis.com'
const GOOGLE_API = 'https://www.googleapis.com'
const DAY_SECONDS = 24 * 60 * 60
const EXAMPLE_SECRET = 'replace-me'
const EXAMPLE_CLIENT = '1234567890-abc.apps.googleusercontent.com'
/** Different ones, of a secret: 32 random hexadecimal digits have about fourteen. */
export const FEWEST_CHARACTERS = 8
const STILL_EXAMPLE = 'is still the example value'

/** A name of two labels or more, in ASCII as Google writes it. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z](?:[a-z\d-]*[a-z\d])?$/

/** A number in digits. Blanks alone are none: `Number('  ')` is 0. */
export const wholeNumber = (message: string, least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(least, message).max(most, message))

const seconds = (fallback: number, least: number, most: number) =>
  wholeNumber(`must be a whole number of seconds from ${least} to ${most}`, least, most).default(fallback)

const required = () => z.string('is not set').trim().min(1, 'is empty')

const serviceAddress = () =>
  required().refine(
    isServiceAddress,
    'must be an https address without query or fragment (http only on localhost)',
  )

/** What a link of every page leads to. */
const pageElsewhere = () => z.string().regex(/^https:\/\/[\x21-\x7e]+$/, 'must be an https: address')

const flag = (fallback: '0' | '1') => z.enum(['0', '1'], 'must be 0 or 1').default(fallback)

/** The variables that the application reads, each by itself. The HTTP server reads some of them by the same rules. */
export const variables = z.object({
  DATABASE_URL: required().superRefine((value, context) => {
    const message = findDatabaseUrlProblem(value)
    if (message !== null) context.addIssue({ code: 'custom', message })
  }),
  DATABASE_POOL_MAX: wholeNumber('must be a number of connections, from 1 to 1000', 1, 1000).optional(),
  AUTH_URL: required()
    .refine(isPublicOrigin, {
      error:
        'must be an origin such as https://example.com: https (http only on localhost), no path, no query',
    })
    .transform((value) => new URL(value).origin),
  AUTH_SECRET: required()
    .min(32, 'must be 32 characters or more')
    .refine((value) => !value.includes(EXAMPLE_SECRET), STILL_EXAMPLE),
  AUTH_GOOGLE_ID: clientSetting().optional(),
  AUTH_GOOGLE_SECRET: clientSetting().optional(),
  AUTH_GOOGLE_ISSUER: serviceAddress().default(GOOGLE_ISSUER),
  GOOGLE_API_URL: serviceAddress().default(GOOGLE_API),
  GOOGLE_OTHER_CLIENT_IDS: z.string().transform(toList).default([]),
  GOOGLE_SERVICE_ACCOUNT: required().superRefine(refuseServiceAccount).optional(),
  GOOGLE_RISC_URL: serviceAddress().default(RISC_URL),
  AUTH_FACEBOOK_ID: clientSetting().optional(),
  AUTH_FACEBOOK_SECRET: clientSetting().optional(),
  AUTH_FACEBOOK_PKCE: flag('1'),
  FACEBOOK_URL: serviceAddress().optional(),
  AUTH_TWITTER_ID: clientSetting().optional(),
  AUTH_TWITTER_SECRET: clientSetting().optional(),
  AUTH_TWITTER_EMAIL: flag('0'),
  X_URL: serviceAddress().optional(),
  TOKEN_ENCRYPTION_KEYS: required().transform(toKeyRing),
  ALLOWED_HOSTED_DOMAINS: z
    .string()
    .transform(toDomains)
    .refine((domains) => domains.length > 0, 'is set but names no domain. To let everybody in, take it out')
    .refine(
      (domains) => domains.every((domain) => DOMAIN.test(domain)),
      'must be domains such as example.com, by comma',
    )
    .default([]),
  ALLOW_CUSTOM_ISSUER: flag('0'),
  SESSION_IDLE_SECONDS: seconds(7 * DAY_SECONDS, 60, 30 * DAY_SECONDS),
  SESSION_ABSOLUTE_SECONDS: seconds(30 * DAY_SECONDS, 60, 30 * DAY_SECONDS),
  GEO_DATABASE: z.string().trim().min(1, 'is empty').optional(),
  SIGN_IN_ATTEMPTS_PER_MINUTE: wholeNumber('must be a whole number from 1 to 1000000', 1, 1_000_000).default(
    60,
  ),
  SMTP_URL: z.string().superRefine(refuseSmtpUrl).optional(),
  MAIL_FROM: z
    .string()
    .refine(
      (value) => readMailbox(value) !== null,
      'must be an address such as accounts@example.com, or a name before it: Example <accounts@example.com>',
    )
    .optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(?:(?:mailto|https):[\x21-\x7e]+)?$/, 'must be a mailto: or an https: address')
    .default(''),
  PRIVACY_URL: pageElsewhere().optional(),
  TERMS_URL: pageElsewhere().optional(),
  SUPPORT_URL: z
    .string()
    .regex(/^(?:mailto:[\x21-\x7e]+@|https:\/\/)[\x21-\x7e]+$/, 'must be a mailto: or an https: address')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a level that pino knows')
    .default('info'),
  NODE_ENV: z.string().default('development'),
  AUTH_REDIRECT_PROXY_URL: z
    .undefined('would have Auth.js send people to another redirect URI than AUTH_URL says. Take it out')
    .optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z.string().optional(),
})

/** What variables that are well-formed each say against one another. `isSet` is true also of one that is not. */
function findContradictions(value: Partial<Env>, isSet: (name: keyof Env) => boolean): EnvProblem[] {
  return [
    ...findUnchecked(value),
    ...findHalfClients(value, isSet),
    ...findStandIns(value),
    ...findGuessable(value),
    ...findUndecided(value),
    ...findHalfMail(isSet),
  ]
}

/** Mail is sent when both are set, and none when neither is. */
function findHalfMail(isSet: (name: keyof Env) => boolean): EnvProblem[] {
  const [lacking, ...others] = (['SMTP_URL', 'MAIL_FROM'] as const).filter((name) => !isSet(name))
  if (!lacking || others.length > 0) return []
  return [
    { name: lacking, problem: `is not set, but ${lacking === 'SMTP_URL' ? 'MAIL_FROM' : 'SMTP_URL'} is` },
  ]
}

function findUnchecked({ NODE_ENV, NODE_TLS_REJECT_UNAUTHORIZED }: Partial<Env>): EnvProblem[] {
  if (NODE_ENV !== 'production' || NODE_TLS_REJECT_UNAUTHORIZED !== '0') return []
  return [
    {
      name: 'NODE_TLS_REJECT_UNAUTHORIZED',
      problem:
        'is 0: then anybody on the way may answer as the provider or the database. Take it out; NODE_EXTRA_CA_CERTS names an authority of your own',
    },
  ]
}

/** A provider is there when both of its variables are set, and there must be one. */
function findHalfClients(
  { ALLOWED_HOSTED_DOMAINS = [] }: Partial<Env>,
  isSet: (name: keyof Env) => boolean,
): EnvProblem[] {
  const halves = providerIds.flatMap((id) => {
    const { idName, secretName } = clientVariables(id)
    if (isSet(idName) === isSet(secretName)) return []
    const [name, other] = isSet(idName) ? [secretName, idName] : [idName, secretName]
    return [{ name, problem: `is not set, but ${other} is` }]
  })
  const set = providerIds.filter((id) => Object.values(clientVariables(id)).some(isSet))
  if (set.length === 0)
    return [
      { name: 'AUTH_GOOGLE_ID', problem: 'is not set, and no other provider is: nobody could sign in' },
      { name: 'AUTH_GOOGLE_SECRET', problem: 'is not set' },
    ]
  const others = set.filter((id) => id !== 'google').map((id) => providerNames[id])
  if (ALLOWED_HOSTED_DOMAINS.length === 0 || others.length === 0) return halves
  const problem = `is about Google's organisations, and ${others.join(' and ')} would let everybody in. Take out one or the other`
  return [...halves, { name: 'ALLOWED_HOSTED_DOMAINS', problem }]
}

/** Whether other people's browsers are to come here. */
function isPublic({ NODE_ENV, AUTH_URL }: Partial<Env>): boolean {
  return NODE_ENV === 'production' && AUTH_URL !== undefined && !isLoopback(new URL(AUTH_URL).hostname)
}

/** What signs and derives everything else may be short of nothing but on a developer's machine. */
function findGuessable(value: Partial<Env>): EnvProblem[] {
  const { AUTH_SECRET: secret } = value
  if (!isPublic(value) || secret === undefined || new Set(secret).size >= FEWEST_CHARACTERS) return []
  return [{ name: 'AUTH_SECRET', problem: 'is a few characters again and again' }]
}

/** Without a word about it, what goes to the database and comes from it can be read and changed on the way. */
function findUndecided(value: Partial<Env>): EnvProblem[] {
  const { DATABASE_URL: name } = value
  if (!isPublic(value) || name === undefined || saysWhetherEncrypted(name, isLoopback)) return []
  const problem =
    'does not say whether the connection is encrypted. Add ?sslmode=verify-full; or ?sslmode=disable, where nobody else is on the way to the database'
  return [{ name: 'DATABASE_URL', problem }]
}

/** In production, nobody stands in for a provider by mistake. Whether it is that, AUTH_URL says. */
function findStandIns(value: Partial<Env>): EnvProblem[] {
  if (value.ALLOW_CUSTOM_ISSUER === '1' || !isPublic(value)) return []
  const { AUTH_GOOGLE_ISSUER: issuer = GOOGLE_ISSUER, GOOGLE_API_URL: api = GOOGLE_API } = value
  const standIns = {
    AUTH_GOOGLE_ISSUER: issuer !== GOOGLE_ISSUER && 'Google',
    GOOGLE_RISC_URL: value.GOOGLE_RISC_URL !== undefined && value.GOOGLE_RISC_URL !== RISC_URL && 'Google',
    // Access tokens are sent there. Private networks have other names of Google's (private.googleapis.com).
    GOOGLE_API_URL: !/^https:\/\/[\w-]+\.googleapis\.com(?:\/|$)/.test(api) && 'Google',
    FACEBOOK_URL: value.FACEBOOK_URL && 'Facebook',
    X_URL: value.X_URL && 'X',
  }
  return Object.entries(standIns).flatMap(([name, provider]) =>
    provider ? [{ name, problem: `is not ${provider}. Set ALLOW_CUSTOM_ISSUER=1 if that is meant` }] : [],
  )
}

/**
 * An environment that may hold anything. An empty variable counts as not set, but for one that would let everybody in:
 * there it is a template that was not filled in.
 */
export type Source = Record<string, string | undefined>

export type Env = Readonly<z.output<typeof variables>>

/** One variable that is missing or wrong. Never carries the value: it may be a secret. */
export type EnvProblem = { name: string; problem: string }

/** Names every variable that is missing or wrong. */
export class EnvError extends Error {
  override name = 'EnvError'
  readonly problems: EnvProblem[]
  constructor(problems: EnvProblem[]) {
    super(problems.map(({ name, problem }) => `${name} ${problem}`).join('; '))
    this.problems = problems
  }
}

/** Reads the settings that `.env.example` explains, or throws an `EnvError`. */
export function parseEnv(source: Source): Env {
  const { problems } = inspectEnv(source)
  if (problems.length > 0) throw new EnvError(problems)
  return parseVariables(variables, source)
}

/** The same for any variables that go by the same rules. */
export function parseVariables<Schema extends z.ZodType>(schema: Schema, source: Source): z.output<Schema> {
  const result = schema.safeParse(dropEmpty(source))
  if (result.success) return result.data
  throw new EnvError(listProblems(result.error))
}

/** What is wrong with an environment, by these variables. */
export function findProblems(schema: z.ZodType, source: Source): EnvProblem[] {
  const result = schema.safeParse(dropEmpty(source))
  return result.success ? [] : listProblems(result.error)
}

/** For an environment that may have faults: what is right of it, and all that is wrong, each variable once. */
export function inspectEnv(source: Source): { values: Partial<Env>; problems: EnvProblem[] } {
  const malformed = findProblems(variables, source)
  const isMalformed = (name: string) => malformed.some((problem) => problem.name === name)
  const given = omit(dropEmpty(source), new Set(malformed.map(({ name }) => name)))
  const wellFormed = omit(variables.partial().parse(given), new Set(malformed.map(({ name }) => name)))
  const isSet = (name: keyof Env) => wellFormed[name] !== undefined || isMalformed(name)
  const contradictions = findContradictions(wellFormed, isSet).filter(({ name }) => !isMalformed(name))
  const values = omit(wellFormed, new Set(contradictions.map(({ name }) => name)))
  return { values, problems: [...malformed, ...contradictions] }
}

/** The values that must never be seen anywhere outside of this process, those that are set. */
export function secretsOf({ DATABASE_URL = '', SMTP_URL = '', ...settings }: Partial<Env>): string[] {
  const { AUTH_SECRET, TOKEN_ENCRYPTION_KEYS = [] } = settings
  const clients = providerIds.map((id) => settings[clientVariables(id).secretName])
  const keys = TOKEN_ENCRYPTION_KEYS.map(({ bytes }) => Buffer.from(bytes).toString('base64url'))
  return [
    AUTH_SECRET,
    ...clients,
    ...passwordsOf(DATABASE_URL),
    ...passwordsOf(SMTP_URL),
    ...keys,
    ...privateKeysOf(settings.GOOGLE_SERVICE_ACCOUNT),
  ].filter((secret): secret is string => Boolean(secret))
}

/** The variables of a client, by Auth.js's rule. A provider without them in this schema does not compile. */
export function clientVariables(id: ProviderId) {
  const name = id.toUpperCase() as Uppercase<ProviderId>
  return { idName: `AUTH_${name}_ID`, secretName: `AUTH_${name}_SECRET` } as const
}

function listProblems(error: z.ZodError): EnvProblem[] {
  const problems = new Map(error.issues.map(({ path, message }) => [String(path[0]), message]))
  return [...problems].map(([name, problem]) => ({ name, problem }))
}

function dropEmpty(source: Source): Source {
  return Object.fromEntries(
    Object.entries(source).filter(([name, value]) => value !== '' || name === 'ALLOWED_HOSTED_DOMAINS'),
  )
}

function omit<T extends object>(from: T, names: ReadonlySet<string>): Partial<T> {
  const entries = Object.entries(from).filter(([name]) => !names.has(name))
  return Object.fromEntries(entries) as Partial<T>
}

/** An id or a secret that a provider's console gave. */
function clientSetting() {
  return required().refine((value) => value !== EXAMPLE_CLIENT && value !== EXAMPLE_SECRET, STILL_EXAMPLE)
}

function toDomains(value: string): string[] {
  return toList(value.toLowerCase())
}

function toList(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}

function refuseServiceAccount(value: string, context: z.core.$RefinementCtx): void {
  const message = findServiceAccountProblem(value)
  if (message !== null) context.addIssue({ code: 'custom', message })
}

function refuseSmtpUrl(value: string, context: z.core.$RefinementCtx): void {
  const message = findSmtpUrlProblem(value, isLoopback)
  if (message !== null) context.addIssue({ code: 'custom', message })
}

function toKeyRing(value: string, context: z.core.$RefinementCtx): KeyRing {
  try {
    return parseKeyRing(value)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is wrong' })
    return z.NEVER
  }
}

function isPublicOrigin(value: string): boolean {
  return isServiceAddress(value) && new URL(value).pathname === '/'
}

function isServiceAddress(value: string): boolean {
  const url = URL.parse(value)
  if (!url || url.search || url.hash || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
