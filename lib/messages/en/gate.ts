/** In place of what an API would show: what has to happen first. */
export const gate = {
  wait: '{service} asks us to wait',
  silent: '{service} is not answering',
  unpaid: '{service} does not answer this site for now',
  unpaidText:
    'What the people who run this site pay {provider} for is used up. This is not your fault, and nothing is lost: tell them, or come back later.',
  ended: 'Our access to your {provider} account has ended',
  endedText: {
    drive: 'You are still signed in here. Reconnect to see your files again: you come back to this page.',
    posts: 'You are still signed in here. Reconnect to see your posts again: you come back to this page.',
  },
  reconnect: 'Reconnect',
  moment: 'This is not your fault, and nothing is lost. Try again in a moment.',
  seconds:
    'This is not your fault, and nothing is lost. Try again in about {count, plural, one {# second} other {# seconds}}.',
  minutes:
    'This is not your fault, and nothing is lost. Try again in about {count, plural, one {# minute} other {# minutes}}.',
  hour: 'This is not your fault, and nothing is lost. Try again in about an hour.',
  from: 'It answers us again from <time></time>',
  turnedOff:
    'This is turned off here, and we do not use it. {provider} still lists the permission: turn it on, and you are back on this page.',
  organisation: 'Your organisation does not allow this',
  organisationText:
    'Those who manage this {provider} account do not let this site use {service}. Ask your administrator; trying again does not help before they allow it.',
  account: '{provider} does not let this account use {service}',
  accountHere: '{provider} does not let this account be used here',
  accountText: {
    google:
      'Something is wrong with the account itself. Look at your Google Account; if somebody manages it for you, ask your administrator.',
    facebook:
      'Something is wrong with the account itself. Open Facebook: it says what is wrong, and what to do.',
    twitter:
      'Something is wrong with the account itself. It may be locked or suspended. Open X: it says so, and what to do.',
  },
  unclear: '{provider} does not allow this, and does not say why',
  unclearText: {
    google:
      'It may be a rule of your organisation or of your network, or a fault of this site. If somebody manages this account for you, ask your administrator; if not, tell the people who run this site.',
    facebook:
      'It may be about your account there, or a fault of this site. Look at Facebook; if all is well there, tell the people who run this site.',
    twitter:
      'It may be about your account there, or a fault of this site. Look at X; if all is well there, tell the people who run this site.',
  },
  off: 'This site does not work with {provider} at the moment',
  offText:
    'This page is about {service}. Whatever you have there is untouched: ask the people who run this site.',
  none: 'None of your accounts here is with {provider}',
  noneText:
    'This page is about {service}. Connect your {provider} account, and it is one more way to sign in here.',
  connect: 'Connect your {provider} account',
  choice: '{provider} account',
  gone: 'The account that you asked for is not connected here: this is {account}',
} as const
