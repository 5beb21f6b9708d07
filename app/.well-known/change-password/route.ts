import { seeOther } from '#lib/web/form-route'

/**
 * Where password managers send people to change a password (w3.org/TR/change-password-url). There is none here, so they
 * come to where they end sessions that are not theirs.
 */
export function GET(): Response {
  return seeOther('/sessions')
}
