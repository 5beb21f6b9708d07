/** What is said of each failure (lib/failures), by its code: `{provider}` is the name of the provider that it happened at. A text by the id of a provider is said after the message where it happened there. */
export const failures = {
  cancelled: {
    title: 'You cancelled signing in',
    message: 'Nothing was shared with us and nothing was changed. You can try again whenever you like.',
  },
  cancelled_or_closed: {
    title: 'You cancelled at {provider}, or may not come in yet',
    message:
      'If you did not cancel: {provider} lets only those in who work on this site, until the people who run it have opened it to everybody. Nothing was shared with us and nothing was changed. Try again, or ask them.',
  },
  consent_incomplete: {
    title: '{provider} did not share your email address',
    message:
      'We need it to know your account. Start again, and leave everything ticked that signing in needs.',
  },
  attempt_expired: {
    title: 'This sign-in has expired',
    message: 'It took longer than ten minutes. Nothing was changed, so start a new one.',
    twitter: 'If X showed an error page, the people who run this site have to correct its settings.',
  },
  attempt_used: {
    title: 'This sign-in was opened twice',
    message:
      'Each attempt works once. If another tab shows your account you are signed in already; otherwise start a new one.',
  },
  other_browser: {
    title: 'This sign-in was started in another browser',
    message: 'It can only be finished where it began. Go on there, or start again here.',
  },
  cookies_blocked: {
    title: 'Your browser did not send our cookie',
    message:
      'Signing in needs one cookie of this site. Allow cookies for it, or leave the private window, then start again.',
  },
  invalid_callback: {
    title: 'This sign-in link is not complete',
    message: 'The address that brought you back from {provider} was cut or changed. Start again from here.',
  },
  too_many_attempts: {
    title: 'Too many attempts in a short time',
    message:
      'To keep others from guessing, we slow down sign-ins from one place. Wait a minute, then try again.',
  },
  in_app_browser: {
    title: 'Open this page in a browser',
    message:
      'You are inside another app, and signing in with {provider} needs a browser. Use the menu of that app to open this page in your browser, or copy the address.',
  },
  perhaps_in_app: {
    title: 'Is this page inside another app?',
    message:
      'If so, you cannot sign in with {provider} here: use the menu of that app to open this page in your browser, or copy the address. If you opened it from your home screen or in a browser, go on.',
  },
  signed_out: { title: 'Sign in to continue', message: 'This page is only for people who are signed in.' },
  session_ended: {
    title: 'You were signed out of this browser',
    message:
      'You were signed out from another device. If that was not you, sign in and look at your activity.',
  },
  session_disconnected: {
    title: 'You were signed out of this browser',
    message:
      'What it was signed in with was disconnected from your account here. If that was not you, sign in another way and look at your activity.',
  },
  session_removed: {
    title: 'You were signed out of this browser',
    message:
      'You removed this site in the settings of the account that you were signed in with. Nothing that you have here was deleted: sign in to go on, with that account or another way.',
  },
  session_revoked: {
    title: 'You were signed out of this browser',
    message:
      'The account that you were signed in with was signed out everywhere. That happens when its password was changed, or when this site was removed in its settings. Nothing that you have here was deleted: sign in to go on.',
  },
  session_locked: {
    title: 'You were signed out of this browser',
    message:
      'Your account was locked for some time, which ends every session. It is open again, and nothing was lost: sign in to go on.',
  },
  session_idle: {
    title: 'You were signed out',
    message: 'You have not been here for a while, so we signed you out to keep your account safe.',
  },
  session_expired: {
    title: 'It is time to sign in again',
    message: 'A session has a longest time, however often it is used, and yours has reached it.',
  },
  confirm_first: {
    title: 'Confirm that it is you',
    message:
      'This needs a sign-in of the last ten minutes. Confirm that it is you, then go on where you were.',
  },
  invalid_input: {
    title: 'That did not look right',
    message: 'Something in the form was missing or out of range. Go back, check it and try again.',
  },
  too_many_exports: {
    title: 'Too many downloads in the last hour',
    message: 'It can be downloaded ten times an hour. Nothing was lost: try again later.',
  },
  unreadable_form: {
    title: 'That could not be read',
    message: 'It was not sent as a form of this site sends it. Nothing was changed. Go back and try again.',
  },
  too_large: {
    title: 'That was too large',
    message: 'More was sent than any form of this site holds. Nothing was changed. Go back and try again.',
  },
  cross_site: {
    title: 'This request came from another site',
    message: 'For your safety we only accept forms that were sent from our own pages. Nothing was changed.',
  },
  other_address: {
    title: 'This site has another address',
    message:
      'You opened it under a name where nobody can sign in. Go on at its own address; nothing was lost.',
  },
  outdated_page: {
    title: 'This page is from before an update',
    message:
      'We have updated the site since you opened the page, so what you pressed was not done. Load the page again, then try once more.',
  },
  not_found: {
    title: 'We could not find that',
    message: 'It is not there, or no longer there. Nothing was changed.',
  },
  token_unreadable: {
    title: 'We cannot read what we keep for your {provider} account',
    message:
      'The people who run this site need to correct its encryption keys. Nothing was lost: it works again after that.',
  },
  unavailable: {
    title: 'We cannot reach our database',
    message: 'Nothing was lost, and nobody was signed out. Try again in a moment.',
  },
  not_ready: {
    title: 'This server is not ready',
    message: 'It is starting, being brought up to date, or about to stop. Try again in a moment.',
  },
  overloaded: {
    title: 'We are too busy just now',
    message: 'Nothing was lost, and nobody was signed out. Try again in a few seconds.',
  },
  unknown: {
    title: 'Something broke on our side',
    message: 'We have made a note of it. Try again; if it happens again, tell us the reference below.',
  },
  email_unverified: {
    title: '{provider} has not verified your email address',
    message:
      'Confirm the address at {provider} first, then sign in again. Or choose another {provider} account.',
  },
  email_taken: {
    title: 'This email address already belongs to another account here',
    message:
      'Someone signed up here with the same address through a different {provider} account. Sign in with the {provider} account that you used the first time. If the address was given to you lately, or that account is gone, ask the people who run this site to free it.',
  },
  domain_not_allowed: {
    title: 'This site is for certain organisations',
    message:
      'Your {provider} account does not belong to one of them. Sign in with your account at work or school.',
  },
  account_disabled: {
    title: 'This account is locked',
    message:
      'The people who run this site have locked it. Nothing was deleted. Ask them if you want to know why, or if you think that it is a mistake.',
  },
  account_endangered: {
    title: 'This account is locked for its safety',
    message:
      '{provider} told us that somebody else may have had access to it. Secure your {provider} account first; it opens here again when {provider} says that it is safe.',
  },
  account_suspended: {
    title: 'This account is locked',
    message:
      '{provider} told us that it has disabled it. Nothing was deleted, and it opens here again when {provider} says that it is in use. What else you have connected here still opens your account.',
  },
  account_gone: {
    title: 'This account is not there any more',
    message:
      '{provider} told us that it does not exist there any more, so nobody can sign in with it. Nothing was deleted here. What else you have connected here still opens your account.',
  },
  account_taken: {
    title: 'This {provider} account opens another account here',
    message:
      'Somebody, perhaps you, already signs in here with it, so it cannot be connected to this account too. Sign in with it to use that account; or delete that account first, and then connect it here.',
  },
  last_account: {
    title: 'This is your only way to sign in',
    message:
      'Without it nobody could open your account any more, so nothing was changed. Connect another one first; or delete your account in the settings.',
  },
  other_account: {
    title: 'That was another {provider} account',
    message: 'Nothing was changed. Try again with the account that this is about.',
    facebook: 'Facebook takes the one that is signed in there: change it on facebook.com first.',
    twitter: 'X takes the one that is signed in there: change it on x.com first.',
  },
  not_recent: {
    title: '{provider} did not ask who you are',
    message: 'Sign out of {provider} in this browser, then try again, so that {provider} asks who you are.',
  },
  session_changed: {
    title: 'You signed out or switched accounts meanwhile',
    message:
      'What you started belongs to a session that is over. Nothing was changed; start again from here.',
  },
  provider_unavailable: {
    title: '{provider} is not answering',
    message: 'This is not your fault and nothing was changed. Wait a minute, then try again.',
  },
  provider_refused: {
    title: '{provider} did not accept this application',
    message:
      'The people who run this site need to correct its {provider} settings. Trying again will not help until then.',
  },
  provider_misunderstood: {
    title: 'We and {provider} did not understand each other',
    message:
      'The fault is ours or that of {provider}, not yours, and nothing was changed. We have made a note of it. If it goes on, tell us the reference below.',
  },
  redirect_mismatch: {
    title: '{provider} does not know the address of this site',
    message:
      'The people who run this site need to register its exact address at {provider}. Trying again will not help until then.',
  },
  provider_invalid: {
    title: 'We could not trust the answer from {provider}',
    message: 'A security check on the answer failed, so nothing was changed. Try again.',
  },
  provider_asks: {
    title: '{provider} has to ask you something first',
    message:
      'It did not get the answer that it needs, so nothing was changed. Try again, and answer what it asks.',
  },
  provider_policy: {
    title: 'Your {provider} account may not be used here',
    message:
      'The rules of your organisation, or a protection of your account, do not allow it. Ask your administrator, or choose another {provider} account.',
  },
  provider_limit: {
    title: '{provider} lets nobody else in here for now',
    message:
      'Too many people have signed in to this site of late. This is not your fault and nothing was changed. Wait a while, then try again.',
  },
  provider_denied: {
    title: '{provider} did not let you in',
    message:
      'It gave a reason that we do not know, and nothing was changed. Try again; if it happens again, ask your administrator, or tell us the reference below.',
  },
  not_from_provider: {
    title: 'This is not from {provider}',
    message: 'What {provider} sends to this address is signed, and this is not. Nothing was changed.',
  },
  provider_off: {
    title: 'Signing in with {provider} is not offered here',
    message:
      'This site does not work with {provider} at the moment. Nothing was changed: sign in another way, or ask the people who run this site.',
  },
  provider_unpaid: {
    title: '{provider} does not answer this site for now',
    message:
      'What the people who run this site pay {provider} for is used up. This is not your fault and nothing was changed. Come back later, or sign in another way if you have one.',
  },
} as const
