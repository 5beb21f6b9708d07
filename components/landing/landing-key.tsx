import { useWords, type Words } from '#lib/web/words'

/** The ways to sign in: what they are called, and whether it is one OpenID provider and no other. */
export type Ways = { names: readonly string[]; openid: boolean }

/** Where a stage happens, what happens there, and how long its cut is. */
type Cut = { place: string; text: string; length: string }

function cutsOf(t: Words<'landing'>, brand: string, { names: [name = '', ...others], openid }: Ways): Cut[] {
  return [
    { place: t('browser'), text: t(openid ? 'browserOpenid' : 'browserText'), length: 'w-4/5' },
    {
      place: others.length > 0 ? t('provider') : name,
      text: t(openid ? 'providerOpenid' : 'providerText'),
      length: 'w-1/2',
    },
    { place: brand, text: t(openid ? 'hereOpenid' : 'here'), length: 'w-full' },
    { place: 'PostgreSQL', text: t('database'), length: 'w-2/3' },
  ]
}

/** A sign-in, drawn as a key: every stage is one of its cuts. */
export function LandingKey({ brand, ways }: { brand: string; ways: Ways }) {
  const t = useWords('landing')
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
          {t.rich('key', { br: () => <br /> })}
        </h2>
      </div>
      <div className="-mt-1 relative ms-[1.875rem] sm:ms-[2.375rem]">
        <span
          aria-hidden="true"
          className="absolute inset-y-0 start-0 w-5 rounded-b-[0.625rem] bg-door-brass forced-color-adjust-none"
        />
        <ol>
          {cutsOf(t, brand, ways).map((cut) => (
            <li key={cut.text} className="relative flex gap-5 pt-7">
              <span aria-hidden="true" className="flex w-15 shrink-0 ps-5 sm:w-19">
                <span className={`mt-0.5 h-5 bg-door-brass forced-color-adjust-none ${cut.length}`} />
              </span>
              <p className="min-w-0 text-small">
                <strong className="block font-semibold text-body">{cut.place}</strong>
                <span className="text-on-door-muted">{cut.text}</span>
              </p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
