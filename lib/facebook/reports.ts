import 'server-only'
import { readSignedRequest } from '#lib/facebook/signed-request'

/** What Facebook tells us by itself: a form with one `signed_request`. */
export const facebookReports = {
  provider: 'facebook',
  field: 'signed_request',
  read: readSignedRequest,
} as const
