/** The ways to sign in: what they are called, and whether it is one OpenID provider and no other. */
export type Ways = { names: readonly string[]; openid: boolean }

type Cut = {
  /** Where the stage happens; null is here. */
  place: string | null
  text: string
  length: string
}

const cutsOf = ({ names: [name = '', ...others], openid }: Ways): Cut[] => [
  {
    place: 'Your browser',
    text: openid
      ? 'starts with a fresh state, nonce and PKCE challenge, good for one sign-in.'
      : 'starts with a fresh state and its proofs, good for one sign-in.',
    length: 'w-4/5',
  },
  {
    place: others.length > 0 ? 'Your provider' : name,
    text: openid
      ? 'asks who you are and answers with a signed id_token.'
      : 'asks who you are and answers with a code that works once.',
    length: 'w-1/2',
  },
  {
    place: null,
    text: openid
      ? 'checks the signature and every claim before it believes a word.'
      : 'checks who answers, and for whom, before it believes a word.',
    length: 'w-full',
  },
  { place: 'PostgreSQL', text: 'keeps your session, and only the hash of its token.', length: 'w-2/3' },
]

/** A sign-in, drawn as a key: every stage is one of its cuts. */
export function LandingKey({ brand, ways }: { brand: string; ways: Ways }) {
  return (
    <section
      aria-labelledby="key"
      className="on-door rounded-panel px-5 pt-8 pb-10 sm:px-10 print:border print:border-edge"
    >
      <div className="flex items-center gap-5">
        <svg viewBox="0 0 96 96" aria-hidden="true" className="size-20 shrink-0 sm:size-24 fill-door-brass">
          <path
            fillRule="evenodd"
            d="M48 2a46 46 0 1 1 0 92 46 46 0 0 1 0-92Zm0 26a20 20 0 1 0 0 40 20 20 0 0 0 0-40Z"
          />
        </svg>
        <h2 id="key" className="font-semibold text-subtitle">
          One sign-in,
          <br />
          four cuts
        </h2>
      </div>
      <div className="-mt-1 relative ml-[1.875rem] sm:ml-[2.375rem]">
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 w-5 rounded-b-[0.625rem] bg-door-brass forced-color-adjust-none"
        />
        <ol>
          {cutsOf(ways).map((cut) => (
            <li key={cut.text} className="relative flex gap-5 pt-7">
              <span aria-hidden="true" className="flex w-15 shrink-0 pl-5 sm:w-19">
                <span className={`mt-0.5 h-5 bg-door-brass forced-color-adjust-none ${cut.length}`} />
              </span>
              <p className="min-w-0 text-small">
                <strong className="block font-semibold text-body">{cut.place ?? brand}</strong>
                <span className="text-on-door-muted">{cut.text}</span>
              </p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
