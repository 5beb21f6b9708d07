/** Where Google sends people back to: to the letter what its console must know for this client. */
export function redirectUri(origin: string): string {
  return `${origin}/api/auth/callback/google`
}
