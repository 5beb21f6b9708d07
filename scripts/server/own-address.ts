/**
 * Tells Next where this server reaches itself. When a form was handled, it asks the server for the page to go on to;
 * by the public address, that request would go out to the proxy and hang where the network does not let it back in.
 *
 * @param host what the server listens on; undefined for every interface
 */
export function setOwnAddress(host: string | undefined, port: number): void {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${name}:${port}`
}
