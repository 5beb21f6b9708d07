import { z } from 'zod'

const GOOGLE = 'https://accounts.google.com'
const ANSWER_LIMIT_MS = 5_000
const RETRY_AFTER_MS = 10_000

const discovery = z.object({ authorization_endpoint: z.url() })

/**
 * The origins that the sign-in form may lead to. An issuer may have its authorization endpoint on another
 * origin than its own, so any but Google is asked at once; until it answers, and while it does not, only its own
 * origin counts.
 */
export function watchFormTargets(issuer: string): () => string[] {
  const own = new URL(issuer).origin
  let targets = [own]
  let askAgainAt = issuer === GOOGLE ? Number.POSITIVE_INFINITY : 0

  const refresh = async () => {
    if (Date.now() < askAgainAt) return
    askAgainAt = Date.now() + RETRY_AFTER_MS
    const target = await askIssuer(issuer)
    if (!target) return
    targets = [...new Set([own, target])]
    askAgainAt = Number.POSITIVE_INFINITY
  }
  void refresh()
  return () => {
    void refresh()
    return targets
  }
}

/** Null when it does not answer: signing in will say so, where a person and the log can see it. */
async function askIssuer(issuer: string): Promise<string | null> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS), redirect: 'error' })
    const { authorization_endpoint } = discovery.parse(await response.json())
    return new URL(authorization_endpoint).origin
  } catch {
    return null
  }
}
