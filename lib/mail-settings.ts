/** A mail server, as SMTP_URL names it. */
export type MailServer = {
  host: string
  port: number
  /** `implicit` from the first byte (RFC 8314, section 3.3), `starttls` or not at all (RFC 3207), or `none`. */
  tls: 'implicit' | 'starttls' | 'none'
  auth: { user: string; pass: string } | null
}

const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const

/** The only parameter: `starttls=off`, for a relay of one's own on a network of one's own. */
const STARTTLS = 'starttls'

/**
 * Reads an SMTP_URL in which `findSmtpUrlProblem` finds none. What is sent to this very machine needs no TLS; anything else is
 * sent by TLS or not at all, unless the address says otherwise.
 */
export function readMailServer(value: string, isLoopback: (host: string) => boolean): MailServer {
  const url = new URL(value)
  const secure = url.protocol === 'smtps:'
  const plain = isLoopback(url.hostname) || url.searchParams.get(STARTTLS) === 'off'
  const { username, password } = url
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : PORTS[secure ? 'smtps:' : 'smtp:'],
    tls: secure ? 'implicit' : plain ? 'none' : 'starttls',
    auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null,
  }
}

/** What is wrong with an SMTP_URL, without saying what is in it; null when nothing is. */
export function findSmtpUrlProblem(value: string, isLoopback: (host: string) => boolean): string | null {
  const url = URL.parse(value)
  if (!url || !(url.protocol in PORTS) || !url.hostname)
    return 'must be smtp://USER:PASSWORD@HOST:587, or smtps://… for port 465; percent-encode what is no letter or digit'
  if (url.pathname.length > 1 || url.hash) return 'has something behind the host, which nothing heeds'
  const others = [...url.searchParams].filter(([name, text]) => name !== STARTTLS || text !== 'off')
  if (others.length > 0) return 'has a parameter that nothing heeds: there is only starttls=off'
  if (Boolean(url.username) !== Boolean(url.password)) return 'has a user without a password, or the reverse'
  if (![url.username, url.password].every(isDecodable)) return 'has a % that is not followed by two digits'
  if (url.password && url.searchParams.has(STARTTLS) && !isLoopback(url.hostname))
    return 'would send the password in the clear: take out starttls=off, or the password'
  return null
}

function isDecodable(text: string): boolean {
  try {
    return Boolean(decodeURIComponent(text)) || text === ''
  } catch {
    return false
  }
}

/** Somebody as a mail names them. */
export type Mailbox = { name: string; address: string }

/** A local part of atoms (RFC 5321, section 4.1.2; RFC 6531 for other letters) and a domain of two labels or more, or `localhost`. */
const ADDRESS =
  /^[\p{L}\p{N}\p{M}_.!#$%&'*+/=?^`{|}~-]{1,64}@(?:localhost|(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?)$/u

/** Whether a text is one address that a mail can go to: nothing in it can be a header, a list, or a group. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && text.length <= 254 && !/^\.|\.\.|\.@/.test(text)
}

/** `address`, or `Name <address>`; null for any other text. */
export function readMailbox(value: string): Mailbox | null {
  const [, name = '', bracketed] = /^([^<>\p{C}]*)<([^<>]+)>$/u.exec(value.trim()) ?? []
  const address = bracketed ?? value.trim()
  return isAddress(address) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : null
}
