import 'server-only'
import type { Credentials } from '#lib/provider/provider'

type Client = { id: string; secret: string }

/** A client that authenticates in a header (RFC 6749, section 2.3.1). */
export function basicCredentials({ id, secret }: Client): Credentials {
  const pair = [id, secret].map(encodeFormValue).join(':')
  return { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, fields: {} }
}

/** One that authenticates in the form, as some providers want it. */
export function formCredentials({ id, secret }: Client): Credentials {
  return { headers: {}, fields: { client_id: id, client_secret: secret } }
}

/** RFC 6749, appendix B: credentials in a Basic header are form-encoded first. */
function encodeFormValue(value: string): string {
  return new URLSearchParams({ value }).toString().slice('value='.length)
}
