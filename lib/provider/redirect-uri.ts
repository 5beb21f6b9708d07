/** The one route of Auth.js that the outside needs: where Google sends people back to. */
export const CALLBACK_PATH = '/api/auth/callback/google'

/** Where Google sends people back to: to the letter what its console must know for this client. */
export function redirectUri(origin: string): string {
  return origin + CALLBACK_PATH
}
