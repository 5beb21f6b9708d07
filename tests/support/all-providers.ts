import type { Site } from './stack.ts'

type Environment = Record<string, string>

/** What the application needs to offer Facebook and X beside Google. */
export function otherProviders({ facebook, twitter }: Site): Environment {
  return {
    AUTH_FACEBOOK_ID: facebook.id,
    AUTH_FACEBOOK_SECRET: facebook.secret,
    AUTH_TWITTER_ID: twitter.id,
    AUTH_TWITTER_SECRET: twitter.secret,
  }
}

/** Takes Google away. */
export const NO_GOOGLE: Environment = { AUTH_GOOGLE_ID: '', AUTH_GOOGLE_SECRET: '' }
