import type { FailureCopy } from './shape.ts'

/** What can go wrong between the button and the callback. */
export const authorizationFailures = {
  cancelled: {
    status: 200,
    level: 'info',
    action: 'sign-in',
    title: 'You cancelled signing in',
    message: 'Nothing was shared with us and nothing was changed. You can try again whenever you like.',
  },
  cancelled_or_closed: {
    status: 200,
    level: 'info',
    action: 'sign-in',
    title: 'You cancelled at {provider}, or may not come in yet',
    message:
      'If you did not cancel: {provider} lets only those in who work on this site, until the people who run it have opened it to everybody. Nothing was shared with us and nothing was changed. Try again, or ask them.',
  },
  consent_incomplete: {
    status: 403,
    level: 'info',
    action: 'sign-in',
    title: '{provider} did not share your e-mail address',
    message:
      'We need it to know your account. Start again, and leave everything ticked that signing in needs.',
  },
  attempt_expired: {
    status: 400,
    level: 'info',
    action: 'sign-in',
    title: 'This sign-in has expired',
    message: 'It took longer than ten minutes. Nothing was changed, so start a new one.',
    // X says on a page of its own that something is wrong, not what, and leads nobody back.
    alsoAt: {
      twitter: 'If X showed an error page, the people who run this site have to correct its settings.',
    },
  },
  attempt_used: {
    status: 400,
    level: 'info',
    action: 'sign-in',
    title: 'This sign-in was opened twice',
    message:
      'Each attempt works once. If another tab shows your account you are signed in already; otherwise start a new one.',
  },
  other_browser: {
    status: 400,
    level: 'info',
    action: 'sign-in',
    title: 'This sign-in was started in another browser',
    message: 'It can only be finished where it began. Go on there, or start again here.',
  },
  cookies_blocked: {
    status: 400,
    level: 'info',
    action: 'sign-in',
    title: 'Your browser did not send our cookie',
    message:
      'Signing in needs one cookie of this site. Allow cookies for it, or leave the private window, then start again.',
  },
  invalid_callback: {
    status: 400,
    level: 'warn',
    action: 'sign-in',
    title: 'This sign-in link is not complete',
    message: 'The address that brought you back from {provider} was cut or changed. Start again from here.',
  },
  too_many_attempts: {
    status: 429,
    level: 'warn',
    action: 'wait',
    title: 'That was often in a short time',
    message:
      'To keep others from guessing, we slow down sign-ins from one place. Wait a minute, then try again.',
  },
  in_app_browser: {
    status: 403,
    level: 'info',
    action: 'open-browser',
    title: 'Open this page in a browser',
    message:
      'You are inside another app, and signing in with {provider} needs a browser. Use the menu of that app to open this page in your browser, or copy the address.',
  },
  perhaps_in_app: {
    status: 200,
    level: 'info',
    action: 'open-browser-or-go-on',
    title: 'Is this page inside another app?',
    message:
      'If so, you cannot sign in with {provider} here: use the menu of that app to open this page in your browser, or copy the address. If you opened it from your home screen or in a browser, go on.',
  },
} as const satisfies Record<string, FailureCopy>
