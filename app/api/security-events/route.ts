import { googleEvents } from '#lib/google/risc'
import { securityEventRoute } from '#lib/web/security-event-route'

/** Where Google tells us what happened to somebody's account (https://developers.google.com/identity/protocols/risc). */
export const POST = securityEventRoute(googleEvents)
