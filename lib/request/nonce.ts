const NONCE = /'nonce-([\w-]+)'/

/**
 * The nonce by which a page may name scripts and styles of its own.
 *
 * @param policy the `content-security-policy` that our HTTP server has written into the request for the page; without it, as
 *   under a bare `next start`, there is none
 */
export function readNonce(policy: string | null | undefined): string | undefined {
  return NONCE.exec(policy ?? '')?.[1]
}
