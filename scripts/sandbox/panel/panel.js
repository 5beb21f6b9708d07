// Keeps what changes by itself up to date. Without it, a page shows what was true when it was opened.
const SECONDS = 2

async function refresh() {
  if (document.hidden) return
  const answer = await fetch(location.pathname)
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id)
    // Not under somebody's hands.
    if (!next || next.innerHTML === part.innerHTML || part.contains(document.activeElement)) continue
    part.replaceChildren(...next.childNodes)
  }
}

setInterval(() => refresh().catch(() => {}), SECONDS * 1000)
