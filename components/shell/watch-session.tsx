/**
 * Tells the other tabs of this browser which session this one shows, and leaves the page once that is over: when another
 * tab shows another one, when the tab is looked at again, and when the browser brings the page back from its memory. Runs
 * in a page as it stands here, also as the text of a script: it uses nothing from outside of itself.
 *
 * @param session by its opaque id; null for nobody's
 * @returns what ends the watch
 */
export function watchSession(session: string | null): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('session')
  const listening = new AbortController()
  const { signal } = listening
  channel?.postMessage(session)

  /** Nothing is to be read from here on; the server says what there is to see instead. */
  const leave = () => {
    document.body.hidden = true
    window.location.reload()
  }
  /** Whether the page stays: also when nobody can tell, as during an outage, which signs nobody out. */
  const leaveWhenOver = async () => {
    const answer = await fetch('/api/me', { cache: 'no-store' }).catch(() => null)
    if (answer?.status !== 401) return true
    leave()
    return false
  }
  if (session !== null) {
    if (channel)
      channel.onmessage = ({ data }) => {
        if (data === null) void leaveWhenOver()
        else if (data !== session) leave()
      }
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') void leaveWhenOver()
      },
      { signal },
    )
    window.addEventListener(
      'pagehide',
      ({ persisted }) => {
        if (persisted) document.body.hidden = true
      },
      { signal },
    )
    window.addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (!persisted) return
        void leaveWhenOver().then((stays) => {
          if (stays) document.body.hidden = false
        })
      },
      { signal },
    )
  }
  return () => {
    listening.abort()
    channel?.close()
  }
}
