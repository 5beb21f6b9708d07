/**
 * The one reader of `DATABASE_URL`. pg reads it by rules of its own, guesses where something is not percent-encoded, and
 * passes over parameters that it does not know: what it would not take as it is written is a problem here, by name.
 */

const NOT_ENCODED =
  'has characters that must be percent-encoded in its user or password: whatever is no letter or digit, such as %25 for %, %23 for #, %2F for / and %3F for ?'

const OURS = 'is set by the application itself: take it out'
const UNREAD = 'is not read by anything here: take it out'
const ELSEWHERE = 'belongs before the host, as in postgresql://USER:PASSWORD@HOST:5432/NAME'
const BY_TABLES = 'is not supported: the tables are in the schema public. Take it out'

const TLS_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/** The parameters that pg heeds, and that change nothing which the application counts on; with the values that it knows. */
const HEEDED: Record<string, RegExp> = {
  application_name: /./,
  host: /./,
  options: /^(?!.*search_path)/i,
  port: /^\d{1,5}$/,
  schema: /^public$/,
  ssl: /^(true|1|0|no-verify)$/,
  sslcert: /./,
  sslkey: /./,
  sslmode: new RegExp(`^(${TLS_MODES.join('|')})$`),
  sslnegotiation: /^(postgres|direct)$/,
  sslrootcert: /./,
  target_session_attrs: /^read-write$/,
  uselibpqcompat: /^true$/,
}

const UNKNOWN_VALUE = 'has a value which is not known'

/** What else is said of such a value. */
const WRONG_VALUES: Record<string, string> = {
  options: BY_TABLES,
  schema: BY_TABLES,
  sslmode: `must be one of ${TLS_MODES.join(', ')}`,
  target_session_attrs: 'can only be read-write, which is what the application needs',
}

/**
 * What people bring from libpq, Prisma and other drivers. Only these are named: any other may be a piece of a password
 * with a question mark in it.
 */
const REFUSED: Record<string, string> = {
  dbname: ELSEWHERE,
  database: ELSEWHERE,
  user: ELSEWHERE,
  username: ELSEWHERE,
  password: ELSEWHERE,
  connect_timeout: OURS,
  connectionTimeoutMillis: OURS,
  idle_in_transaction_session_timeout: OURS,
  keepalives: OURS,
  keepalives_idle: OURS,
  lock_timeout: OURS,
  max: OURS,
  query_timeout: OURS,
  statement_timeout: OURS,
  channel_binding: UNREAD,
  client_encoding: UNREAD,
  connection_limit: UNREAD,
  currentSchema: BY_TABLES,
  fallback_application_name: UNREAD,
  gssencmode: UNREAD,
  hostaddr: UNREAD,
  keepalives_count: UNREAD,
  keepalives_interval: UNREAD,
  krbsrvname: UNREAD,
  load_balance_hosts: UNREAD,
  max_idle_connection_lifetime: UNREAD,
  passfile: UNREAD,
  pgbouncer: UNREAD,
  pool_timeout: UNREAD,
  replication: UNREAD,
  require_auth: UNREAD,
  search_path: BY_TABLES,
  service: UNREAD,
  single_use_connections: UNREAD,
  socket_timeout: UNREAD,
  ssl_min_protocol_version: UNREAD,
  sslaccept: UNREAD,
  sslcrl: UNREAD,
  sslidentity: UNREAD,
  sslpassword: UNREAD,
  sslsni: UNREAD,
  statement_cache_size: UNREAD,
  tcp_user_timeout: UNREAD,
}

/** As libpq has them. */
const SEVERAL_HOSTS = /[@/][^/?#@,]*,[^/?#@]*(?:[/?]|$)/

/** What is wrong with a `DATABASE_URL`, to be read after its name; null when it is right. Repeats nothing of it. */
export function findDatabaseUrlProblem(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text)) return 'must start with postgresql://'
  if (SEVERAL_HOSTS.test(text)) return 'names several hosts: name one, or a proxy that knows them'
  const url = parse(text)
  // A raw # or / or ? ends the part with the password, and the rest of it becomes a path, a query or a fragment.
  if (!url || url.hash || /[@/]/.test(url.pathname.slice(1)) || url.search.includes('@')) return NOT_ENCODED
  if (!isEncoded(text, url)) return NOT_ENCODED
  return findParameterProblem(url.searchParams)
}

function findParameterProblem(parameters: URLSearchParams): string | null {
  for (const [name, value] of parameters) {
    if (Object.hasOwn(HEEDED, name)) {
      if (!HEEDED[name]?.test(value))
        return `has a parameter ${name} that ${WRONG_VALUES[name] ?? UNKNOWN_VALUE}`
    } else if (Object.hasOwn(REFUSED, name)) return `has a parameter ${name} that ${REFUSED[name]}`
    else return `has a parameter that nobody knows. Or it ${NOT_ENCODED}`
  }
  return null
}

/** The password as it is written and as it is, which must not be seen anywhere. Never throws. */
export function passwordsOf(text: string): string[] {
  const written = parse(text)?.password ?? ''
  return [...new Set([written, decode(written)])].filter(Boolean)
}

/**
 * Whether an address says if what goes over the network is encrypted, or nothing goes over one.
 *
 * @param isLocal whether a host is this machine
 */
export function saysWhetherEncrypted(text: string, isLocal: (hostname: string) => boolean): boolean {
  const url = parse(text)
  if (!url) return false
  const { hostname, searchParams } = url
  const host = searchParams.get('host') ?? hostname
  return host.startsWith('/') || isLocal(host) || searchParams.has('sslmode') || searchParams.has('ssl')
}

/** Host, port and name, but never the password. */
export function describeDatabase(text: string): string {
  const url = parse(text)
  if (!url) return 'an address that is not a URL'
  return `${url.searchParams.get('host') ?? url.host}${url.pathname}`
}

/** `user:password@/name?host=/folder` is how a socket is written: a host that is none makes a URL of it, as pg does. */
function parse(text: string): URL | null {
  return URL.parse(text) ?? URL.parse(text.replace('@/', '@localhost/'))
}

/** A URL reader drops line breaks and tabs in silence, and leaves a % that stands for nothing. */
function isEncoded(text: string, { username, password, hostname, pathname }: URL): boolean {
  if (/[\s\p{Cc}]|%(?![\da-f]{2})/iu.test(text)) return false
  try {
    for (const part of [username, password, hostname, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** What is escaped in an address, as it was; what cannot be, as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
