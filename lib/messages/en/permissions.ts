/** What each permission lets us do, as it stands within a sentence: at the start of one its first letter becomes a capital. `shared` is what signing in has shared. */
export const permissions = {
  recognise: 'recognise you when you come back',
  email: 'see your email address',
  emailIfShared: 'see your email address, if you share it',
  profile: 'see your name and picture',
  handle: 'see your name, your handle and your picture',
  posts: 'see posts that you can see: X knows no smaller permission',
  unused: '{provider} lists this permission. We do not use it.',
  sharedProfile: 'Name and picture',
  sharedHandle: 'Name, handle and picture',
  sharedEmail: 'Email address',
  seen: 'What we will see',
  never: 'What we will never do',
} as const
