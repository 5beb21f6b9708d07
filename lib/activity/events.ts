import 'server-only'
import { z } from 'zod'

const account = z.string()

/** Everything that a security history can hold, and what each line needs to be told. `account` is an address. */
export const eventShapes = {
  signed_in: z.object({ account }),
  signed_in_new_browser: z.object({ account }),
  signed_out: z.object({}),
  session_ended: z.object({ browser: z.string().nullable() }),
  other_sessions_ended: z.object({ count: z.number() }),
  browser_changed: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  confirmed: z.object({ account }),
  account_linked: z.object({ account }),
  account_unlinked: z.object({ account }),
  permission_given: z.object({ account, scopes: z.array(z.string()) }),
  permission_turned_off: z.object({ account, scopes: z.array(z.string()) }),
  permission_turned_on: z.object({ account, scopes: z.array(z.string()) }),
  permission_removed: z.object({ account, scopes: z.array(z.string()) }),
  grant_ended: z.object({ account, cause: z.string() }),
  reconnected: z.object({ account }),
  exported: z.object({}),
} as const satisfies Record<string, z.ZodObject>

export type EventKind = keyof typeof eventShapes

/** An event and its details, by kind. */
export type NewEvent = {
  [Kind in EventKind]: { kind: Kind; details: z.output<(typeof eventShapes)[Kind]> }
}[EventKind]

/** Every kind, in the order of this list. */
export const eventKinds = Object.keys(eventShapes) as EventKind[]
