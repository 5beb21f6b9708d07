/** The page that leads on to a provider: what happens there. */
export const leaving = {
  title: 'On to {provider}',
  'sign-in': '{provider} asks who you are, and brings you back signed in.',
  link: '{provider} asks about the account that you want to connect, and brings you back.',
  grant: '{provider} asks what you want to allow, and brings you back.',
  reconnect: '{provider} asks whether you still agree, and brings you back.',
  confirm: '{provider} asks whether it is you, and brings you back.',
  sendsBack: '{provider} brings you back, and that is enough.',
  stuck: 'If nothing happens: <link>go on to {provider}</link>',
} as const
