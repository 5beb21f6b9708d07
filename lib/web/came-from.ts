import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { env } from '#lib/env'
import { findPage } from '#lib/pages'

/** The page of ours that a form was sent from, for one that stands on all of them (`Referer`: our policy sends it to ourselves). */
export async function cameFrom(): Promise<Route> {
  const url = URL.parse((await headers()).get('referer') ?? '')
  if (url?.origin !== env().AUTH_URL || !findPage(url.pathname)) return DEFAULT_RETURN_TO
  return `${url.pathname}${url.search}` as Route
}
