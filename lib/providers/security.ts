import 'server-only'
import type { ProviderId } from '#lib/provider-ids'

/** Its check, its password, and the devices that it knows. */
type SecurityAddresses = { check: string; password: string; devices: string }

/** Where somebody makes their account at a provider safe again. */
export const securityAddresses: Record<ProviderId, SecurityAddresses> = {
  // support.google.com/accounts/answer/6294825, "Secure a hacked or compromised Google Account"
  google: {
    check: 'https://myaccount.google.com/security-checkup',
    password: 'https://myaccount.google.com/signinoptions/password',
    devices: 'https://myaccount.google.com/device-activity',
  },
  // facebook.com/help/203305893040179, "I think my account was hacked"
  facebook: {
    check: 'https://www.facebook.com/hacked',
    password: 'https://accountscenter.facebook.com/password_and_security/password/change',
    devices: 'https://accountscenter.facebook.com/password_and_security/login_activity',
  },
  // help.x.com/en/safety-and-security/x-account-compromised, "Help with my compromised account"
  twitter: {
    check: 'https://x.com/settings/security',
    password: 'https://x.com/settings/password',
    devices: 'https://x.com/settings/sessions',
  },
}
