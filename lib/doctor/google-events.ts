import 'server-only'
import { z } from 'zod'
import { type Check, failure, ok, warning } from '#lib/doctor/check'
import { lookAtKeys, NETWORK, outcomeOf } from '#lib/doctor/provider'
import { readRow, type SetUp } from '#lib/doctor/set-up'
import { EVENTS_PATH, findMissingEvents } from '#lib/google/event-stream'

const REGISTER = 'Run "npm run risc -- register", and then "npm run risc -- verify".'

/** A question about security events, which nobody asks who has not set them up. */
function eventCheck(check: Pick<Check<SetUp>, 'id' | 'title' | 'examine'>): Check<SetUp> {
  return {
    ...check,
    group: 'Google',
    applies: ({ isSetUp, values }) => isSetUp('google') && values.GOOGLE_SERVICE_ACCOUNT !== undefined,
  }
}

/** In the order in which they are read. */
export const googleEventChecks: Check<SetUp>[] = [
  eventCheck({
    id: 'google-event-keys',
    title: 'Keys of security events',
    async examine({ google }) {
      const configuration = await outcomeOf(google.tryEvents())
      if ('error' in configuration) return failure(configuration.error, NETWORK)
      return lookAtKeys(configuration.value.jwks_uri)
    },
  }),
  eventCheck({
    id: 'google-service-account',
    title: 'Service account',
    async examine({ google }) {
      const account = await outcomeOf(google.tryServiceAccount())
      if ('error' in account)
        return failure(
          account.error,
          'Give GOOGLE_SERVICE_ACCOUNT the JSON of its key, or the path of that file.',
        )
      return ok(account.value.client_email)
    },
  }),
  eventCheck({
    id: 'google-event-stream',
    title: 'Stream of security events',
    async examine({ google, setting }) {
      const answer = await outcomeOf(google.tryStream())
      if ('error' in answer)
        return failure(
          answer.error,
          `Enable the RISC API in the project of the client, and give the service account the role “RISC Configuration Admin”. ${NETWORK}`,
        )
      const stream = answer.value
      if (!stream) return warning('none is registered', REGISTER)
      const expected = setting('AUTH_URL') + EVENTS_PATH
      if (stream.url !== expected)
        return warning(`goes to ${stream.url ?? 'nowhere'}, not to ${expected}`, REGISTER)
      if (stream.status !== 'enabled') return warning(`is ${stream.status}`, 'Run "npm run risc -- enable".')
      const missing = findMissingEvents(stream)
      if (missing.length > 0) return warning(`does not send ${missing.join(', ')}`, REGISTER)
      return ok(`enabled, to ${expected}`)
    },
  }),
  eventCheck({
    id: 'google-last-event',
    title: 'Last security event',
    async examine({ tables }) {
      const { last } = await readRow(
        await tables(),
        z.object({ last: z.date().nullable() }),
        `SELECT max(received_at) AS last FROM security_events WHERE provider = 'google'`,
      )
      if (last) return ok(`came on ${last.toISOString().slice(0, 10)}`)
      return warning('none has come in the last sixty days', 'Run "npm run risc -- verify".')
    },
  }),
]
