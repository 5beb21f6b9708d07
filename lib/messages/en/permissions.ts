/** What each permission lets us do. `shared` is what signing in has shared. */
export const permissions = {
  recognise: 'Recognise you when you come back',
  email: 'See your e-mail address',
  emailIfShared: 'See your e-mail address, if you share it',
  profile: 'See your name and picture',
  handle: 'See your name, your handle and your picture',
  posts: 'See posts that you can see: X knows no smaller permission',
  unused: '{provider} lists this permission. We do not use it.',
  sharedProfile: 'Name and picture',
  sharedHandle: 'Name, handle and picture',
  sharedEmail: 'E-mail address',
  seen: 'What we will see',
  never: 'What we will never do',
} as const
