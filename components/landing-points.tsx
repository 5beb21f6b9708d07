const points = [
  {
    title: 'Google, verified',
    text: 'PKCE, state and nonce on every sign-in. The id_token’s signature and claims are checked before anyone is let in.',
  },
  {
    title: 'Tokens kept and fresh',
    text: 'Encrypted for their row, refreshed once however many ask, and a dead grant that says why and how to mend it.',
  },
  {
    title: 'An account page',
    text: 'Where people are signed in, what the app may do, what happened when, their data to take along, and the way out.',
  },
  {
    title: 'Google, rehearsed',
    text: 'A sandbox Google with accounts and consent screens comes along, so you build and test without a Google project.',
  },
] as const

/** What is already true of Latchkey, and how to start it. */
export function LandingPoints() {
  return (
    <section aria-labelledby="points" className="border-ink border-t-2 py-10 md:py-16">
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[18rem_1fr]">
        <div>
          <h2 id="points" className="font-bold text-title">
            The parts after the tutorial ends
          </h2>
          <p className="mt-3 text-muted text-small">One command starts it all: app, database and sandbox.</p>
          <pre className="mt-4 overflow-x-auto rounded-control bg-sunken px-4 py-3 font-mono text-caption">
            <code>npm ci && npm run dev</code>
          </pre>
        </div>
        <ul className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {points.map((point) => (
            <li key={point.title} className="border-line border-t pt-4">
              <h3 className="font-semibold text-subtitle">{point.title}</h3>
              <p className="mt-2 text-muted text-small">{point.text}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
