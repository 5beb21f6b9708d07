import { registerHooks } from 'node:module'

/**
 * Lets the runner load modules of `lib`, which say `server-only`. Only that package is resolved as on a server,
 * so what the tests start is untouched, and React stays what it is.
 */
export function allowServerOnly(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'server-only'
        ? next(specifier, { ...context, conditions: [...context.conditions, 'react-server'] })
        : next(specifier, context),
  })
}
