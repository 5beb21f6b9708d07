/** The page as it asks whether an account is to be disconnected, at that account. */
export function disconnectStep(accountId: string): string {
  return `/connections?${new URLSearchParams({ confirm: accountId })}#${encodeURIComponent(accountId)}`
}
