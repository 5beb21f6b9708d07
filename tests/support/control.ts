/** Sends commands to the sandbox at `issuer`: scripts/sandbox/control.ts lists them, here without `/control/`. */
export function commandsTo(issuer: string) {
  return async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${issuer}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    if (!response.ok) throw new Error(`${method} /control/${path}: ${await response.text()}`)
    return response.json() as Promise<T>
  }
}
