/** Where our HTTP server has written the policy of a page into the request for it. */
const NONCE = /'nonce-([\w-]+)'/

/**
 * The nonce by which a page may name scripts and styles of its own.
 *
 * @param headers of the request; without our HTTP server, as under a bare `next start`, there is no policy and no nonce
 */
export function readNonce(headers: Pick<Headers, 'get'>): string | undefined {
  return NONCE.exec(headers.get('content-security-policy') ?? '')?.[1]
}
