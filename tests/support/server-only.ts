import { registerHooks } from 'node:module'

const NEXT_MODULE = /^next\/[a-z]+$/

/**
 * Lets the runner load modules of `lib`. `server-only` is resolved as on a server, and `next/headers` and its like by
 * their files: Next's package has no `exports`, and plain Node asks for the extension. Nothing that the tests start is
 * touched, and React stays what it is.
 */
export function allowServerOnly(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'server-only')
        return next(specifier, { ...context, conditions: [...context.conditions, 'react-server'] })
      return next(NEXT_MODULE.test(specifier) ? `${specifier}.js` : specifier, context)
    },
  })
}
